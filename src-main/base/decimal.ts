import { Decimal } from 'decimal.js'

/** Exact decimal arithmetic for everything that is booked: 40 significant digits, half-even, no exponent in text. */
Decimal.set({ precision: 40, rounding: Decimal.ROUND_HALF_EVEN, toExpNeg: -40, toExpPos: 40 })

export { Decimal }

export const ZERO = new Decimal(0)
