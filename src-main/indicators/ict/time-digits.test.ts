import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { timeDigits } from './time-digits.ts'

describe('timeDigits', () => {
  it('writes every whole number as String does, near ones and far ones in turn', () => {
    const near = fc.integer({ min: -10, max: 3_000_000 }).map((offset) => 1_700_000_000_000 + offset)
    const any = fc.oneof(near, fc.maxSafeNat(), fc.integer({ min: -5, max: 2_000_000 }))
    fc.assert(
      fc.property(fc.array(any, { maxLength: 20 }), (times) => {
        expect(times.map((time) => timeDigits(time))).toEqual(times.map(String))
      }),
    )
  })

  it('keeps zeros within the digits', () => {
    expect(timeDigits(1_000_000)).toBe('1000000')
    expect(timeDigits(1_700_000_001_002)).toBe('1700000001002')
    expect(timeDigits(999_999)).toBe('999999')
  })
})
