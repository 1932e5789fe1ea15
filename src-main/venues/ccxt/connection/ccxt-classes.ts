import type { VenueErrorKind } from './venue-error.ts'

interface ClassMeaning {
  readonly kind: VenueErrorKind
  readonly isOutcomeUnknown: boolean
}

/**
 * Classes of ccxt by name, each before those that it is a case of. By name because the classes themselves come with the
 * package's index, which loads every exchange.
 */
const MEANINGS: Readonly<Record<string, VenueErrorKind>> = {
  PermissionDenied: 'noPermission',
  AccountNotEnabled: 'noPermission',
  AccountSuspended: 'noPermission',
  AuthenticationError: 'wrongKey',
  InsufficientFunds: 'insufficientFunds',
  OrderNotFound: 'orderNotFound',
  OrderImmediatelyFillable: 'wouldTrade',
  InvalidOrder: 'invalidOrder',
  BadSymbol: 'unknownSymbol',
  InvalidNonce: 'clockOff',
  MarketClosed: 'maintenance',
  OnMaintenance: 'maintenance',
  RateLimitExceeded: 'rateLimited',
  DDoSProtection: 'rateLimited',
  RestrictedLocation: 'blockedRegion',
  InvalidProxySettings: 'badProxy',
}

/** What leaves open what became of a command, by class of ccxt. */
const UNKNOWN_OUTCOMES: Readonly<Record<string, VenueErrorKind>> = {
  ChecksumError: 'unreadable',
  BadResponse: 'unreadable',
  NullResponse: 'unreadable',
  RequestTimeout: 'noAnswer',
  ExchangeClosedByUser: 'noAnswer',
  ExchangeNotAvailable: 'serverError',
  NetworkError: 'noAnswer',
  OperationFailed: 'serverError',
}

/** What is known of an error of ccxt by its class alone. What is none of ccxt's was thrown while an answer was read. */
export function kindOfClass(error: unknown): ClassMeaning {
  for (const name of classNames(error)) {
    const known = MEANINGS[name]
    if (known) return { kind: known, isOutcomeUnknown: false }
    const unknown = UNKNOWN_OUTCOMES[name]
    if (unknown) return { kind: unknown, isOutcomeUnknown: true }
    if (name === 'BaseError') return { kind: 'refused', isOutcomeUnknown: false }
  }
  return { kind: 'unreadable', isOutcomeUnknown: true }
}

/** Names of the error's class and of those it is a case of, nearest first. */
function classNames(error: unknown): string[] {
  const names: string[] = []
  let prototype: unknown = error instanceof Error ? Object.getPrototypeOf(error) : null
  while (typeof prototype === 'object' && prototype !== null) {
    names.push(prototype.constructor.name)
    prototype = Object.getPrototypeOf(prototype)
  }
  return names
}
