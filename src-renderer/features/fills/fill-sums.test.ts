import { describe, expect, it } from 'vitest'
import { sumDays, sumFills } from './fill-sums.ts'

const win = { realisedPnl: '10.5', fee: '1.25', side: 'sell', price: '100', quantity: '2', timeMs: 0 } as const
const loss = { realisedPnl: '-4', fee: '-0.25', side: 'buy', price: '50', quantity: '3', timeMs: 86_400_000 } as const

describe('fill sums', () => {
  it('add profit and fees, losses and rebates with their sign, and what was bought and sold', () => {
    expect(sumFills([win, loss])).toEqual({ count: 2, realisedPnl: 6.5, fees: 1, bought: 150, sold: 200 })
  })

  it('are zero without fills', () => {
    expect(sumFills([])).toEqual({ count: 0, realisedPnl: 0, fees: 0, bought: 0, sold: 0 })
  })

  it('are kept apart by day', () => {
    const days = sumDays([loss, win, loss], (timeMs) => new Date(timeMs).toISOString().slice(0, 10))
    expect([...days.keys()]).toEqual(['1970-01-02', '1970-01-01'])
    expect(days.get('1970-01-02')).toMatchObject({ count: 2, realisedPnl: -8 })
    expect(days.get('1970-01-01')).toMatchObject({ count: 1, sold: 200 })
  })
})
