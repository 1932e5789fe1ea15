const SIGNIFICANT_DIGITS = 7
const MOST_SIGNIFICANT_DIGITS = 15

/**
 * A price for a sentence: grouped, with seven significant digits unless told otherwise, whole units never rounded away.
 * Written by hand because it runs for every decision of a replay, where `Intl.NumberFormat` takes ten times as long.
 */
export function formatPrice(value: number, significantDigits = SIGNIFICANT_DIGITS): string {
  const text = String(roundTo(value, significantDigits))
  const point = text.indexOf('.')
  return point < 0 ? grouped(text) : grouped(text.slice(0, point)) + text.slice(point)
}

/** Two different prices, with as many digits as it takes to tell them apart. */
export function formatDistinct(first: number, second: number): readonly [string, string] {
  let digits = SIGNIFICANT_DIGITS
  while (digits < MOST_SIGNIFICANT_DIGITS && roundTo(first, digits) === roundTo(second, digits)) digits++
  return [formatPrice(first, digits), formatPrice(second, digits)]
}

function roundTo(value: number, significantDigits: number): number {
  if (value === 0) return 0
  const decimals = significantDigits - 1 - Math.floor(Math.log10(Math.abs(value)))
  const scale = 10 ** Math.max(0, decimals)
  return Math.round(value * scale) / scale
}

/** `64120` as `64,120`. */
function grouped(digits: string): string {
  let text = digits.slice(-3)
  for (let end = digits.length - 3; end > 0; end -= 3) text = `${digits.slice(Math.max(0, end - 3), end)},${text}`
  return text
}
