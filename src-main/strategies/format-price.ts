const SIGNIFICANT_DIGITS = 7
const MOST_SIGNIFICANT_DIGITS = 15

/** Powers of ten up to the most digits that a float64 holds. */
const POWERS_OF_TEN: readonly number[] = Array.from({ length: MOST_SIGNIFICANT_DIGITS + 1 }, (_, power) => 10 ** power)

/**
 * A price for a sentence: grouped, with seven significant digits unless told otherwise, whole units never rounded away.
 * Written by hand from whole numbers because it comes before every order of a strategy: to write a float takes several
 * times as long, and `Intl.NumberFormat` ten times.
 */
export function formatPrice(value: number, significantDigits = SIGNIFICANT_DIGITS): string {
  const scale = scaleOf(value, significantDigits)
  const units = Math.abs(Math.round(value * scale))
  if (!(units <= Number.MAX_SAFE_INTEGER)) return String(value)
  const sign = value < 0 && units > 0 ? '-' : ''
  const whole = Math.floor(units / scale)
  const text = sign + grouped(String(whole))
  let fraction = units - whole * scale
  if (fraction === 0) return text
  let width = scale
  while (fraction % 10 === 0) {
    fraction /= 10
    width /= 10
  }
  // The digit in front keeps the zeros behind the point.
  return `${text}.${String(width + fraction).slice(1)}`
}

/** Two different prices, with as many digits as it takes to tell them apart. */
export function formatDistinct(first: number, second: number): readonly [string, string] {
  let digits = SIGNIFICANT_DIGITS
  while (digits < MOST_SIGNIFICANT_DIGITS && roundTo(first, digits) === roundTo(second, digits)) digits++
  return [formatPrice(first, digits), formatPrice(second, digits)]
}

function roundTo(value: number, significantDigits: number): number {
  const scale = scaleOf(value, significantDigits)
  return Math.round(value * scale) / scale
}

/** Units in one, so that so many digits are significant. */
function scaleOf(value: number, significantDigits: number): number {
  const size = Math.abs(value)
  let decimals = significantDigits - 1
  while (decimals > 0 && size >= (POWERS_OF_TEN[significantDigits - decimals] ?? Infinity)) decimals--
  // Zeros behind the point are not significant.
  for (let shifted = size; shifted < 1 && decimals < MOST_SIGNIFICANT_DIGITS; shifted *= 10) decimals++
  return POWERS_OF_TEN[decimals] ?? 1
}

/** `64120` as `64,120`. */
function grouped(digits: string): string {
  if (digits.length <= 3) return digits
  let text = digits.slice(-3)
  for (let end = digits.length - 3; end > 0; end -= 3) text = `${digits.slice(Math.max(0, end - 3), end)},${text}`
  return text
}
