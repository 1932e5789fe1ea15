import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { Decimal } from './decimal.ts'
import { floorToStep, isMultipleOf, nearestStep, roundToStep } from './decimal-steps.ts'
import { amounts, anyDecimals, shortDecimals, steps } from './testing/decimals.ts'

describe('steps', () => {
  it('floorToStep gives the largest multiple towards zero', () => {
    fc.assert(
      fc.property(amounts, steps, (amount, size) => {
        const floored = floorToStep(amount, size)
        expect(isMultipleOf(floored, size)).toBe(true)
        expect(floored.abs().lte(amount.abs())).toBe(true)
        expect(amount.sub(floored).abs().lt(size)).toBe(true)
      }),
    )
  })

  it('roundToStep gives the multiple nearest to the value', () => {
    fc.assert(
      fc.property(amounts, steps, (amount, size) => {
        const rounded = roundToStep(amount, size)
        expect(isMultipleOf(rounded, size)).toBe(true)
        expect(rounded.sub(amount).abs().mul(2).lte(size)).toBe(true)
      }),
    )
  })

  it('leave a multiple as it is', () => {
    fc.assert(
      fc.property(fc.integer({ min: -1_000_000, max: 1_000_000 }), steps, (count, size) => {
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

  it('isMultipleOf agrees with the exact remainder', () => {
    const sizes = fc
      .oneof(
        steps,
        shortDecimals.map((size) => size.abs()),
      )
      .filter((size) => !size.isZero())
    const pairs = fc.tuple(
      anyDecimals.filter((amount) => amount.isFinite()),
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
      fc.property(fc.double({ min: 0.0001, max: 1e6, noNaN: true }), steps, (computed, size) => {
        const nearest = nearestStep(computed, size)
        expect(isMultipleOf(nearest, size)).toBe(true)
        expect(nearest.sub(computed).abs().lte(size.div(2).add(1e-9))).toBe(true)
      }),
    )
  })
})
