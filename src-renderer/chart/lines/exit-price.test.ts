import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { type ExitBounds, EXIT_LEGS, legalExitPrice, liesBelow, steppedExitPrice } from './exit-price.ts'

const bounds = (over: Partial<ExitBounds> = {}): ExitBounds => ({
  side: 'long',
  leg: 'stopLoss',
  tickSize: '0.1',
  referencePrice: 64_699.8,
  ...over,
})

describe('the price of an exit', () => {
  it('snaps to the tick, with the decimals of the tick', () => {
    expect(legalExitPrice(64_198.04, bounds())).toBe('64198.0')
    expect(legalExitPrice(1.23, bounds({ tickSize: '0.25', referencePrice: 9 }))).toBe('1.25')
    expect(legalExitPrice(64_198, bounds({ tickSize: '5' }))).toBe('64200')
  })

  it.each([
    ['long', 'stopLoss', '64699.7'],
    ['short', 'takeProfit', '64699.7'],
    ['long', 'takeProfit', '64699.9'],
    ['short', 'stopLoss', '64699.9'],
  ] as const)('of a %s, the %s, stops one tick before the newest price', (side, leg, edge) => {
    const wrongSide = liesBelow({ side, leg }) ? 70_000 : 60_000
    expect(legalExitPrice(wrongSide, bounds({ side, leg }))).toBe(edge)
  })

  it('moves by ticks and does not pass the newest price', () => {
    expect(steppedExitPrice('64198.0', 1, bounds())).toBe('64198.1')
    expect(steppedExitPrice('64198.0', -10, bounds())).toBe('64197.0')
    expect(steppedExitPrice('64699.5', 10, bounds())).toBe('64699.7')
  })

  it('stays above zero', () => {
    expect(steppedExitPrice('0.3', -10, bounds({ referencePrice: 1 }))).toBe('0.1')
  })

  it('is always on the tick and on the legal side, wherever the pointer is', () => {
    const cases = fc.record({
      side: fc.constantFrom('long', 'short'),
      leg: fc.constantFrom(...EXIT_LEGS),
      tickSize: fc.constantFrom('0.00001', '0.01', '0.1', '0.5', '1', '25'),
      ticks: fc.integer({ min: 3, max: 1_000_000 }),
      pointer: fc.double({ min: -10, max: 2_000_000, noNaN: true }),
    })
    fc.assert(
      fc.property(cases, ({ side, leg, tickSize, ticks, pointer }) => {
        const referencePrice = Number((ticks * Number(tickSize)).toFixed(8))
        const price = Number(
          legalExitPrice(pointer * Number(tickSize), bounds({ side, leg, tickSize, referencePrice })),
        )
        const units = price / Number(tickSize)
        expect(Math.abs(units - Math.round(units))).toBeLessThan(1e-6)
        const distance = (referencePrice - price) * (liesBelow({ side, leg }) ? 1 : -1)
        expect(distance).toBeGreaterThan(Number(tickSize) * 0.99)
      }),
    )
  })
})
