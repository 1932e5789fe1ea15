import type { ClockOffset } from './ports.ts'
import { PROXY_AUTHENTICATION } from './proxy.ts'
import type { VenueErrorKind } from './venue-error.ts'

/** What is known of a failure, for its text. Nothing in it is secret. */
export interface ErrorFacts {
  /** The venue's name. */
  readonly label: string
  readonly environment: string
  /** The venue's own words, with its code where it has one. */
  readonly said: string | undefined
  /** Of the venue's answer. */
  readonly status: number | undefined
  /** Of the system or of the proxy. */
  readonly code: string | undefined
  /** Scheme, host and port of the proxy in between. */
  readonly proxy: string | undefined
  readonly clock: ClockOffset | undefined
  /** System time. */
  readonly retryAtMs: number | undefined
  /** It would have changed something at the venue, and may have. */
  readonly isUnclearCommand: boolean
}

interface ErrorText {
  /** Why, as a half sentence. */
  readonly why: string
  readonly advice: string
}

/** A moment as an error says it: to the second, in UTC. */
export function clockText(timeMs: number): string {
  return `${new Date(timeMs).toISOString().slice(0, 19).replace('T', ' ')} UTC`
}

/** What happened and what to do, in words, for each kind of failure. */
export const ERROR_TEXTS: Readonly<Record<VenueErrorKind, (facts: ErrorFacts) => ErrorText>> = {
  wrongKey: ({ label, environment, said }) => ({
    why: `${label} does not accept the API key${quoted(said)}`,
    advice: `Check that the key was entered whole, and that it is a key for ${environment}: other keys are not known there. If it is limited to certain addresses, the public address of this machine must be among them.`,
  }),
  wrongSecret: ({ label, said }) => ({
    why: `${label} does not accept the signature, so that the secret is not the one of the API key${quoted(said)}`,
    advice: 'Enter key and secret again, whole. The venue shows a secret only once; if it is lost, make a new key.',
  }),
  noPermission: ({ label, said }) => ({
    why: `the API key may not do this at ${label}${quoted(said)}`,
    advice: `Give the key this permission in the settings of ${label}, and see that the account may trade there. Never let it withdraw.`,
  }),
  addressNotAllowed: ({ label, said }) => ({
    why: `${label} accepted the API key before, and from this address no longer${quoted(said)}`,
    advice:
      'Add the public address of this machine to those that the key may be used from. If the key is not limited to addresses, it has been deleted or has run out: make a new one.',
  }),
  noNetwork: ({ label, code }) => ({
    why: `${label} could not be reached${quoted(networkText(code))}`,
    advice: networkAdvice(code),
  }),
  blockedRegion: ({ label, status, said }) => ({
    why: `${label} refuses requests from this address${quoted(statusText(status, said))}`,
    advice:
      status === 403
        ? 'It does so for places that it does not serve, and for a while for an address that asks too much. Wait some minutes; if it stays, see its terms for where you are, and where a proxy or VPN of yours comes out.'
        : 'It does not serve the place that the address belongs to. See its terms for where you are, and where a proxy or VPN of yours comes out.',
  }),
  badProxy: ({ label, proxy = 'that is set', code }) => ({
    why: `the proxy ${proxy} did not let the connection to ${label} through${quoted(proxyText(code))}`,
    advice:
      code === PROXY_AUTHENTICATION
        ? PROXY_CREDENTIALS
        : 'Check the address of the proxy in the settings of the account, and that it runs and may reach the venue.',
  }),
  unknownSymbol: ({ label, said }) => ({
    why: `${label} does not know the instrument${quoted(said)}`,
    advice:
      'Choose one from the list of instruments; this one may have another name there, or may not be traded any more.',
  }),
  clockOff: ({ label, clock, said }) => ({
    why: `${label} takes the request as too old or from the future${quoted(said)}${clock ? `; the clock of this machine is ${offsetText(clock)} that of the venue, which was allowed for` : ''}`,
    advice:
      'Let the system set the clock of this machine by itself (NTP). If it is right, the network is too slow for the venue.',
  }),
  rateLimited: ({ label, said, retryAtMs }) => ({
    why: `${label} takes no more requests from this address${until(retryAtMs)}, because too many were made${quoted(said)}`,
    advice:
      'Requests go on by themselves then. Close other programs that use the venue from here, or follow fewer instruments.',
  }),
  banned: ({ label, said, retryAtMs }) => ({
    why: `${label} has shut out this address${until(retryAtMs)}, because too many requests came from it${quoted(said)}`,
    advice:
      'Requests go on by themselves then; every one before would make it longer. What cannot wait has to be done in the app of the venue, over another network.',
  }),
  insufficientFunds: ({ label, said }) => ({
    why: `there is not enough free money or margin at ${label}${quoted(said)}`,
    advice: 'Make the order smaller, cancel orders that bind money, or move funds there.',
  }),
  orderNotFound: ({ label, said }) => ({
    why: `${label} does not know the order, or no longer as a working one${quoted(said)}`,
    advice: 'Nothing needs to be done: its state is read from the venue.',
  }),
  invalidOrder: ({ label, said }) => ({
    why: `the terms break a rule of ${label}${quoted(said)}`,
    advice: 'Change price, quantity or kind of order so that they fit the rules of the instrument.',
  }),
  wouldTrade: ({ label, said }) => ({
    why: `the order would have traded or triggered at ${label} at once${quoted(said)}`,
    advice: 'Move its price away from the market, or place one that may trade at once.',
  }),
  maintenance: ({ label, said }) => ({
    why: `${label} does not trade this at the moment${quoted(said)}`,
    advice: 'Wait until the venue trades it again; its status page tells when.',
  }),
  serverError: ({ label, status, said, isUnclearCommand }) => ({
    why: `${label} failed to work on it${quoted(statusText(status, said))}`,
    advice: afterwards(isUnclearCommand),
  }),
  noAnswer: ({ label, said, isUnclearCommand }) => ({
    why: `no answer came from ${label}${quoted(said)}`,
    advice: afterwards(isUnclearCommand),
  }),
  unreadable: ({ label, said, isUnclearCommand }) => ({
    why: `the answer of ${label} could not be understood${quoted(said)}`,
    advice: afterwards(isUnclearCommand),
  }),
  refused: ({ label, said, status }) => ({
    why: `${label} refused${quoted(statusText(status, said))}`,
    advice: 'The words of the venue say why; nothing was changed there.',
  }),
}

const PROXY_CREDENTIALS =
  'It wants a user and a password, or others: keep its whole address with them as the secret of the account for its proxy.'

const NAME_ADVICE = 'Check that this machine is online and that its name service (DNS) works.'

const NETWORK_ADVICE: Readonly<Record<string, string>> = {
  ENOTFOUND: NAME_ADVICE,
  EAI_AGAIN: NAME_ADVICE,
  ECONNREFUSED:
    'Nobody answers at this address and port. Check the addresses of the account, if it has its own, and the status page of the venue.',
  ENETUNREACH: 'Check that this machine is online.',
  EHOSTUNREACH: 'Check that this machine is online.',
}

const NETWORK_TEXTS: Readonly<Record<string, string>> = {
  ENOTFOUND: 'its name is not known',
  EAI_AGAIN: 'the name service does not answer',
  ECONNREFUSED: 'the connection was refused',
  ENETUNREACH: 'there is no network',
  EHOSTUNREACH: 'there is no way to it',
}

/** Codes of OpenSSL and Node for a certificate that proves nothing. */
const CERTIFICATE_CODE = /CERT|LEAF_SIGNATURE/

function networkText(code: string | undefined): string | undefined {
  if (code === undefined) return undefined
  if (CERTIFICATE_CODE.test(code)) return `its certificate could not be verified, ${code}`
  return `${NETWORK_TEXTS[code] ?? 'the connection failed'}, ${code}`
}

function networkAdvice(code = ''): string {
  if (CERTIFICATE_CODE.test(code)) {
    return 'Somebody in between may answer instead of the venue, such as a proxy, a virus scanner or a hotspot, or the date of this machine is wrong. Nothing was sent.'
  }
  return NETWORK_ADVICE[code] ?? 'Check the network connection of this machine, and the status page of the venue.'
}

function proxyText(code: string | undefined): string | undefined {
  if (code === undefined) return undefined
  if (code === PROXY_AUTHENTICATION) return 'it refused the user and password, or wants some'
  const text = NETWORK_TEXTS[code]
  return text === undefined ? `it said ${code}` : `${text}, ${code}`
}

function statusText(status: number | undefined, said: string | undefined): string | undefined {
  if (status === undefined) return said
  return said === undefined ? `HTTP ${status}` : `${said}, HTTP ${status}`
}

function quoted(said: string | undefined): string {
  return said === undefined || said === '' ? '' : ` (${said})`
}

function until(timeMs: number | undefined): string {
  return timeMs === undefined ? ' for now' : ` until ${clockText(timeMs)}`
}

function offsetText({ offsetMs }: ClockOffset): string {
  return `${(Math.abs(offsetMs) / 1_000).toFixed(1)} s ${offsetMs > 0 ? 'behind' : 'ahead of'}`
}

function afterwards(isUnclearCommand: boolean): string {
  return isUnclearCommand
    ? 'It may have been taken all the same; the venue is asked what became of it. Look at its own list of orders if you cannot wait.'
    : 'Try again in a moment; see the status page of the venue if it stays so.'
}
