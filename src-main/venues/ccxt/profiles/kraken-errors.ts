import type { VenueErrorRule } from '../connection/error-rule.ts'

/** Words of Kraken, see https://docs.kraken.com/api/docs/guides/spot-errors, of which ccxt's classes do not say enough. */
export const KRAKEN_ERRORS: readonly VenueErrorRule[] = [
  { code: 'EAPI:Invalid signature', kind: 'wrongSecret' },
  { code: 'EGeneral:Temporary lockout', kind: 'banned' },
  { code: 'EQuery:Unknown asset pair', kind: 'unknownSymbol' },
  { code: 'EOrder:Unknown order', kind: 'orderNotFound' },
  { code: 'EOrder:Post only order', kind: 'wouldTrade' },
]
