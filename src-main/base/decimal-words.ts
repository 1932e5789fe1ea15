import { Decimal, ZERO } from './decimal.ts'

/** decimal.js keeps seven decimal digits in each word of `d`, aligned to the point. */
export const WORD = 1e7
const WORD_DIGITS = 7
const POWERS_OF_TEN: readonly number[] = Array.from({ length: WORD_DIGITS + 1 }, (_, power) => 10 ** power)
const MINUS = 0x2d
const POINT = 0x2e
const DIGIT_0 = 0x30
const DIGIT_9 = 0x39
/** Powers of a word that float64 holds exactly. */
const EXACT_POWERS: readonly (number | undefined)[] = [1, 1e7, 1e14, 1e21]

/** What `value.toNumber()` gives, the nearest float64, without the way over text where a few digits make it up. */
export function toFloat(value: Decimal): number {
  const parts = partsOf(value)
  // An integer below two words and a power of ten: the one operation rounds to the nearest float64.
  return Number.isNaN(parts) ? floatOf(value) : parts / WORD
}

/**
 * What `new Decimal(value)` gives, without its regular expressions and the way from a float over text where seven digits before
 * and after the point make it up.
 * @throws Error where a text is no number.
 */
export function decimalOf(value: number | string): Decimal {
  return ofPlain(value) ?? new Decimal(value)
}

function ofPlain(value: Decimal.Value): Decimal | undefined {
  if (typeof value === 'number') return ofFloat(value)
  return typeof value === 'string' ? ofText(value) : undefined
}

function ofFloat(value: number): Decimal | undefined {
  const size = Math.abs(value)
  const whole = Math.floor(size)
  const fraction = Math.round((size - whole) * WORD)
  // Fifteen digits that are the float in one exact division are the ones that its text has.
  if (!(size > 0 && size < WORD) || (whole * WORD + fraction) / WORD !== size) return undefined
  return joined(value < 0 ? -1 : 1, whole, fraction)
}

/** Digits with a point between them and a minus before them, and nothing else. */
function ofText(text: string): Decimal | undefined {
  const isNegative = text.charCodeAt(0) === MINUS
  let parts = 0
  let wholeDigits = 0
  let places = -1
  for (let index = isNegative ? 1 : 0; index < text.length; index++) {
    const code = text.charCodeAt(index)
    const isFirstPoint = code === POINT && places < 0
    if (isFirstPoint) places = 0
    else if (code < DIGIT_0 || code > DIGIT_9) return undefined
    else if (places < WORD_DIGITS) {
      parts = parts * 10 + code - DIGIT_0
      if (places < 0) wholeDigits++
      else places++
    } else if (code !== DIGIT_0) return undefined
  }
  if (parts === 0 || wholeDigits === 0 || wholeDigits > WORD_DIGITS) return undefined
  const scale = POWERS_OF_TEN[Math.max(0, places)] ?? 1
  const whole = Math.floor(parts / scale)
  return joined(isNegative ? -1 : 1, whole, (parts - whole * scale) * (WORD / scale))
}

/**
 * What `new Decimal(value)` gives, in no more memory than its digits need: what decimal.js reads of a text has room for 119
 * digits. For values that are kept.
 */
export function compactDecimal(value: Decimal.Value): Decimal {
  const plain = ofPlain(value)
  if (plain) return plain
  const decimal: MutableDecimal = new Decimal(value)
  // Infinite ones and NaN have none.
  if (decimal.d !== null) decimal.d = [...decimal.d]
  return decimal
}

/** The same for values that are kept in great numbers: every zero is one object. */
export function keptDecimal(value: Decimal.Value): Decimal {
  const decimal = compactDecimal(value)
  return decimal.isZero() ? ZERO : decimal
}

/**
 * How many parts of one word the value is made of, signed and exact; NaN where it has more than seven digits before the
 * point or after it.
 */
export function partsOf({ d: words, e: exponent, s: sign }: Decimal): number {
  if (words === null) return Number.NaN
  const first = words[0] ?? 0
  if (exponent >= 0) {
    if (exponent >= WORD_DIGITS || words.length > 2) return Number.NaN
    return sign * (first * WORD + (words[1] ?? 0))
  }
  return exponent >= -WORD_DIGITS && words.length === 1 ? sign * first : Number.NaN
}

/** The value of so many parts, less than two words of them. */
export function fromParts(parts: number): Decimal {
  if (parts === 0) return ZERO
  const size = Math.abs(parts)
  const whole = Math.floor(size / WORD)
  return joined(parts < 0 ? -1 : 1, whole, size - whole * WORD)
}

/** @param power of a word, that the first one counts; no word at either end may be zero. */
export function fromWords(sign: number, power: number, words: number[]): Decimal {
  const decimal: MutableDecimal = new Decimal(1)
  decimal.s = sign
  decimal.e = power * WORD_DIGITS + leadingExponent(words[0] ?? 0)
  decimal.d = words
  return decimal
}

/** The same number as the integer that it is: engines keep arrays of those in another way than arrays of floats. */
export function asWord(whole: number): number {
  return whole | 0
}

/** Power of a word that the first word of the value counts. */
export function highestPower({ e: exponent }: Decimal): number {
  return Math.floor(exponent / WORD_DIGITS)
}

/** Power of a word that the last word of the value counts. */
export function lowestPower(value: Decimal): number {
  return value.d === null ? Number.NaN : highestPower(value) - value.d.length + 1
}

/** Size of the value counted in the given power of a word, at most its lowest; NaN where float64 cannot hold it exactly. */
export function wholeAt(value: Decimal, power: number): number {
  const words = value.d ?? []
  let whole = 0
  for (let index = 0; index < words.length; index++) whole = whole * WORD + (words[index] ?? 0)
  for (let above = lowestPower(value) - power; above > 0 && whole <= Number.MAX_SAFE_INTEGER; above--) whole *= WORD
  return whole <= Number.MAX_SAFE_INTEGER && !Number.isNaN(power) ? whole : Number.NaN
}

type MutableDecimal = Decimal & { s: number; e: number; d: number[] }

function joined(sign: number, whole: number, fraction: number): Decimal {
  if (whole === 0) return fromWords(sign, -1, [asWord(fraction)])
  return fromWords(sign, 0, fraction > 0 ? [asWord(whole), asWord(fraction)] : [asWord(whole)])
}

function floatOf(value: Decimal): number {
  const power = lowestPower(value)
  const whole = wholeAt(value, power)
  const scale = EXACT_POWERS[Math.abs(power)]
  if (Number.isNaN(whole) || scale === undefined) return value.toNumber()
  // Both are exact, so the one operation rounds to the nearest float64.
  const size = power < 0 ? whole / scale : whole * scale
  return value.s < 0 ? -size : size
}

/** Power of ten of the first digit of a word above zero. */
function leadingExponent(word: number): number {
  let exponent = 0
  for (let power = 10; power <= word; power *= 10) exponent++
  return exponent
}
