import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { askIndex, bidIndex, fittingTicks, GROUP_TICKS, priceAt, priceGrid } from './price-groups.ts'

describe('groups of prices', () => {
  it('round away from the middle, and keep a price that is a multiple', () => {
    const grid = priceGrid('0.1', 5)
    expect(priceAt(bidIndex(64_699.8, grid), grid)).toBe('64699.5')
    expect(priceAt(askIndex(64_699.8, grid), grid)).toBe('64700.0')
    expect(priceAt(bidIndex(64_699.5, grid), grid)).toBe('64699.5')
    expect(priceAt(askIndex(64_699.5, grid), grid)).toBe('64699.5')
  })

  it('never show a bid as higher or an ask as lower than it is, by a step at most', () => {
    const tick = fc.constantFrom('0.00001', '0.001', '0.05', '0.1', '0.5', '1')
    fc.assert(
      fc.property(
        tick,
        fc.constantFrom(...GROUP_TICKS),
        fc.integer({ min: 1, max: 10_000_000 }),
        (size, ticks, count) => {
          const grid = priceGrid(size, ticks)
          const price = count * Number(size)
          const slack = grid.step * 1e-5
          const bid = bidIndex(price, grid) * grid.step
          const ask = askIndex(price, grid) * grid.step
          expect(bid).toBeLessThanOrEqual(price + slack)
          expect(bid).toBeGreaterThan(price - grid.step - slack)
          expect(ask).toBeGreaterThanOrEqual(price - slack)
          expect(ask).toBeLessThan(price + grid.step + slack)
        },
      ),
    )
  })

  it('begin so that neighbouring rows of the book are filled', () => {
    const bids = Array.from({ length: 20 }, (_, index) => 100 - index * 0.4)
    expect(fittingTicks(bids, [], '0.1')).toBe(5)
    expect(
      fittingTicks(
        bids.map((price) => price * 1000),
        [],
        '0.1',
      ),
    ).toBe(1000)
    expect(fittingTicks([100], [101], '0.1')).toBe(1)
  })
})
