import { Decimal } from 'decimal.js'

/** Exact decimal arithmetic for everything that is booked: 40 significant digits, half-even, no exponent in text. */
Decimal.set({ precision: 40, rounding: Decimal.ROUND_HALF_EVEN, toExpNeg: -40, toExpPos: 40 })

export { Decimal }

export const ZERO = new Decimal(0)

/** Largest multiple of `step` that is not above `value` (towards zero for negatives). */
export function floorToStep(value: Decimal, step: Decimal): Decimal {
  return value.divToInt(step).mul(step)
}

/** Multiple of `step` nearest to `value`. */
export function roundToStep(value: Decimal, step: Decimal): Decimal {
  return value.div(step).toDecimalPlaces(0, Decimal.ROUND_HALF_UP).mul(step)
}

/** Multiple of `step` nearest to a computed float; halfway between two it may be either. Faster than by way of a Decimal. */
export function nearestStep(value: number, step: Decimal): Decimal {
  return step.mul(Math.round(value / toFloat(step)))
}

export function isMultipleOf(value: Decimal, step: Decimal): boolean {
  const power = Math.min(lowestPower(value), lowestPower(step))
  const rest = wholeAt(value, power) % wholeAt(step, power)
  return Number.isNaN(rest) ? value.mod(step).isZero() : rest === 0
}

/** What `value.toNumber()` gives, the nearest float64, without the way over text where a few digits make it up. */
export function toFloat(value: Decimal): number {
  const power = lowestPower(value)
  const whole = wholeAt(value, power)
  const scale = EXACT_POWERS[Math.abs(power)]
  if (Number.isNaN(whole) || scale === undefined) return value.toNumber()
  // Both are exact, so the one operation rounds to the nearest float64.
  const size = power < 0 ? whole / scale : whole * scale
  return value.s < 0 ? -size : size
}

/** What `new Decimal(value)` gives, without the way over text where seven digits before and after the point make it up. */
export function decimalOf(value: number): Decimal {
  const size = Math.abs(value)
  const whole = Math.floor(size)
  const fraction = Math.round((size - whole) * WORD)
  // Fifteen digits that are the float in one exact division are the ones that its text has.
  if (!(size > 0 && size < WORD) || (whole * WORD + fraction) / WORD !== size) return new Decimal(value)
  const decimal: MutableDecimal = new Decimal(1)
  decimal.s = value < 0 ? -1 : 1
  decimal.e = whole > 0 ? leadingExponent(whole) : leadingExponent(fraction) - WORD_DIGITS
  decimal.d = digitsOf(whole, fraction)
  return decimal
}

/** What `left.cmp(right)` gives, below, at or above zero, without the two copies that it makes; NaN beside what is no number. */
export function compareDecimals(left: Decimal, right: Decimal): number {
  if (left === right) return left.isNaN() ? Number.NaN : 0
  const [leftFloat, rightFloat] = [toFloat(left), toFloat(right)]
  // Rounding keeps the order, so that only what is the same float has to be looked at exactly.
  return leftFloat === rightFloat ? left.cmp(right) : leftFloat - rightFloat
}

type MutableDecimal = Decimal & { s: number; e: number; d: number[] }

/** Words of decimal.js: none of them is zero at an end. */
function digitsOf(whole: number, fraction: number): number[] {
  if (fraction === 0) return [whole]
  return whole === 0 ? [fraction] : [whole, fraction]
}

/** Power of ten of the first digit of a word above zero. */
function leadingExponent(word: number): number {
  let exponent = 0
  for (let power = 10; power <= word; power *= 10) exponent++
  return exponent
}

/** decimal.js keeps seven decimal digits in each word of `d`, aligned to the point. */
const WORD = 1e7
const WORD_DIGITS = 7
/** Powers of a word that float64 holds exactly. */
const EXACT_POWERS: readonly (number | undefined)[] = [1, 1e7, 1e14, 1e21]

/** Power of a word that the last word of the value counts. */
function lowestPower({ d: words, e: exponent }: Decimal): number {
  return words === null ? Number.NaN : Math.floor(exponent / WORD_DIGITS) - words.length + 1
}

/** Size of the value counted in the given power of a word, at most its lowest; NaN where float64 cannot hold it exactly. */
function wholeAt(value: Decimal, power: number): number {
  let whole = 0
  for (const word of value.d ?? []) whole = whole * WORD + word
  for (let above = lowestPower(value) - power; above > 0 && whole <= Number.MAX_SAFE_INTEGER; above--) whole *= WORD
  return whole <= Number.MAX_SAFE_INTEGER && !Number.isNaN(power) ? whole : Number.NaN
}
