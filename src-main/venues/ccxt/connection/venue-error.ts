/** What kept a request from doing what it should, as far as it can be told. */
export type VenueErrorKind =
  /** The key is not known to the venue, or of its other environment. */
  | 'wrongKey'
  /** The signature does not fit: the secret is wrong. */
  | 'wrongSecret'
  /** The key may not do this. */
  | 'noPermission'
  /** The key may be used from other addresses only. */
  | 'addressNotAllowed'
  | 'noNetwork'
  /** The venue serves no one at this place. */
  | 'blockedRegion'
  | 'badProxy'
  | 'unknownSymbol'
  /** The clocks differ by more than the venue takes. */
  | 'clockOff'
  | 'rateLimited'
  /** This address is shut out for a while. */
  | 'banned'
  | 'insufficientFunds'
  | 'orderNotFound'
  /** The terms break a rule of the instrument. */
  | 'invalidOrder'
  | 'wouldTrade'
  | 'maintenance'
  /** 5xx. */
  | 'serverError'
  /** No answer in time, or the connection was cut. */
  | 'noAnswer'
  /** An answer that is none. */
  | 'unreadable'
  /** The venue said no for a reason of its own. */
  | 'refused'

export interface VenueErrorParts {
  readonly kind: VenueErrorKind
  /** What happened, for a person. Without secrets. */
  readonly what: string
  /** What to do about it. */
  readonly advice: string
  /** True where a command may have been taken all the same. */
  readonly isOutcomeUnknown: boolean
  /** The venue's own code, such as -2010. */
  readonly venueCode?: string
  /** System time from which on the venue may be asked again. */
  readonly retryAtMs?: number
  readonly cause?: unknown
}

/** A request to a venue that failed: what happened and what to do, in words, without secrets. */
export class VenueError extends Error {
  readonly kind: VenueErrorKind
  readonly what: string
  readonly advice: string
  readonly isOutcomeUnknown: boolean
  readonly venueCode: string | undefined
  readonly retryAtMs: number | undefined

  constructor(parts: VenueErrorParts) {
    super(`${parts.what} ${parts.advice}`, { cause: parts.cause })
    this.name = 'VenueError'
    this.kind = parts.kind
    this.what = parts.what
    this.advice = parts.advice
    this.isOutcomeUnknown = parts.isOutcomeUnknown
    this.venueCode = parts.venueCode
    this.retryAtMs = parts.retryAtMs
  }
}
