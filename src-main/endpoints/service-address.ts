import type { EndpointKind } from '../../src-contract/index.ts'

const PROTOCOLS: Readonly<Record<EndpointKind, readonly string[]>> = {
  http: ['https:', 'http:'],
  websocket: ['wss:', 'ws:'],
  tcp: ['tcp:'],
}

/**
 * What may be shown of an address: scheme, host and port. User, password, path and query can each be or carry a
 * secret (`https://api.example.com/bot<token>`), so none of them is ever shown.
 */
export function shownAddress(url: string): string {
  const parsed = URL.parse(url)
  return parsed === null ? '[not a URL]' : `${parsed.protocol}//${parsed.host}`
}

/**
 * What is wrong with an address that stands in the configuration, as half a sentence; undefined where it may. Everybody
 * who may read the configuration sees it whole.
 */
export function credentialsFault(url: string): string | undefined {
  const parsed = URL.parse(url)
  if (parsed === null || (parsed.username === '' && parsed.password === '')) return undefined
  return `must not hold a user or a password, which everybody who reads the configuration would see; got one for ${parsed.host}`
}

/** What is wrong with the address of a host, as half a sentence without its secrets; undefined where it can be used. */
export function addressFault(kind: EndpointKind, url: string): string | undefined {
  const allowed = PROTOCOLS[kind].map((protocol) => `${protocol}//`).join(' or ')
  const example = `${PROTOCOLS[kind][0]}//example.com${kind === 'tcp' ? ':9000' : ''}`
  const parsed = URL.parse(url)
  // What cannot be read as an address can still hold a secret.
  if (parsed === null) return `must be an address such as "${example}", got ${url.length} characters that are none`
  const got = `got "${shownAddress(url)}"`
  if (!PROTOCOLS[kind].includes(parsed.protocol)) return `must begin with ${allowed} for kind "${kind}", ${got}`
  if (parsed.hostname === '') return `must name a host, such as "${example}", ${got}`
  if (kind === 'tcp' && parsed.port === '') return `must name a port, such as "${example}", ${got}`
  return undefined
}
