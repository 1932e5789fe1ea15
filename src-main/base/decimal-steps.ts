import { Decimal } from './decimal.ts'
import { productOf, wholeQuotient } from './decimal-arithmetic.ts'
import { decimalOf, lowestPower, toFloat, wholeAt } from './decimal-words.ts'

/** Largest multiple of `step` that is not above `value` (towards zero for negatives). */
export function floorToStep(value: Decimal, step: Decimal): Decimal {
  return productOf(wholeQuotient(value, step), step)
}

/** Multiple of `step` nearest to `value`. */
export function roundToStep(value: Decimal, step: Decimal): Decimal {
  return value.div(step).toDecimalPlaces(0, Decimal.ROUND_HALF_UP).mul(step)
}

/** Multiple of `step` nearest to a computed float; halfway between two it may be either. Faster than by way of a Decimal. */
export function nearestStep(value: number, step: Decimal): Decimal {
  return productOf(step, decimalOf(Math.round(value / toFloat(step))))
}

export function isMultipleOf(value: Decimal, step: Decimal): boolean {
  const power = Math.min(lowestPower(value), lowestPower(step))
  const rest = wholeAt(value, power) % wholeAt(step, power)
  return Number.isNaN(rest) ? value.mod(step).isZero() : rest === 0
}
