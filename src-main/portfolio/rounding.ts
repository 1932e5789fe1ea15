import { type Decimal, ZERO } from '../base/index.ts'

/**
 * Decimal places of everything this folder divides or multiplies. With the 40 significant digits of `Decimal`
 * this leaves 22 digits before the point, so that sums of booked amounts are exact.
 */
const BOOKED_DECIMALS = 18

/** Rounds an average price or an amount to what is booked; never minus zero, which would show as `-0`. */
export function toBooked<T extends Decimal>(value: T): T {
  return value.toDecimalPlaces(BOOKED_DECIMALS).add(ZERO) as T
}
