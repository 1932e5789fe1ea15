import { shownAddress } from '../endpoints/endpoints-config.ts'
import { VenueError } from './ccxt/connection/venue-error.ts'

const PROXY_PROTOCOLS = ['http:', 'https:', 'socks5:']
const ALLOWED = PROXY_PROTOCOLS.map((protocol) => `${protocol}//`).join(', ')

/**
 * What is wrong with the address of a proxy that stands in the configuration, as half a sentence without its secrets;
 * undefined where it can be used. An empty one means none.
 */
export function proxyFault(address: string): string | undefined {
  if (address === '') return undefined
  const parsed = URL.parse(address)
  const hidesSecret = parsed !== null && (parsed.username !== '' || parsed.password !== '')
  if (hidesSecret) {
    return `must not hold a user or a password, got one for ${parsed.host}; keep the whole address as the secret account.<name>.proxy`
  }
  return proxyAddressFault(address)
}

/**
 * The proxy of an account: the address that is kept as a secret, else the one of the configuration; undefined where there is
 * none. @throws VenueError `badProxy` where the secret is no such address.
 */
export function proxyOf(configured: string, secret: string | undefined): string | undefined {
  if (secret === undefined) return configured === '' ? undefined : configured
  const fault = proxyAddressFault(secret)
  if (fault === undefined) return secret
  throw new VenueError({
    kind: 'badProxy',
    what: `The proxy that is kept as a secret ${fault}.`,
    advice: 'Set the secret anew, or remove it.',
    isOutcomeUnknown: false,
  })
}

function proxyAddressFault(address: string): string | undefined {
  const parsed = URL.parse(address)
  if (parsed === null)
    return `must be an address such as "socks5://127.0.0.1:1080", got ${address.length} characters that are none`
  if (!PROXY_PROTOCOLS.includes(parsed.protocol)) return `must begin with ${ALLOWED}, got "${shownAddress(address)}"`
  if (parsed.hostname === '')
    return `must name a host, such as "socks5://127.0.0.1:1080", got "${shownAddress(address)}"`
  return undefined
}
