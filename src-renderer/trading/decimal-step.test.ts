import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  floorToMultiple,
  isMultipleOf,
  moved,
  nearestMultiple,
  percentToFraction,
  plainDecimal,
  tidyPrice,
} from './decimal-step.ts'

describe('decimal step', () => {
  it('reads plain numbers, a decimal sign at the end included, and nothing else', () => {
    expect(['64336.0', ' 1000.5 ', '7.', '7,'].map(plainDecimal)).toEqual(['64336.0', '1000.5', '7', '7'])
    expect(['', 'abc', '-1', '1e3', '1.2.3', '.', '1,5'].map(plainDecimal)).toEqual(Array(7).fill(null))
  })

  it('moves a price by a distance, digit by digit', () => {
    expect(moved('64336.0', '0.3', -1)).toBe('64335.7')
    expect(moved('0.1', '0.25', 1)).toBe('0.35')
    expect(moved('0.1', '0.25', -1)).toBe('-0.15')
  })

  it('tells a multiple of the tick exactly where float64 would not', () => {
    expect(isMultipleOf('64336.1', '0.1')).toBe(true)
    expect(isMultipleOf('64336.07', '0.1')).toBe(false)
    expect(isMultipleOf('0.3', '0.1')).toBe(true)
    expect(isMultipleOf('1.00000000000000000001', '0.1')).toBe(false)
  })

  it('finds the nearest and the lower multiple, with the digits of the step', () => {
    expect(nearestMultiple('64336.07', '0.1')).toBe('64336.1')
    expect(nearestMultiple('64336.25', '0.5')).toBe('64336.5')
    expect(nearestMultiple('12', '5')).toBe('10')
    expect(floorToMultiple('0.2109', '0.001')).toBe('0.210')
    expect(floorToMultiple('64336', '0.10')).toBe('64336.0')
  })

  it('tidies a typed price, but never a wrong one', () => {
    expect(['64336', '64336.0', '64336.07', 'x', ''].map((typed) => tidyPrice(typed, '0.1'))).toEqual([
      '64336.0',
      '64336.0',
      '64336.07',
      'x',
      '',
    ])
  })

  it('turns percent into a fraction', () => {
    expect(percentToFraction('0.25')).toBe(0.0025)
    expect(percentToFraction('100')).toBe(1)
  })

  it('rounds to a multiple that is at most half a step away', () => {
    const steps = fc.constantFrom('0.001', '0.05', '0.1', '0.5', '1', '25')
    fc.assert(
      fc.property(
        fc.integer({ min: 0, max: 10 ** 9 }),
        fc.integer({ min: 0, max: 6 }),
        steps,
        (units, digits, step) => {
          const text = (units / 10 ** digits).toFixed(digits)
          const nearest = nearestMultiple(text, step)
          expect(isMultipleOf(nearest, step)).toBe(true)
          expect(Math.abs(Number(nearest) - Number(text))).toBeLessThanOrEqual(Number(step) / 2 + 1e-6)
          const lower = floorToMultiple(text, step)
          expect(isMultipleOf(lower, step)).toBe(true)
          expect(Number(lower)).toBeLessThanOrEqual(Number(text) + 1e-9)
        },
      ),
    )
  })
})
