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

export function isMultipleOf(value: Decimal, step: Decimal): boolean {
  return value.mod(step).isZero()
}
