import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { Decimal, ZERO } from './decimal.ts'
import { compareDecimals, differenceOf, productOf, sumOf, wholeQuotient } from './decimal-arithmetic.ts'
import { amounts, anyDecimals, plainDecimals, shortDecimals, steps } from './testing/decimals.ts'

const pairs = fc.oneof(fc.tuple(anyDecimals, anyDecimals), fc.tuple(plainDecimals, plainDecimals))

/** Nothing is nothing, whatever sign decimal.js gives it. */
function wordsOf(value: Decimal): unknown {
  return value.isZero() ? 'nothing' : [value.s, value.e, value.d]
}

describe('arithmetic that goes around decimal.js', () => {
  it.each([
    ['sumOf', sumOf, (left: Decimal, right: Decimal) => left.add(right)],
    ['differenceOf', differenceOf, (left: Decimal, right: Decimal) => left.sub(right)],
    ['productOf', productOf, (left: Decimal, right: Decimal) => left.mul(right)],
  ] as const)('%s gives what decimal.js gives', (_, ours, exact) => {
    fc.assert(
      fc.property(pairs, ([left, right]) => {
        expect(wordsOf(ours(left, right))).toEqual(wordsOf(exact(left, right)))
      }),
      { numRuns: 5_000 },
    )
  })

  it('carries over the largest words', () => {
    const largest = new Decimal('9999999.9999999')
    expect(sumOf(largest, new Decimal('0.0000001')).toFixed()).toBe('10000000')
    expect(sumOf(largest, largest).toFixed()).toBe('19999999.9999998')
    expect(differenceOf(largest, largest).isZero()).toBe(true)
    expect(productOf(largest, largest).toFixed()).toBe('99999999999998.00000000000001')
  })

  it('compareDecimals orders as cmp does, also what is the same float', () => {
    const near = fc
      .tuple(anyDecimals, fc.constantFrom('0', '1e-30', '-1e-30'))
      .map(([amount, shift]) => [amount, amount.add(shift)])
    fc.assert(
      fc.property(fc.oneof(pairs, near), ([left = ZERO, right = ZERO]) => {
        const order = left.isNaN() || right.isNaN() ? Number.NaN : left.cmp(right)
        expect(Math.sign(compareDecimals(left, right)) + 0).toBe(order + 0)
      }),
      { numRuns: 2_000 },
    )
  })

  it('wholeQuotient gives the quotient that divToInt gives, also beside a whole one', () => {
    const sizes = shortDecimals.map((size) => size.abs()).filter((size) => !size.isZero())
    const shifts = fc.constantFrom('0', '1e-12', '-1e-12', '1e-30', '-1e-30')
    const near = fc
      .tuple(fc.integer({ min: -(10 ** 7), max: 10 ** 7 }), fc.oneof(sizes, steps), shifts)
      .map(([count, size, shift]) => [size.mul(count).add(size.mul(shift)), size] as const)
    fc.assert(
      fc.property(fc.oneof(fc.tuple(amounts, fc.oneof(steps, sizes)), near), ([amount, size]) => {
        expect(wholeQuotient(amount, size).toFixed()).toBe(amount.divToInt(size).toFixed())
      }),
      { numRuns: 2_000 },
    )
  })
})
