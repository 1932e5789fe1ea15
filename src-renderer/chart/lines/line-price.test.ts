import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { type LineBounds, legalPrice, steppedPrice } from './line-price.ts'

const bounds = (over: Partial<LineBounds> = {}): LineBounds => ({
  side: 'below',
  tickSize: '0.1',
  referencePrice: 64_699.8,
  ...over,
})

describe('the price of a line that is moved', () => {
  it('snaps to the tick, with the decimals of the tick', () => {
    expect(legalPrice(64_198.04, bounds())).toBe('64198.0')
    expect(legalPrice(1.23, bounds({ tickSize: '0.25', referencePrice: 9 }))).toBe('1.25')
    expect(legalPrice(64_198, bounds({ tickSize: '5' }))).toBe('64200')
  })

  it.each([
    ['below', 70_000, '64699.7'],
    ['above', 60_000, '64699.9'],
    ['anywhere', 70_000, '70000.0'],
  ] as const)('that lies %s the newest price is kept there', (side, pointer, expected) => {
    expect(legalPrice(pointer, bounds({ side }))).toBe(expected)
  })

  it('moves by ticks and does not pass the newest price', () => {
    expect(steppedPrice('64198.0', 1, bounds())).toBe('64198.1')
    expect(steppedPrice('64198.0', -10, bounds())).toBe('64197.0')
    expect(steppedPrice('64699.5', 10, bounds())).toBe('64699.7')
  })

  it('stays above zero', () => {
    expect(steppedPrice('0.3', -10, bounds({ referencePrice: 1 }))).toBe('0.1')
    expect(steppedPrice('0.3', -10, bounds({ side: 'anywhere' }))).toBe('0.1')
  })

  it('is always on the tick and on the legal side, wherever the pointer is', () => {
    const cases = fc.record({
      side: fc.constantFrom('below', 'above'),
      tickSize: fc.constantFrom('0.00001', '0.01', '0.1', '0.5', '1', '25'),
      ticks: fc.integer({ min: 3, max: 1_000_000 }),
      pointer: fc.double({ min: -10, max: 2_000_000, noNaN: true }),
    })
    fc.assert(
      fc.property(cases, ({ side, tickSize, ticks, pointer }) => {
        const referencePrice = Number((ticks * Number(tickSize)).toFixed(8))
        const price = Number(legalPrice(pointer * Number(tickSize), bounds({ side, tickSize, referencePrice })))
        const units = price / Number(tickSize)
        expect(Math.abs(units - Math.round(units))).toBeLessThan(1e-6)
        const distance = (referencePrice - price) * (side === 'below' ? 1 : -1)
        expect(distance).toBeGreaterThan(Number(tickSize) * 0.99)
      }),
    )
  })
})
