import { describe, expect, it } from 'vitest'
import type { FillView } from '../../../src-contract/index.ts'
import { performanceToday } from './performance-today.ts'

const fill = (over: Partial<FillView>): FillView =>
  ({ owner: 'strategy:ema', orderId: 'o1', realisedPnl: '0', fee: '1', timeMs: 1_000, ...over }) as FillView

describe('performance of today', () => {
  it('is what was realised since the day began, after fees, of this owner alone', () => {
    const fills = [
      fill({ orderId: 'o2', realisedPnl: '7.5' }),
      fill({ orderId: 'o2', realisedPnl: '2.5' }),
      fill({ orderId: 'o3', realisedPnl: '-4' }),
      fill({}),
      fill({ owner: 'hand', orderId: 'o4', realisedPnl: '99' }),
      fill({ orderId: 'o5', realisedPnl: '50', timeMs: 999 }),
    ]
    expect(performanceToday(fills, 'strategy:ema', 1_000)).toEqual({ net: 2, trades: 2, complete: true })
  })

  it('is nothing without fills', () => {
    expect(performanceToday([], 'strategy:ema', 0)).toEqual({ net: 0, trades: 0, complete: true })
  })

  it('is a part where the window may lack older fills of the day', () => {
    const many = Array.from({ length: 200 }, () => fill({}))
    expect(performanceToday(many, 'strategy:ema', 1_000).complete).toBe(false)
    expect(performanceToday([...many, fill({ timeMs: 1 })], 'strategy:ema', 1_000).complete).toBe(true)
  })
})
