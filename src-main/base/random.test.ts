import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { freshRandom, hashUnit, mix32, secretBytes, secretToken, SeededRandom } from './random.ts'

function mean(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length
}

describe('SeededRandom', () => {
  it('repeats the stream of its seed, whatever the machine', () => {
    const random = new SeededRandom(42)
    expect([random.next(), random.next(), random.next()]).toEqual([
      0.6011037519201636, 0.44829055899754167, 0.8524657934904099,
    ])
  })

  it('stays in [0, 1) and spreads evenly', () => {
    const random = new SeededRandom(7)
    const values = Array.from({ length: 20_000 }, () => random.next())
    expect(values.every((value) => value >= 0 && value < 1)).toBe(true)
    expect(mean(values)).toBeCloseTo(0.5, 1)
    for (let tenth = 0; tenth < 10; tenth++) {
      const share = values.filter((value) => Math.floor(value * 10) === tenth).length / values.length
      expect(share).toBeGreaterThan(0.09)
      expect(share).toBeLessThan(0.11)
    }
  })
})

describe('hashUnit', () => {
  it('gives the same number in [0, 1) for the same arguments', () => {
    fc.assert(
      fc.property(fc.integer(), fc.array(fc.maxSafeInteger()), (seed, keys) => {
        const value = hashUnit(seed, ...keys)
        expect(value).toBe(hashUnit(seed, ...keys))
        expect(value >= 0 && value < 1).toBe(true)
      }),
    )
  })

  it('tells seeds, keys, the order of keys and times beyond 32 bits apart', () => {
    const hour = 3_600_000
    const values = [
      hashUnit(1),
      hashUnit(2),
      hashUnit(1, 2, 3),
      hashUnit(1, 3, 2),
      ...Array.from({ length: 500 }, (_, index) => hashUnit(1, 1_700_000_000_000 + index * hour)),
    ]
    expect(new Set(values).size).toBe(values.length)
    expect(mean(values)).toBeCloseTo(0.5, 1)
  })
})

describe('mix32', () => {
  it('maps 32-bit integers one to one', () => {
    const inputs = Array.from({ length: 10_000 }, (_, index) => index * 429_497)
    expect(new Set(inputs.map(mix32)).size).toBe(inputs.length)
    expect(mix32(1)).toBe(1_364_076_727)
  })
})

describe('secretBytes', () => {
  it('never repeats and is as long as asked for', () => {
    expect(secretBytes(12)).toHaveLength(12)
    expect(secretBytes(32).equals(secretBytes(32))).toBe(false)
  })
})

describe('secretToken', () => {
  it('never repeats and is as long as asked for', () => {
    expect(secretToken(32)).toMatch(/^[A-Za-z0-9_-]{43}$/)
    expect(secretToken(32)).not.toBe(secretToken(32))
  })
})

describe('freshRandom', () => {
  it('begins elsewhere each time', () => {
    const begins = Array.from({ length: 100 }, () => freshRandom().next())
    expect(new Set(begins).size).toBeGreaterThan(90)
  })

  it('stays in [0, 1) and spreads evenly', () => {
    const random = freshRandom()
    const values = Array.from({ length: 20_000 }, () => random.next())
    expect(values.every((value) => value >= 0 && value < 1)).toBe(true)
    expect(Math.abs(mean(values) - 0.5)).toBeLessThan(0.02)
  })
})
