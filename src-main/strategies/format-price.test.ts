import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { formatDistinct, formatPrice } from './format-price.ts'

describe('formatPrice', () => {
  it.each([
    [64_120.534_21, '64,120.53'],
    [64_120, '64,120'],
    [1.131_245_678, '1.131246'],
    [0.000_123_456_789, '0.0001234568'],
    [999.999_99, '1,000'],
    [123_456_789.4, '123,456,789'],
    [100, '100'],
    [0, '0'],
    [-890_721.98, '-890,722'],
    [-0.05, '-0.05'],
    [1.050_4, '1.0504'],
    [0.000_000_481_968_934, '0.0000004819689'],
  ])('writes %d as %s', (value, text) => {
    expect(formatPrice(value)).toBe(text)
  })

  it('stays within half a unit of the seventh digit, or of one', () => {
    fc.assert(
      fc.property(fc.double({ min: 0.001, max: 1e9, noNaN: true }), (value) => {
        const tolerance = Math.max(1e-6 * value, value > 1e6 ? 0.5 : 0)
        expect(Math.abs(Number(formatPrice(value).replaceAll(',', '')) - value)).toBeLessThanOrEqual(tolerance)
      }),
    )
  })
})

describe('formatPrice, beside the text of the rounded float', () => {
  it('writes the same digits', () => {
    const prices = fc.double({ min: 0.001, max: 1e12, noNaN: true })
    fc.assert(
      fc.property(prices, (value) => {
        const rounded = Number(value.toPrecision(7))
        expect(formatPrice(rounded).replaceAll(',', '')).toBe(rounded.toString())
      }),
      { numRuns: 1_000 },
    )
  })
})

describe('formatDistinct', () => {
  it('takes the digits it needs and no more', () => {
    expect(formatDistinct(64_120.5, 64_101.2)).toEqual(['64,120.5', '64,101.2'])
    expect(formatDistinct(64_120.501, 64_120.502)).toEqual(['64,120.501', '64,120.502'])
    expect(formatDistinct(1.131_200_04, 1.131_200_01)).toEqual(['1.13120004', '1.13120001'])
  })
})
