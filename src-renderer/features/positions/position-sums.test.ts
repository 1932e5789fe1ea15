import { describe, expect, it } from 'vitest'
import type { PositionView } from '../../../src-contract/index.ts'
import { sumPositions } from './position-sums.ts'

const position = (over: Partial<PositionView>): PositionView => ({
  positionId: 'p1',
  accountId: 'paper-01',
  instrumentId: 'simulated:BTC-PERP',
  owner: 'hand',
  side: 'long',
  quantity: '2',
  entryPrice: '100',
  markPrice: 100,
  unrealisedPnl: 0,
  realisedPnl: '0',
  fees: '0',
  notional: 200,
  stopPrice: '95',
  targetPrice: null,
  margin: null,
  openedAtMs: 0,
  ...over,
})
const noMarks = { get: () => undefined }

describe('position sums', () => {
  it('count the loss at every stop, and positions without one apart', () => {
    const positions = [
      position({}),
      position({ positionId: 'p2', side: 'short', stopPrice: '103' }),
      position({ positionId: 'p3', stopPrice: null }),
    ]
    expect(sumPositions(positions, noMarks)).toEqual({
      notional: 600,
      unrealisedPnl: 0,
      riskAtStops: 16,
      withoutStop: 1,
    })
  })

  it('count a stop in profit as no risk', () => {
    expect(sumPositions([position({ stopPrice: '105' })], noMarks).riskAtStops).toBe(0)
  })

  it('prefer the live mark to the stored one', () => {
    const marks = { get: () => ({ unrealisedPnl: 7, notional: -214 }) }
    expect(sumPositions([position({})], marks)).toMatchObject({ unrealisedPnl: 7, notional: 214 })
  })
})
