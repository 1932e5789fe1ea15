import { errorText } from '../base/index.ts'
import { shownAddress } from './service-address.ts'

const HIDDEN = '[hidden]'

/** Shorter texts occur by chance in harmless ones. */
const MIN_SECRET_LENGTH = 4

/** Parts of a path that are shorter are words such as "api"; tokens are longer. */
const MIN_TOKEN_LENGTH = 16

const ADDRESS = /\b[a-z][a-z0-9+.-]*:\/\/[^\s"'<>`]+/gi

/** What went wrong, in words that may be shown: addresses are cut to their host, secrets of `url` are taken out. */
export function shownError(error: unknown, url: string): string {
  return withoutSecrets(causeText(error), url)
}

/** The text with every address in it cut to scheme, host and port, and without what is secret in `url`. */
export function withoutSecrets(text: string, url: string): string {
  const cut = text.replaceAll(ADDRESS, (address) => shownAddress(address))
  return secretsOf(url).reduce((clean, secret) => clean.replaceAll(secret, HIDDEN), cut)
}

/** `fetch` says only that it failed and keeps the reason as its cause; a name with several addresses fails without words. */
function causeText(error: unknown): string {
  if (!(error instanceof Error)) return errorText(error)
  if (error.cause instanceof Error) return causeText(error.cause)
  if (error.message !== '') return error.message
  return 'code' in error && typeof error.code === 'string' ? error.code : error.name
}

/** Whether an address has parts that must not be shown: then it may not be shown as it is. */
export function hasSecrets(url: string): boolean {
  return secretsOf(url).length > 0
}

/** Longest first, so that one that holds another one goes as a whole. */
function secretsOf(url: string): string[] {
  const parsed = URL.parse(url)
  if (parsed === null) return [url]
  const { username, password, pathname, searchParams, search } = parsed
  const inUrl = [username, password, search, ...search.slice(1).split(/[&=]/)]
  const plain = [...inUrl, ...searchParams.values()].filter((part) => part.length >= MIN_SECRET_LENGTH)
  const tokens = pathname.split('/').filter((part) => part.length >= MIN_TOKEN_LENGTH)
  return [...plain, ...tokens]
    .flatMap((part) => [part, decoded(part)])
    .filter((part) => part.length >= MIN_SECRET_LENGTH)
    .toSorted((a, b) => b.length - a.length)
}

function decoded(part: string): string {
  try {
    return decodeURIComponent(part)
  } catch {
    return part
  }
}
