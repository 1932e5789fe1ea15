import { errorText } from '../../../base/index.ts'
import { EndpointError } from '../../../endpoints/index.ts'
import type { VenueProfile } from '../profiles/venue-profile.ts'
import { kindOfClass } from './ccxt-classes.ts'
import { ruleFor } from './error-rule.ts'
import { ERROR_TEXTS } from './error-texts.ts'
import type { HttpAnswer } from './http-request.ts'
import type { ClockOffset } from './ports.ts'
import type { Redaction } from './redaction.ts'
import { type TransportFault, TransportError } from './transport-error.ts'
import { venueWords } from './venue-answer.ts'
import { VenueError, type VenueErrorKind } from './venue-error.ts'
import type { VenueRequest } from './venue-request.ts'

export interface ErrorClassifierOptions {
  readonly profile: VenueProfile
  readonly environment: string
  /** Scheme, host and port of the proxy. */
  readonly proxy: string | undefined
  readonly redaction: Redaction
  readonly clock: () => ClockOffset | undefined
  /** Whether the venue has accepted the key before. */
  readonly wasKeyAccepted: () => boolean
  /** System time until which the venue wants no requests; undefined: it takes them. */
  readonly pausedUntilMs: () => number | undefined
}

/** What an error turned out to be, before it is put into words. */
interface Finding {
  readonly kind: VenueErrorKind
  readonly isOutcomeUnknown: boolean
  readonly venueCode?: string | undefined
  readonly said?: string | undefined
  readonly status?: number | undefined
  /** Of the system or of the proxy. */
  readonly code?: string | undefined
}

const TRANSPORT_KINDS: Readonly<Record<TransportFault, VenueErrorKind>> = {
  timeout: 'noAnswer',
  connection: 'noAnswer',
  proxy: 'badProxy',
  closed: 'noAnswer',
}

const SERVER_ERROR = 500

/** Says of whatever ccxt, the network or a proxy throws what happened and what to do. */
export class ErrorClassifier {
  readonly #options: ErrorClassifierOptions
  readonly #answers = new WeakMap<object, HttpAnswer>()

  constructor(options: ErrorClassifierOptions) {
    this.#options = options
  }

  /** The answer that ccxt made the error of: its code, its words and its status. */
  noteRefusal(error: object, answer: HttpAnswer): void {
    this.#answers.set(error, answer)
  }

  /** An EndpointError says all by itself. The cause that is kept has no secrets either. */
  classify(error: unknown, request: VenueRequest): VenueError | EndpointError {
    if (error instanceof VenueError || error instanceof EndpointError) return error
    const finding = this.#find(error, request)
    const { kind, isOutcomeUnknown, venueCode, status, code } = finding
    const { profile, environment, proxy, redaction, clock, pausedUntilMs } = this.#options
    const isCommand = request.urgency === 'order' || request.urgency === 'protective'
    const retryAtMs = kind === 'rateLimited' || kind === 'banned' ? pausedUntilMs() : undefined
    const { why, advice } = ERROR_TEXTS[kind]({
      label: profile.label,
      environment,
      said: saidText(finding, redaction),
      status,
      code,
      proxy,
      clock: clock(),
      retryAtMs,
      isUnclearCommand: isCommand && isOutcomeUnknown,
    })
    return new VenueError({
      kind,
      what: `Could not ${request.name}: ${why}.`,
      advice,
      isOutcomeUnknown,
      ...(venueCode !== undefined && { venueCode }),
      ...(retryAtMs !== undefined && { retryAtMs }),
      cause: new Error(redaction.clean(causeText(error))),
    })
  }

  #find(error: unknown, request: VenueRequest): Finding {
    if (error instanceof TransportError) return findingOfTransport(error)
    const answer = error instanceof Error ? this.#answers.get(error) : undefined
    const words = venueWords(answer?.body ?? errorText(error))
    const status = answer?.status
    const common = { status, venueCode: words.code, said: words.said ?? (answer ? undefined : errorText(error)) }
    const rule = ruleFor(this.#options.profile.errors ?? [], words)
    const byStatus = kindOfStatus(status)
    // What stands before a venue and turns regions away knows no code of the venue.
    const isByStatus = byStatus !== undefined && (byStatus !== 'blockedRegion' || rule === undefined)
    if (isByStatus) return { ...common, kind: byStatus, isOutcomeUnknown: false }
    if (rule) {
      const kind = rule.kind === 'keyRefused' ? this.#kindOfRefusedKey(request) : rule.kind
      return { ...common, kind, isOutcomeUnknown: rule.isOutcomeUnknown ?? false }
    }
    if (status !== undefined && status >= SERVER_ERROR) {
      return { ...common, kind: 'serverError', isOutcomeUnknown: !isKnownFailure(answer) }
    }
    return { ...common, ...kindOfClass(error) }
  }

  /** The venue says the same of an unknown key, of another address and of a missing permission. */
  #kindOfRefusedKey({ urgency }: VenueRequest): VenueErrorKind {
    if (!this.#options.wasKeyAccepted()) return 'wrongKey'
    return urgency === 'order' || urgency === 'protective' ? 'noPermission' : 'addressNotAllowed'
  }
}

function kindOfStatus(status: number | undefined): VenueErrorKind | undefined {
  switch (status) {
    case 418:
      return 'banned'
    case 429:
      return 'rateLimited'
    case 403:
    case 451:
      return 'blockedRegion'
    default:
      return undefined
  }
}

function findingOfTransport({ fault, isSent, code, message }: TransportError): Finding {
  const wasReached = isSent || fault === 'closed' || fault === 'timeout'
  const kind = fault === 'connection' && !wasReached ? 'noNetwork' : TRANSPORT_KINDS[fault]
  return { kind, isOutcomeUnknown: isSent, code, said: fault === 'proxy' ? undefined : message }
}

/** "Service Unavailable." is Binance's way to say that nothing was done; everything else of 5xx leaves it open. */
function isKnownFailure(answer: HttpAnswer | undefined): boolean {
  return answer?.status === 503 && /service unavailable/i.test(answer.body)
}

function saidText({ said, venueCode }: Finding, redaction: Redaction): string | undefined {
  const words = said === undefined ? undefined : redaction.clean(said)
  if (venueCode === undefined) return words
  return words === undefined ? `code ${venueCode}` : `${words.replace(/\.$/, '')}, code ${venueCode}`
}

function causeText(error: unknown): string {
  const name = error instanceof Error ? `${error.name}: ` : ''
  return `${name}${errorText(error)}`
}
