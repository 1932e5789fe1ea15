import type { VenueErrorRule } from '../connection/error-rule.ts'

/**
 * Codes of Binance, spot and USD-M, see https://developers.binance.com/docs/binance-spot-api-docs/errors and
 * https://developers.binance.com/docs/derivatives/usds-margined-futures/error-code. By number, because ccxt chooses some of
 * its classes by the market, and gives others none. What stands first goes before.
 */
export const BINANCE_ERRORS: readonly VenueErrorRule[] = [
  // "The execution status is unknown", in several ways.
  { code: [-1001, -1000], kind: 'serverError', isOutcomeUnknown: true },
  { code: [-1007, -1006], kind: 'serverError', isOutcomeUnknown: true },
  { code: -1002, kind: 'noPermission' },
  { code: -1003, kind: 'rateLimited' },
  { code: -1015, kind: 'rateLimited' },
  // Overloaded: it says that the request has failed.
  { code: -1004, kind: 'serverError' },
  { code: -1008, kind: 'serverError' },
  { code: -1016, kind: 'maintenance' },
  { code: -1021, kind: 'clockOff' },
  { code: -1022, kind: 'wrongSecret' },
  { code: -1099, kind: 'noPermission' },
  { code: -1109, kind: 'noPermission' },
  { code: -1121, kind: 'unknownSymbol' },
  { code: [-1014, -1013], kind: 'invalidOrder' },
  { code: [-1119, -1100], kind: 'invalidOrder' },
  { code: -2010, says: /insufficient balance/i, kind: 'insufficientFunds' },
  { code: -2010, says: /immediately (match|trigger)|trigger immediately/i, kind: 'wouldTrade' },
  { code: -2010, says: /market is closed/i, kind: 'maintenance' },
  { code: -2010, says: /not permitted|disabled|not (enabled|supported|allowed)/i, kind: 'noPermission' },
  { code: -2010, says: /too (low|high|large|small)|quantity|price/i, kind: 'invalidOrder' },
  { code: -2011, says: /unknown order/i, kind: 'orderNotFound' },
  { code: -2013, kind: 'orderNotFound' },
  { code: -2014, kind: 'wrongKey' },
  { code: -2015, kind: 'keyRefused' },
  { code: -2016, kind: 'maintenance' },
  { code: [-2019, -2018], kind: 'insufficientFunds' },
  { code: -2021, kind: 'wouldTrade' },
  { code: [-2027, -2022], kind: 'invalidOrder' },
  { code: -2028, kind: 'insufficientFunds' },
  { code: [-4051, -4050], kind: 'insufficientFunds' },
  // Settings that stand already as they are wanted.
  { code: -4046, kind: 'refused' },
  { code: -4059, kind: 'refused' },
  { code: -4141, kind: 'maintenance' },
  { code: [-4403, -4402], kind: 'blockedRegion' },
  { code: [-4199, -4000], kind: 'invalidOrder' },
  { code: -5022, kind: 'wouldTrade' },
  { code: -5021, kind: 'invalidOrder' },
]
