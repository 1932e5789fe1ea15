import type { VenueErrorRule } from '../connection/error-rule.ts'

/** Codes of OKX, see https://www.okx.com/docs-v5/en/#error-code, of which ccxt's classes do not say enough. */
export const OKX_ERRORS: readonly VenueErrorRule[] = [
  { code: 50001, kind: 'maintenance' },
  { code: 50061, kind: 'rateLimited' },
  { code: 50105, kind: 'wrongSecret' },
  { code: 50110, kind: 'addressNotAllowed' },
  { code: 50112, kind: 'clockOff' },
  { code: 50113, kind: 'wrongSecret' },
  { code: 50120, kind: 'noPermission' },
  // The trigger of a stop has been passed already.
  { code: [51277, 51280], kind: 'wouldTrade' },
  { code: 51503, kind: 'orderNotFound' },
]
