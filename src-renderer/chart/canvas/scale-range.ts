export interface PriceSpan {
  readonly minValue: number
  readonly maxValue: number
}

/** A line is taken into view while it lies no farther outside the candles than this share of their height. */
const REACH = 0.75

/** Widens what the price axis shows to the lines near the candles; a far one would press the candles flat. */
export function widenToLines(span: PriceSpan, prices: readonly number[]): PriceSpan {
  const reach = (span.maxValue - span.minValue) * REACH
  const near = prices.filter((price) => price >= span.minValue - reach && price <= span.maxValue + reach)
  return { minValue: Math.min(span.minValue, ...near), maxValue: Math.max(span.maxValue, ...near) }
}
