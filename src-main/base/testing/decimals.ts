import * as fc from 'fast-check'
import { Decimal } from '../decimal.ts'

/** Of up to nineteen digits, ten of them behind the point. */
export const amounts = fc
  .tuple(fc.bigInt({ min: -(10n ** 18n), max: 10n ** 18n }), fc.integer({ min: 0, max: 10 }))
  .map(([units, places]) => new Decimal(units.toString()).div(new Decimal(10).pow(places)))

/** Ticks and lots. */
export const steps = fc
  .constantFrom('0.00000001', '0.001', '0.05', '0.25', '0.5', '1', '5', '10')
  .map((text) => new Decimal(text))

/** Few digits, large or small. */
export const shortDecimals = fc
  .tuple(fc.integer({ min: -99_999_999, max: 99_999_999 }), fc.integer({ min: -24, max: 24 }))
  .map(([digits, exponent]) => new Decimal(`${digits}e${exponent}`))

/** As prices and quantities are: few digits around the point. */
export const plainDecimals = fc
  .tuple(fc.integer({ min: -(10 ** 9), max: 10 ** 9 }), fc.integer({ min: 0, max: 8 }))
  .map(([digits, places]) => new Decimal(`${digits}e-${places}`))

/** Also what is no finite number. */
export const anyDecimals = fc.oneof(
  amounts,
  steps,
  shortDecimals,
  plainDecimals,
  fc.double().map((float) => new Decimal(float)),
)
