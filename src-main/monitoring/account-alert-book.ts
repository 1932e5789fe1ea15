import type { AlertView } from '../../src-contract/index.ts'
import type { AlertBook } from './alert-book.ts'
import type { AlertCause, AlertCode, AlertKey } from './alert-cause.ts'

/** Where what is about one account is told. */
export type AlertTelling = Pick<AlertBook, 'raise' | 'note' | 'resolve' | 'isStanding' | 'standingOf'>

/** Between the name of an account and what the alert is about. */
const SEPARATOR = '/'

/**
 * The alerts of one of several accounts in the book of all: the same cause stands once for each account, and the title
 * says which it is. Subjects are told without the account's name.
 */
export function accountAlertBook(book: AlertTelling, account: string): AlertTelling {
  const prefix = `${account}${SEPARATOR}`
  const keyed = <Key extends AlertKey>(key: Key): Key => ({ ...key, subject: `${prefix}${key.subject ?? ''}` })
  const titled = (cause: AlertCause): AlertCause => ({ ...keyed(cause), title: `${account}: ${cause.title}` })
  const plain = (alert: AlertView): AlertView => ({ ...alert, subject: alert.subject?.slice(prefix.length) || null })
  return {
    raise: (cause) => plain(book.raise(titled(cause))),
    note: (cause) => plain(book.note(titled(cause))),
    resolve(key) {
      const alert = book.resolve(keyed(key))
      return alert && plain(alert)
    },
    isStanding: (key) => book.isStanding(keyed(key)),
    standingOf: (code: AlertCode) =>
      book
        .standingOf(code)
        .filter(({ subject }) => subject?.startsWith(prefix) === true)
        .map(plain),
  }
}

/** The alerts of the first account, which carry no name: those of the others are left out. */
export function firstAccountAlertBook(book: AlertTelling, others: readonly string[]): AlertTelling {
  const isOther = ({ subject }: AlertView): boolean =>
    others.some((account) => subject?.startsWith(`${account}${SEPARATOR}`) === true)
  return {
    raise: (cause) => book.raise(cause),
    note: (cause) => book.note(cause),
    resolve: (key) => book.resolve(key),
    isStanding: (key) => book.isStanding(key),
    standingOf: (code) => book.standingOf(code).filter((alert) => !isOther(alert)),
  }
}
