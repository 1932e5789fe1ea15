import type { LogLineView } from '../../../src-contract/index.ts'
import type { LogItem } from '../../client/index.ts'
import { fieldsText, fieldText } from './log-text.ts'

/** A word that a line must have: anywhere, or in the field that it names. */
interface Term {
  readonly text: string
  readonly field: string | undefined
  readonly value: string
}

export interface LogFilter {
  /** Undefined for all of them. */
  readonly component: string | undefined
  readonly terms: readonly Term[]
}

/** `"two words"` stay together, also behind a field: `reason:"no price"`. */
const TERM = /(?:[^\s"]|"[^"]*"?)+/g
const NAMED = /^([a-z_][\w.-]*):(.+)$/

/** Reads what somebody typed: words that all must be there, some of them as `field:value`; case means nothing. */
export function readFilter(query: string, component: string | undefined): LogFilter {
  const terms = [...query.toLowerCase().matchAll(TERM)].map(([term]) => {
    const text = unquoted(term)
    const [, field, value] = NAMED.exec(term) ?? []
    return { text, field, value: unquoted(value ?? '') }
  })
  return { component, terms: terms.filter(({ text }) => text !== '') }
}

const unquoted = (text: string): string => text.replaceAll('"', '')

/** Where the engine left lines out is worth knowing whatever the filter. */
export function passes(item: LogItem, filter: LogFilter): boolean {
  return item.kind === 'skipped' || lineMatches(item.line, filter)
}

export function lineMatches(line: LogLineView, { component, terms }: LogFilter): boolean {
  if (component !== undefined && line.component !== component) return false
  return terms.every((term) => hasTerm(line, term))
}

function hasTerm(line: LogLineView, { text, field, value }: Term): boolean {
  const named = field === undefined ? undefined : namedValue(line, field)
  // `http://` looks like a field, too: a name that the line does not have is an ordinary word.
  return named === undefined ? searchText(line).includes(text) : named.toLowerCase().includes(value)
}

function namedValue({ level, component, message, fields }: LogLineView, field: string): string | undefined {
  if (field === 'level') return level
  if (field === 'component') return component ?? ''
  if (field === 'message') return message
  const key = Object.keys(fields).find((each) => each.toLowerCase() === field)
  return key === undefined ? undefined : fieldText(fields[key])
}

/** A line is searched again with every letter that is typed. */
const searchTexts = new WeakMap<LogLineView, string>()

function searchText(line: LogLineView): string {
  const known = searchTexts.get(line)
  if (known !== undefined) return known
  const text = `${line.component ?? ''} ${line.message} ${fieldsText(line.fields)}`.toLowerCase()
  searchTexts.set(line, text)
  return text
}
