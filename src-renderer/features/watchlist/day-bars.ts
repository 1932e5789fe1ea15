import type { CandleView } from '../../../src-contract/index.ts'

export const QUARTER_MS = 900_000

/** The last 24 hours of an instrument, as its bars tell them; up to a quarter of an hour more. */
export interface DayBars {
  /** Of quarter hours, and of the newest minute. */
  readonly closes: readonly number[]
  readonly low: number
  readonly high: number
  /** Traded quantity in base units. */
  readonly volume: number
}

/**
 * @param quarters closed bars of a quarter of an hour, oldest first.
 * @param minutes closed bars of a minute, oldest first; those count that no quarter has in it.
 * @returns undefined where there are no bars.
 */
export function dayBarsOf(quarters: readonly CandleView[], minutes: readonly CandleView[]): DayBars | undefined {
  const coveredMs = (quarters.at(-1)?.openTimeMs ?? -QUARTER_MS) + QUARTER_MS
  const since = minutes.filter(({ openTimeMs }) => openTimeMs >= coveredMs)
  const bars = [...quarters, ...since]
  if (bars.length === 0) return undefined
  return {
    closes: [...quarters, ...since.slice(-1)].map(({ close }) => close),
    low: Math.min(...bars.map(({ low }) => low)),
    high: Math.max(...bars.map(({ high }) => high)),
    volume: bars.reduce((sum, { volume }) => sum + volume, 0),
  }
}

/** Where a price lies between the lowest and the highest of the day, 0 to 1; a price outside widens the range. */
export function placeInRange({ low, high }: Pick<DayBars, 'low' | 'high'>, price: number): number {
  const [lowest, highest] = [Math.min(low, price), Math.max(high, price)]
  return highest === lowest ? 0.5 : (price - lowest) / (highest - lowest)
}
