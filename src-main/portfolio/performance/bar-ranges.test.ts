import { describe, expect, it } from 'vitest'
import { timeMs } from '../../base/index.ts'
import {
  type Candle,
  strategyId,
  strategyOwner,
  type Timeframe,
  TIMEFRAME_MS,
  HAND,
  UNASSIGNED,
} from '../../domain/index.ts'
import type { BarReader } from '../ports.ts'
import { BTC } from '../testing/fills.ts'
import { barRanges } from './bar-ranges.ts'
import { exitText } from './exit-text.ts'

/** Bars without end, whose low is the time they open and whose high is the time they close. */
const endless: BarReader = {
  before(_, timeframe: Timeframe, { beforeMs, limit }) {
    const length = TIMEFRAME_MS[timeframe]
    const last = Math.ceil(beforeMs / length) - 1
    return Array.from({ length: limit }, (__, index): Candle => {
      const openTimeMs = timeMs((last - limit + 1 + index) * length)
      return { openTimeMs, open: 0, high: openTimeMs + length, low: openTimeMs, close: 0, volume: 0 }
    })
  },
}
const HOUR_MS = TIMEFRAME_MS['1h']
const MINUTE_MS = TIMEFRAME_MS['1m']

describe('ranges of bars', () => {
  it('are those of whole hours, with minutes at both ends, without a gap', () => {
    const span = { fromMs: HOUR_MS - 2.5 * MINUTE_MS, toMs: 3 * HOUR_MS + 1.5 * MINUTE_MS }
    const found = barRanges(endless, BTC, span).map(({ low, high }) => [low / MINUTE_MS, high / MINUTE_MS])
    expect(found).toEqual([
      [58, 59],
      [59, 60],
      [60, 120],
      [120, 180],
      [180, 181],
    ])
  })

  it('are minutes within an hour, and nothing within a minute', () => {
    const span = { fromMs: HOUR_MS + 1, toMs: HOUR_MS + 2 * MINUTE_MS }
    expect(barRanges(endless, BTC, span).map(({ low }) => low / MINUTE_MS)).toEqual([61])
    expect(barRanges(endless, BTC, { fromMs: 1, toMs: MINUTE_MS })).toEqual([])
  })
})

describe('the text of an exit', () => {
  it('names who closed', () => {
    const owners = [HAND, UNASSIGNED, strategyOwner(strategyId('trend'))]
    expect(owners.map((owner) => exitText({ owner, exitReason: 'close' }))).toEqual([
      'closed by hand',
      'closed by Unassigned',
      'closed by trend',
    ])
    expect(exitText({ owner: HAND, exitReason: 'liquidation' })).toBe('liquidated by the venue')
  })
})
