import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  compareDecimals,
  Decimal,
  decimalOf,
  floorToStep,
  isMultipleOf,
  nearestStep,
  roundToStep,
  toFloat,
  ZERO,
} from './decimal.ts'

const value = fc
  .tuple(fc.bigInt({ min: -(10n ** 18n), max: 10n ** 18n }), fc.integer({ min: 0, max: 10 }))
  .map(([units, places]) => new Decimal(units.toString()).div(new Decimal(10).pow(places)))
const step = fc
  .constantFrom('0.00000001', '0.001', '0.05', '0.25', '0.5', '1', '5', '10')
  .map((text) => new Decimal(text))

describe('decimal arithmetic', () => {
  it('adds what binary numbers cannot', () => {
    expect(new Decimal('0.1').add('0.2').toString()).toBe('0.3')
    expect(ZERO.isZero()).toBe(true)
  })

  it('writes small and large amounts without an exponent', () => {
    expect(new Decimal('0.000000000001').toString()).toBe('0.000000000001')
    expect(new Decimal('123456789012345678901234567890').toString()).toBe('123456789012345678901234567890')
  })

  it('rounds halves to the even neighbour and keeps 40 digits', () => {
    expect(new Decimal(1).div(3).toString()).toBe(`0.${'3'.repeat(40)}`)
    expect(new Decimal('2.5').toDecimalPlaces(0).toString()).toBe('2')
    expect(new Decimal('3.5').toDecimalPlaces(0).toString()).toBe('4')
  })
})

describe('steps', () => {
  it('floorToStep gives the largest multiple towards zero', () => {
    fc.assert(
      fc.property(value, step, (amount, size) => {
        const floored = floorToStep(amount, size)
        expect(isMultipleOf(floored, size)).toBe(true)
        expect(floored.abs().lte(amount.abs())).toBe(true)
        expect(amount.sub(floored).abs().lt(size)).toBe(true)
      }),
    )
  })

  it('roundToStep gives the multiple nearest to the value', () => {
    fc.assert(
      fc.property(value, step, (amount, size) => {
        const rounded = roundToStep(amount, size)
        expect(isMultipleOf(rounded, size)).toBe(true)
        expect(rounded.sub(amount).abs().mul(2).lte(size)).toBe(true)
      }),
    )
  })

  it('leave a multiple as it is', () => {
    fc.assert(
      fc.property(fc.integer({ min: -1_000_000, max: 1_000_000 }), step, (count, size) => {
        const multiple = size.mul(count)
        expect(floorToStep(multiple, size).eq(multiple)).toBe(true)
        expect(roundToStep(multiple, size).eq(multiple)).toBe(true)
      }),
    )
  })

  it('isMultipleOf is exact where binary remainders are not', () => {
    expect(isMultipleOf(new Decimal('0.3'), new Decimal('0.1'))).toBe(true)
    expect(isMultipleOf(new Decimal('0.35'), new Decimal('0.1'))).toBe(false)
  })
})

describe('short cuts around decimal.js', () => {
  const short = fc
    .tuple(fc.integer({ min: -99_999_999, max: 99_999_999 }), fc.integer({ min: -24, max: 24 }))
    .map(([digits, exponent]) => new Decimal(`${digits}e${exponent}`))
  const any = fc.oneof(
    value,
    short,
    fc.double().map((float) => new Decimal(float)),
  )

  it('toFloat gives the float64 that toNumber gives', () => {
    fc.assert(
      fc.property(any, (amount) => {
        expect(toFloat(amount)).toBe(amount.toNumber())
      }),
      { numRuns: 1_000 },
    )
  })

  it('decimalOf gives the decimal that new Decimal gives, and one to reckon with', () => {
    const rounded = fc
      .tuple(fc.integer({ min: -(10 ** 15), max: 10 ** 15 }), fc.integer({ min: 0, max: 15 }))
      .map(([digits, places]) => Number(`${digits}e-${places}`))
    const floats = fc.oneof(fc.double(), fc.double({ min: -1e8, max: 1e8 }), rounded)
    fc.assert(
      fc.property(floats, value, (float, other) => {
        const [made, expected] = [decimalOf(float), new Decimal(float)]
        expect([made.s, made.e, made.d]).toEqual([expected.s, expected.e, expected.d])
        expect(made.mul(other).toFixed()).toBe(expected.mul(other).toFixed())
      }),
      { numRuns: 2_000 },
    )
  })

  it('compareDecimals orders as cmp does, also what is the same float', () => {
    const near = fc
      .tuple(any, fc.constantFrom('0', '1e-30', '-1e-30'))
      .map(([amount, shift]) => [amount, amount.add(shift)])
    const pairs = fc.oneof(fc.tuple(any, any), near)
    fc.assert(
      fc.property(pairs, ([left = ZERO, right = ZERO]) => {
        const order = left.isNaN() || right.isNaN() ? Number.NaN : left.cmp(right)
        expect(Math.sign(compareDecimals(left, right)) + 0).toBe(order + 0)
      }),
      { numRuns: 2_000 },
    )
  })

  it('isMultipleOf agrees with the exact remainder', () => {
    const sizes = fc
      .oneof(
        step,
        short.map((size) => size.abs()),
      )
      .filter((size) => !size.isZero())
    const pairs = fc.tuple(
      any.filter((amount) => amount.isFinite()),
      sizes,
      fc.boolean(),
    )
    fc.assert(
      fc.property(pairs, ([amount, size, floored]) => {
        const checked = floored ? floorToStep(amount, size) : amount
        expect(isMultipleOf(checked, size)).toBe(checked.mod(size).isZero())
      }),
      { numRuns: 1_000 },
    )
  })

  it('puts a computed float on the nearest step, at most half a step away', () => {
    expect(nearestStep(64_120.537, new Decimal('0.1')).toFixed()).toBe('64120.5')
    fc.assert(
      fc.property(fc.double({ min: 0.0001, max: 1e6, noNaN: true }), step, (computed, size) => {
        const nearest = nearestStep(computed, size)
        expect(isMultipleOf(nearest, size)).toBe(true)
        expect(nearest.sub(computed).abs().lte(size.div(2).add(1e-9))).toBe(true)
      }),
    )
  })
})
