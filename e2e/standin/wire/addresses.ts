/**
 * A browser cannot load a scheme of the program's own. Its pages are served under an https address that no name
 * server knows, and every address is translated wherever it passes between the page and main.
 */
const PAGE_SUFFIX = '.invalid'

export class AddressTable {
  readonly #scheme: string

  constructor(scheme: string) {
    this.#scheme = scheme
  }

  /** `app://wheelhouse/index.html` is `https://wheelhouse.invalid/index.html` in the browser. */
  toBrowser(url: string): string {
    const parsed = URL.parse(url)
    if (parsed?.protocol !== `${this.#scheme}:`) return url
    return `https://${parsed.host}${PAGE_SUFFIX}${parsed.pathname}${parsed.search}${parsed.hash}`
  }

  toProgram(url: string): string {
    const parsed = URL.parse(url)
    if (parsed?.protocol !== 'https:' || !parsed.host.endsWith(PAGE_SUFFIX)) return url
    const host = parsed.host.slice(0, -PAGE_SUFFIX.length)
    return `${this.#scheme}://${host}${parsed.pathname}${parsed.search}${parsed.hash}`
  }
}

export const addresses = new AddressTable('app')

/** Origin as Electron says it, also of the program's own scheme, for which URL says `null`. */
export function originOf(url: string): string {
  const parsed = URL.parse(url)
  if (parsed === null) return 'null'
  return parsed.protocol === 'app:' ? `app://${parsed.host}` : parsed.origin
}
