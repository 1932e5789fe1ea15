import { Decimal } from 'decimal.js'

/** Exact decimal arithmetic for everything that is booked: 40 significant digits, half-even, no exponent in text. */
Decimal.set({ precision: 40, rounding: Decimal.ROUND_HALF_EVEN, toExpNeg: -40, toExpPos: 40 })

// As an object with so many properties its constructor is a dictionary to V8, and every operation looks settings up in it by
// their hash. Being a prototype of something changes that: additions and products then take about two thirds of the time, the
// making of a value a third.
Object.create(Decimal)

export { Decimal }

export const ZERO = new Decimal(0)
