import type { VenueErrorRule } from '../connection/error-rule.ts'

/** Words of Coinbase's Advanced Trade, of which ccxt's classes do not say enough. */
export const COINBASE_ERRORS: readonly VenueErrorRule[] = [
  { code: 'unknown', says: /not found/i, kind: 'orderNotFound' },
  { code: 'NOT_FOUND', says: /order/i, kind: 'orderNotFound' },
  { code: 'PERMISSION_DENIED', kind: 'noPermission' },
  { code: 'INVALID_ARGUMENT', says: /product_id/, kind: 'unknownSymbol' },
  { code: 'INVALID_LIMIT_PRICE_POST_ONLY', kind: 'wouldTrade' },
]
