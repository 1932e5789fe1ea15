import type { Candle } from '../../domain/index.ts'

/**
 * Where the close lies in the bar's range: -1 at the low, 1 at the high, 0 in the middle and in a bar without range
 * (M. Chaikin, after L. Williams's accumulation and distribution).
 */
export function moneyFlowMultiplier({ high, low, close }: Candle): number {
  return high === low ? 0 : (close - low - (high - close)) / (high - low)
}
