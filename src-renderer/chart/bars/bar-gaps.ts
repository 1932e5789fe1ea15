import { type CandleView, TIMEFRAME_MS, type Timeframe } from '../../../src-contract/index.ts'

/** What is missing at a bar: minutes inside it, whole bars between it and the one before, or both. */
export interface BarGap {
  readonly openTimeMs: number
  /** Minutes are missing inside the bar: its prices and volume are not whole. */
  readonly inside: boolean
  /** Bars that are missing right before it. */
  readonly missingBefore: number
}

/** What is missing at a bar; undefined where nothing is. Of the oldest bar that is loaded nothing is known before it. */
export function barGap(bar: CandleView, previous: CandleView | undefined, timeframe: Timeframe): BarGap | undefined {
  const { openTimeMs, gap } = bar
  const stepMs = TIMEFRAME_MS[timeframe]
  const missingBefore = previous === undefined ? 0 : Math.round((openTimeMs - previous.openTimeMs) / stepMs) - 1
  return gap || missingBefore > 0 ? { openTimeMs, inside: gap, missingBefore: Math.max(0, missingBefore) } : undefined
}

/** Everything that is missing among these bars, oldest first. */
export function barGaps(bars: readonly CandleView[], timeframe: Timeframe): readonly BarGap[] {
  return bars.flatMap((bar, index) => barGap(bar, bars[index - 1], timeframe) ?? [])
}
