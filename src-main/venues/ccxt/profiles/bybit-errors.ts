import type { VenueErrorRule } from '../connection/error-rule.ts'

/** Codes of Bybit, see https://bybit-exchange.github.io/docs/v5/error, of which ccxt's classes do not say enough. */
export const BYBIT_ERRORS: readonly VenueErrorRule[] = [
  { code: 10001, says: /symbol/i, kind: 'unknownSymbol' },
  { code: 10004, kind: 'wrongSecret' },
  { code: 10009, kind: 'banned' },
  { code: 10010, kind: 'addressNotAllowed' },
  { code: 10016, kind: 'serverError', isOutcomeUnknown: true },
  { code: 10024, kind: 'blockedRegion' },
  // The trigger of a stop has been passed already.
  { code: [110092, 110093], kind: 'wouldTrade' },
  { code: 170121, kind: 'unknownSymbol' },
  // Post-only.
  { code: 170218, kind: 'wouldTrade' },
]
