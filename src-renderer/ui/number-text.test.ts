import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { decimalsOf, stepDecimalText } from './number-text.ts'

describe('decimal steps', () => {
  it('counts the digits that matter', () => {
    expect(['0.1', '0.50', '1', '0.001', '10'].map(decimalsOf)).toEqual([1, 1, 0, 3, 0])
  })

  it('moves on the grid of the step without dirt', () => {
    expect(stepDecimalText('0.1', '0.1', 2)).toBe('0.3')
    expect(stepDecimalText('64,336.07', '0.1', 1)).toBe('64336.2')
    expect(stepDecimalText('', '0.001', 1)).toBe('0.001')
    expect(stepDecimalText('0.002', '0.001', -10)).toBe('0.000')
  })

  it('comes back when it goes as far up as down', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 1e9 }), fc.integer({ min: 0, max: 1000 }), (units, steps) => {
        const start = (units * 0.01).toFixed(2)
        expect(stepDecimalText(stepDecimalText(start, '0.01', steps), '0.01', -steps)).toBe(start)
      }),
    )
  })
})
