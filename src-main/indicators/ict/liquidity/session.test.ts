import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { timeMs } from '../../../base/index.ts'
import type { Candle } from '../../../domain/index.ts'
import type { IctRecord } from '../ict-record.ts'
import { type SessionName, SESSIONS } from '../sessions/index.ts'
import { sessionWindows } from '../testing/session-windows.ts'
import { barSeries } from '../testing/bar-arbitrary.ts'
import { MINUTE_MS } from '../testing/bars.ts'
import { quietBars, shortTime, withBarAt, without } from '../testing/dated-bars.ts'
import { runDetectors } from '../testing/detector-run.ts'
import { SessionDetector } from './session.ts'

const QUARTER_MS = 15 * MINUTE_MS
const HOUR_MS = 60 * MINUTE_MS

function records(candles: readonly Candle[], name: SessionName, barMs = QUARTER_MS): IctRecord[] {
  return runDetectors([new SessionDetector()], candles, { barMs }).records.filter(({ label }) => label === name)
}

const times = ({ formedAtMs, confirmedAtMs, mitigatedAtMs, invalidatedAtMs }: IctRecord) =>
  [formedAtMs, confirmedAtMs, mitigatedAtMs, invalidatedAtMs].map(shortTime)

describe('sessions', () => {
  it('are published at the close of their last bar, an hour earlier in UTC once New York has daylight saving', () => {
    const candles = quietBars('2024-03-09T00:00Z', '2024-03-11T00:00Z', QUARTER_MS)
    expect(records(candles, 'New York kill zone').map(times)).toEqual([
      ['03-09T12:00', '03-09T14:45', null, '03-10T13:45'],
      ['03-10T11:00', '03-10T13:45', null, null],
    ])
  })

  it('are an hour later in UTC once New York has left it', () => {
    const candles = quietBars('2024-11-02T00:00Z', '2024-11-04T00:00Z', QUARTER_MS)
    expect(records(candles, 'New York').map(times)).toEqual([
      ['11-02T13:30', '11-02T19:45', null, '11-03T20:45'],
      ['11-03T14:30', '11-03T20:45', null, null],
    ])
  })

  it('follow the clocks of London', () => {
    const candles = quietBars('2024-03-30T00:00Z', '2024-04-01T00:00Z', QUARTER_MS)
    expect(records(candles, 'London').map(times)).toEqual([
      ['03-30T08:00', '03-30T16:15', null, '03-31T15:15'],
      ['03-31T07:00', '03-31T15:15', null, null],
    ])
  })

  it('span midnight, and hold the prices and the direction between their first and last bar', () => {
    const quiet = quietBars('2024-07-01T00:00Z', '2024-07-03T00:00Z', QUARTER_MS)
    const high = withBarAt(quiet, '2024-07-02T00:00Z', { high: 107 })
    const candles = withBarAt(high, '2024-07-02T03:45Z', { low: 96, close: 98 })
    const found = records(candles, 'Asian kill zone')
    expect(found.map(times)).toEqual([
      ['07-01T00:00', '07-01T03:45', '07-02T00:00', '07-02T03:45'],
      ['07-02T00:00', '07-02T03:45', null, null],
    ])
    expect(found[1]).toMatchObject({ kind: 'session', top: 107, bottom: 96, direction: -1, level: null })
    expect(found[0]?.direction).toBe(0)
  })

  it('have no bars of a day', () => {
    const candles = quietBars('2024-01-01T00:00Z', '2024-06-01T00:00Z', 24 * HOUR_MS)
    expect(runDetectors([new SessionDetector()], candles, { barMs: 24 * HOUR_MS }).records).toEqual([])
  })

  it('leave out a bar that reaches over their end', () => {
    const candles = quietBars('2024-01-10T00:00Z', '2024-01-11T00:00Z', HOUR_MS)
    const [london] = records(withBarAt(candles, '2024-01-10T16:00Z', { high: 120 }), 'London', HOUR_MS)
    expect(london).toMatchObject({ top: 101, confirmedAtMs: Date.parse('2024-01-10T15:00Z') })
    expect(shortTime(london?.mitigatedAtMs ?? null)).toBe('01-10T16:00')
  })

  it('are published after a gap at their end by the first bar after them, which may be beyond them at once', () => {
    const quiet = quietBars('2024-01-10T00:00Z', '2024-01-11T00:00Z', QUARTER_MS)
    const gap = without(quiet, '2024-01-10T16:00Z', '2024-01-10T18:00Z')
    const [london] = records(withBarAt(gap, '2024-01-10T18:00Z', { high: 120 }), 'London')
    expect(london && times(london)).toEqual(['01-10T08:00', '01-10T18:00', '01-10T18:00', null])
    expect(london?.top).toBe(101)
  })

  it('leave out the session that the data begin in the middle of, and one without bars', () => {
    const candles = quietBars('2024-01-10T08:15Z', '2024-01-13T00:00Z', QUARTER_MS)
    const gap = without(candles, '2024-01-11T07:00Z', '2024-01-11T17:00Z')
    expect(records(gap, 'London').map(times)).toEqual([['01-12T08:00', '01-12T16:15', null, null]])
  })

  it('are those that grouping the bars by window finds, whatever is missing', () => {
    fc.assert(
      fc.property(barSeries, fc.integer({ min: 0, max: 500 }), (series, day) => {
        const shift = Date.parse('2024-01-01T00:00Z') + day * 24 * HOUR_MS
        const candles = series.map((bar) => ({ ...bar, openTimeMs: timeMs(bar.openTimeMs * 5 + shift) }))
        const barMs = 5 * MINUTE_MS
        for (const { name } of SESSIONS) {
          const found = records(candles, name, barMs)
          expect(
            found.map(({ top, bottom, formedAtMs, confirmedAtMs }) => ({ top, bottom, formedAtMs, confirmedAtMs })),
          ).toEqual(grouped(candles, name, barMs))
        }
      }),
    )
  })
})

/** What the rules say, window by window. */
function grouped(candles: readonly Candle[], name: SessionName, barMs: number) {
  const [first] = candles
  const last = candles.at(-1)
  if (first === undefined || last === undefined) return []
  return sessionWindows(first.openTimeMs, last.openTimeMs + 1, name).flatMap(({ fromMs, toMs }) => {
    const inside = candles.filter(({ openTimeMs }) => openTimeMs >= fromMs && openTimeMs + barMs <= toMs)
    const isCut = first.openTimeMs - barMs >= fromMs
    const end = candles.find(({ openTimeMs }) => openTimeMs + 2 * barMs > toMs && openTimeMs >= fromMs)
    if (inside.length === 0 || isCut || end === undefined) return []
    return [
      {
        top: Math.max(...inside.map(({ high }) => high)),
        bottom: Math.min(...inside.map(({ low }) => low)),
        formedAtMs: inside[0]?.openTimeMs,
        confirmedAtMs: end.openTimeMs,
      },
    ]
  })
}
