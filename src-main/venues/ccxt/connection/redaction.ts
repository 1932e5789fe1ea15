import type { VenueCredentials } from './ports.ts'

const HIDDEN = '[hidden]'

/** What stands behind one of these names in an address or a body is nobody's business. */
const NAMED = /\b(signature|listenKey|apiKey|api_key|secret|passphrase|token)(["']?\s*[=:]\s*["']?)[^\s"'&,;)}\]]+/gi

/** Scheme, user and host are enough of an address. */
const ADDRESS = /\b([a-z][a-z0-9+.-]*:\/\/)(?:[^\s/"'<>@]*@)?([^\s/?"'<>()]+)[^\s"'<>()]*/gi

/** Keys, signatures and listen keys are long words without a break; ids of orders are shorter. */
const LONG_WORD = /\b[A-Za-z0-9+/_-]{40,}={0,2}/g

/** Takes out of a text of whatever origin what may not be shown. */
export class Redaction {
  readonly #secrets: readonly string[]

  constructor(credentials: VenueCredentials | undefined) {
    const { apiKey = '', secret = '', passphrase = '' } = credentials ?? {}
    this.#secrets = [apiKey, secret, passphrase].filter((text) => text !== '')
  }

  clean(text: string): string {
    const known = this.#secrets.reduce((clean, secret) => clean.replaceAll(secret, HIDDEN), text)
    return known.replaceAll(NAMED, `$1$2${HIDDEN}`).replaceAll(ADDRESS, '$1$2').replaceAll(LONG_WORD, HIDDEN)
  }
}
