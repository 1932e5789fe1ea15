import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { editDistance, nearestName } from './nearest-name.ts'

describe('nearestName', () => {
  it('finds what a slip of the hand meant', () => {
    const known = ['maxOrderValue', 'maxDailyLoss', 'port']
    expect(nearestName('maxOrdrValue', known)).toBe('maxOrderValue')
    expect(nearestName('MAXDAILYLOSS', known)).toBe('maxDailyLoss')
    expect(nearestName('prot', known)).toBe('port')
  })

  it('guesses nothing where nothing is near', () => {
    expect(nearestName('telemetry', ['maxOrderValue', 'port'])).toBeUndefined()
    expect(nearestName('a', [])).toBeUndefined()
  })
})

describe('editDistance', () => {
  it('is a distance', () => {
    const word = fc.string({ unit: fc.constantFrom('a', 'b', 'c'), maxLength: 6 })
    fc.assert(
      fc.property(word, word, word, (a, b, c) => {
        expect(editDistance(a, a)).toBe(0)
        expect(editDistance(a, b)).toBe(editDistance(b, a))
        expect(editDistance(a, c)).toBeLessThanOrEqual(editDistance(a, b) + editDistance(b, c))
        expect(editDistance(a, b)).toBeGreaterThanOrEqual(Math.abs(a.length - b.length))
        expect(editDistance(a, b) === 0).toBe(a === b)
      }),
    )
  })
})
