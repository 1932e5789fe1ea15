import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { CandleColumns } from './candle-columns.ts'
import { minute, minuteMs, minutes } from './testing/candles.ts'

function filled(count: number): CandleColumns {
  const columns = new CandleColumns()
  for (const bar of minutes(0, count)) columns.push(bar)
  return columns
}

describe('CandleColumns', () => {
  it('gives back what was put in, also after it has grown', () => {
    expect(filled(1000).before(undefined, 1000)).toEqual(minutes(0, 1000))
  })

  it('keeps the mark of a gap', () => {
    const columns = new CandleColumns()
    columns.push({ ...minute(0), gap: true })
    columns.push({ ...minute(1), gap: false })
    expect(columns.before(undefined, 2)).toEqual([{ ...minute(0), gap: true }, minute(1)])
  })

  it('counts from the end with a negative index and names one that is not there', () => {
    expect(filled(3).at(-1)).toEqual(minute(2))
    expect(() => filled(3).at(3)).toThrow('no bar at 3 of 3')
    expect(() => filled(0).at(-1)).toThrow('no bar at -1 of 0')
  })

  it('pages back like a filter does', () => {
    fc.assert(
      fc.property(fc.nat(300), fc.option(fc.nat(320), { nil: undefined }), fc.nat(320), (count, before, limit) => {
        const beforeMs = before === undefined ? undefined : minuteMs(before)
        const expected = limit === 0 ? [] : minutes(0, Math.min(count, before ?? count)).slice(-limit)
        expect(filled(count).before(beforeMs, limit)).toEqual(expected)
      }),
      { numRuns: 50 },
    )
  })

  it('forgets the oldest bars and goes on', () => {
    const columns = filled(300)
    columns.dropFirst(290)
    columns.push(minute(300))
    expect(columns.length).toBe(11)
    expect(columns.before(undefined, 20)).toEqual(minutes(290, 301))
  })
})
