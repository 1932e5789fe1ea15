import { describe, expect, it } from 'vitest'
import { timeMs } from '../../base/index.ts'
import type { Candle } from '../../domain/index.ts'
import type { IctContext } from './ict-detector.ts'
import { type IctRecord, type LaterTimeName, newRecord } from './ict-record.ts'
import { type FollowStep, RecordFollower } from './record-follower.ts'
import { bars, type Prices } from './testing/bars.ts'

const TOUCH_BOTH: readonly FollowStep[] = [
  { time: 'mitigatedAtMs', at: 'nearEdge', by: 'touch' },
  { time: 'filledAtMs', at: 'farEdge', by: 'touch' },
  { time: 'invalidatedAtMs', at: 'farEdge', by: 'closeBeyond' },
]

function zone(direction: 1 | -1): IctRecord {
  const time = timeMs(0)
  return newRecord({
    kind: 'fvg',
    direction,
    timeframe: '1m',
    formedAtMs: time,
    confirmedAtMs: time,
    top: 12,
    bottom: 10,
  })
}

/** Feeds the follower bars and lists what it marks, as `bar: time`. */
function marks(follower: RecordFollower, series: readonly Prices[]): string[] {
  const told: string[] = []
  for (const [index, candle] of bars(series).entries()) follower.update(candle, contextOf(index, candle, told))
  return told
}

function contextOf(barIndex: number, candle: Candle, told: string[]): IctContext {
  return {
    timeframe: '1m',
    barMs: 60_000,
    barIndex,
    published: [],
    changed: [],
    barAgo: () => undefined,
    publish: () => undefined,
    mark: (record, time: LaterTimeName) => {
      record[time] = candle.openTimeMs
      told.push(`${barIndex}: ${time}`)
    },
  }
}

const at = (low: number, close: number, high = 20): Prices => [close, high, low, close]

describe('RecordFollower', () => {
  it('takes one step after the other, from above where the record points up', () => {
    const follower = new RecordFollower()
    follower.follow(zone(1), TOUCH_BOTH)
    expect(marks(follower, [at(12.1, 13), at(12, 13), at(10.1, 13), at(10, 10), at(9, 9.9), at(1, 1)])).toEqual([
      '1: mitigatedAtMs',
      '3: filledAtMs',
      '4: invalidatedAtMs',
    ])
  })

  it('takes several at one bar, and from below where the record points down', () => {
    const follower = new RecordFollower()
    follower.follow(zone(-1), TOUCH_BOTH)
    expect(marks(follower, [at(5, 6, 9.9), at(5, 12, 13), at(5, 12.1, 13)])).toEqual([
      '1: mitigatedAtMs',
      '1: filledAtMs',
      '2: invalidatedAtMs',
    ])
  })

  it('leaves a record that was invalidated otherwise alone', () => {
    const follower = new RecordFollower()
    const record = zone(1)
    follower.follow(record, TOUCH_BOTH)
    record.invalidatedAtMs = 0
    expect(marks(follower, [at(1, 1)])).toEqual([])
  })

  it('needs a low beyond the edge to pass it', () => {
    const follower = new RecordFollower()
    follower.follow(zone(1), [{ time: 'invalidatedAtMs', at: 'farEdge', by: 'pass' }])
    expect(marks(follower, [at(10, 11), at(9.9, 11)])).toEqual(['1: invalidatedAtMs'])
  })

  it('has nothing to wait for in a record without the price', () => {
    const follower = new RecordFollower()
    follower.follow(zone(1), [{ time: 'mitigatedAtMs', at: 'level', by: 'touch' }])
    expect(marks(follower, [at(1, 1)])).toEqual([])
  })
})
