import type { Decimal } from './decimal.ts'
import {
  asWord,
  decimalOf,
  fromParts,
  fromWords,
  highestPower,
  lowestPower,
  partsOf,
  toFloat,
  WORD,
  wholeAt,
} from './decimal-words.ts'

/** Two words of parts: what is less is a value that {@link fromParts} makes. */
const MOST_PARTS = WORD * WORD

/** What `left.add(right)` gives; faster for amounts with at most seven digits before the point and after it. */
export function sumOf(left: Decimal, right: Decimal): Decimal {
  const parts = partsOf(left) + partsOf(right)
  return Math.abs(parts) < MOST_PARTS ? fromParts(parts) : left.add(right)
}

/** What `left.sub(right)` gives; fast as {@link sumOf} is. */
export function differenceOf(left: Decimal, right: Decimal): Decimal {
  const parts = partsOf(left) - partsOf(right)
  return Math.abs(parts) < MOST_PARTS ? fromParts(parts) : left.sub(right)
}

/** What `left.mul(right)` gives; faster where both have at most two words, as most amounts do. */
export function productOf(left: Decimal, right: Decimal): Decimal {
  const leftWords = left.d
  const rightWords = right.d
  if (leftWords === null || rightWords === null || leftWords.length > 2 || rightWords.length > 2) return left.mul(right)
  const leftHigh = leftWords[0] ?? 0
  const rightHigh = rightWords[0] ?? 0
  if (leftHigh === 0 || rightHigh === 0) return left.mul(right)
  const leftLow = leftWords[1] ?? 0
  const rightLow = rightWords[1] ?? 0
  // By hand, word by word: no sum reaches three squares of a word, so that each is exact.
  const last = leftLow * rightLow
  const third = leftHigh * rightLow + leftLow * rightHigh + carryOf(last)
  const second = leftHigh * rightHigh + carryOf(third)
  const first = asWord(carryOf(second))
  const words =
    first > 0 ? [first, wordOf(second), wordOf(third), wordOf(last)] : [wordOf(second), wordOf(third), wordOf(last)]
  while (words[words.length - 1] === 0) words.pop()
  return fromWords(left.s * right.s, highestPower(left) + highestPower(right) + (first > 0 ? 1 : 0), words)
}

/** What `left.cmp(right)` gives, below, at or above zero, without the copies that it makes; NaN beside what is no number. */
export function compareDecimals(left: Decimal, right: Decimal): number {
  const parts = partsOf(left) - partsOf(right)
  if (!Number.isNaN(parts)) return parts
  const leftFloat = toFloat(left)
  const rightFloat = toFloat(right)
  // Rounding keeps the order, so that only what is the same float has to be looked at exactly.
  return leftFloat === rightFloat ? left.cmp(right) : leftFloat - rightFloat
}

/** What `value.divToInt(step)` gives: how often `step` goes into `value`. Faster where float64 can tell for certain. */
export function wholeQuotient(value: Decimal, step: Decimal): Decimal {
  const quotient = toFloat(value) / toFloat(step)
  const whole = Math.trunc(quotient)
  const beyond = Math.abs(quotient - whole)
  if (!(Math.abs(quotient) < WORD)) return value.divToInt(step)
  const isClear = beyond > NEAR_WHOLE && beyond < 1 - NEAR_WHOLE
  return isClear || isExactly(Math.abs(whole), value, step) ? decimalOf(whole) : value.divToInt(step)
}

/** More than three roundings move a quotient of less than a word by. */
const NEAR_WHOLE = 1e-8

/** Whether the step, taken so often, is the value. */
function isExactly(count: number, value: Decimal, step: Decimal): boolean {
  const power = Math.min(lowestPower(value), lowestPower(step))
  const size = wholeAt(step, power) * count
  return size <= Number.MAX_SAFE_INTEGER && size === wholeAt(value, power)
}

function carryOf(sum: number): number {
  return Math.floor(sum / WORD)
}

function wordOf(sum: number): number {
  return asWord(sum - carryOf(sum) * WORD)
}
