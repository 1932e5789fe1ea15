import { type Timeframe, TIMEFRAME_MS } from '../../../src-contract/index.ts'

/** Session time until the bar that forms now closes. Bars begin at whole multiples of their length. */
export function msToNextBar(nowMs: number, timeframe: Timeframe): number {
  const lengthMs = TIMEFRAME_MS[timeframe]
  return lengthMs - (nowMs % lengthMs)
}
