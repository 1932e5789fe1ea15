import { describe, expect, it } from 'vitest'
import { sumFills } from './fill-sums.ts'

describe('fill sums', () => {
  it('add profit and fees, losses and rebates with their sign', () => {
    const fills = [
      { realisedPnl: '10.5', fee: '1.25' },
      { realisedPnl: '-4', fee: '-0.25' },
    ]
    expect(sumFills(fills)).toEqual({ realisedPnl: 6.5, fees: 1 })
  })

  it('are zero without fills', () => {
    expect(sumFills([])).toEqual({ realisedPnl: 0, fees: 0 })
  })
})
