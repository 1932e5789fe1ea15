import { describe, expect, it } from 'vitest'
import { quietBars, shortTime, withBarAt, without } from '../testing/dated-bars.ts'
import { runDetectors } from '../testing/detector-run.ts'
import type { IctRecord } from '../ict-record.ts'
import type { Candle } from '../../../domain/index.ts'
import { PreviousHighLowDetector } from './previous-high-low.ts'

const HOUR_MS = 3_600_000
const DAY_MS = 24 * HOUR_MS

function records(candles: readonly Candle[], label: string, barMs = HOUR_MS): IctRecord[] {
  return runDetectors([new PreviousHighLowDetector()], candles, { barMs }).records.filter(
    (record) => record.label === label,
  )
}

const times = ({ formedAtMs, confirmedAtMs, mitigatedAtMs, invalidatedAtMs }: IctRecord) =>
  [formedAtMs, confirmedAtMs, mitigatedAtMs, invalidatedAtMs].map(shortTime)

describe('the high and low of the previous period', () => {
  const week = quietBars('2024-01-01T00:00Z', '2024-01-04T00:00Z', HOUR_MS)

  it('are published at the close of the last bar of the day, and end with the next', () => {
    const days = records(withBarAt(week, '2024-01-01T13:00Z', { high: 105, low: 95 }), '1D')
    expect(days.map(times)).toEqual([
      ['01-01T00:00', '01-01T23:00', null, '01-02T23:00'],
      ['01-02T00:00', '01-02T23:00', null, '01-03T23:00'],
      ['01-03T00:00', '01-03T23:00', null, null],
    ])
    expect(days[0]).toMatchObject({ kind: 'previousHighLow', direction: 0, top: 105, bottom: 95, level: null })
    expect(days[1]).toMatchObject({ top: 101, bottom: 99 })
  })

  it('are mitigated by the first bar beyond either side, not by one at it', () => {
    const at = withBarAt(week, '2024-01-02T05:00Z', { high: 101 })
    const beyond = withBarAt(at, '2024-01-02T09:00Z', { low: 98.9 })
    const [first] = records(withBarAt(beyond, '2024-01-02T10:00Z', { high: 102 }), '1D')
    expect(shortTime(first?.mitigatedAtMs ?? null)).toBe('01-02T09:00')
  })

  it('still count at the bar with which the next period ends', () => {
    const [first] = records(withBarAt(week, '2024-01-02T23:00Z', { high: 102 }), '1D')
    expect(first && times(first)).toEqual(['01-01T00:00', '01-01T23:00', '01-02T23:00', '01-02T23:00'])
  })

  it('are published at the first bar of a later period where the last bar is missing, without its prices', () => {
    const gap = without(week, '2024-01-01T22:00Z', '2024-01-02T03:00Z')
    const [first] = records(withBarAt(gap, '2024-01-02T03:00Z', { high: 110 }), '1D')
    expect(first).toMatchObject({ top: 101, bottom: 99 })
    expect(first && times(first)).toEqual(['01-01T00:00', '01-02T03:00', '01-02T03:00', '01-02T23:00'])
  })

  it('leave out a period without bars', () => {
    const gap = without(week, '2024-01-02T00:00Z', '2024-01-03T00:00Z')
    expect(records(gap, '1D').map(times)).toEqual([
      ['01-01T00:00', '01-01T23:00', null, '01-03T23:00'],
      ['01-03T00:00', '01-03T23:00', null, null],
    ])
  })

  it('leave out the period that the data begin in the middle of', () => {
    const cut = quietBars('2024-01-01T01:00Z', '2024-01-03T00:00Z', HOUR_MS)
    expect(records(cut, '1D').map(times)).toEqual([['01-02T00:00', '01-02T23:00', null, null]])
    expect(records(cut, '4h')[0]).toMatchObject({ formedAtMs: Date.parse('2024-01-01T04:00Z') })
  })

  it('count weeks from Monday', () => {
    const weeks = records(quietBars('2023-12-30T00:00Z', '2024-01-15T00:00Z', HOUR_MS), 'W')
    expect(weeks.map(times)).toEqual([
      ['01-01T00:00', '01-07T23:00', null, '01-14T23:00'],
      ['01-08T00:00', '01-14T23:00', null, null],
    ])
  })

  it('are there only for periods longer than a bar', () => {
    const daily = quietBars('2024-01-01T00:00Z', '2024-02-01T00:00Z', DAY_MS)
    const labels = (barMs: number, candles: readonly Candle[]) =>
      new Set(runDetectors([new PreviousHighLowDetector()], candles, { barMs }).records.map(({ label }) => label))
    expect(labels(DAY_MS, daily)).toEqual(new Set(['W']))
    expect(labels(4 * HOUR_MS, quietBars('2024-01-01T00:00Z', '2024-01-09T00:00Z', 4 * HOUR_MS))).toEqual(
      new Set(['1D', 'W']),
    )
  })
})
