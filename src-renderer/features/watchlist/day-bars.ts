import type { CandleView } from '../../../src-contract/index.ts'

/** The last 24 hours of an instrument, as its bars tell them. */
export interface DayBars {
  readonly closes: readonly number[]
  readonly low: number
  readonly high: number
  /** Traded quantity in base units. */
  readonly volume: number
}

/** Undefined where there are no bars. */
export function dayBarsOf(candles: readonly CandleView[]): DayBars | undefined {
  if (candles.length === 0) return undefined
  return {
    closes: candles.map(({ close }) => close),
    low: Math.min(...candles.map(({ low }) => low)),
    high: Math.max(...candles.map(({ high }) => high)),
    volume: candles.reduce((sum, { volume }) => sum + volume, 0),
  }
}

/** Where a price lies between the lowest and the highest of the day, 0 to 1; a price outside widens the range. */
export function placeInRange({ low, high }: Pick<DayBars, 'low' | 'high'>, price: number): number {
  const [lowest, highest] = [Math.min(low, price), Math.max(high, price)]
  return highest === lowest ? 0.5 : (price - lowest) / (highest - lowest)
}
