import { describe, expect, it } from 'vitest'
import type { IndicatorPoint } from '../../src-contract/index.ts'
import type { Candle } from '../domain/index.ts'
import { MemoryCandleStore } from '../market-data/index.ts'
import { type IndicatorQuery, IndicatorStreams, STREAM_BARS } from './indicator-streams.ts'
import { ABC, MINUTE_MS, minuteAt, START_MS, XYZ } from './testing/hand-market.ts'

const ABC_ID = ABC.instrumentId
const EMA: IndicatorQuery = { instrumentId: ABC_ID, timeframe: '1m', indicator: 'ema', parameters: { period: 9 } }

/** A price that goes up and down and never repeats exactly. */
function bar(index: number): Candle {
  return minuteAt(START_MS + index * MINUTE_MS, 100 + 10 * Math.sin(index / 7) + index / 1_000)
}

function openStreams(bars: number): {
  streams: IndicatorStreams
  errors: unknown[]
  readonly close: (from: number, to: number) => void
} {
  const candles = new MemoryCandleStore()
  const errors: unknown[] = []
  const streams = new IndicatorStreams({ candles, onError: (error) => errors.push(error) })
  const close = (from: number, to: number): void => {
    for (let index = from; index < to; index += 1) {
      candles.append(ABC_ID, '1m', bar(index))
      streams.handleClosed(ABC_ID, '1m', bar(index))
    }
  }
  close(0, bars)
  return { streams, errors, close }
}

describe('IndicatorStreams', () => {
  it.each(['ema', 'atr'])('%s: a stream says bar by bar what a series says afterwards', (indicator) => {
    const { streams, close } = openStreams(300)
    const query = { ...EMA, indicator }
    const points: IndicatorPoint[] = []
    streams.subscribe(query, (point) => points.push(point))
    close(300, 400)
    expect(points).toHaveLength(100)
    expect(points).toEqual(streams.series(query, undefined, STREAM_BARS).points.slice(-100))
  })

  it('begins exactly where a series of its length ends, however much history there is', () => {
    const { streams, close } = openStreams(5_000)
    const points: IndicatorPoint[] = []
    streams.subscribe({ ...EMA, indicator: 'atr', parameters: { period: 14 } }, (point) => points.push(point))
    const before = streams.series({ ...EMA, indicator: 'atr', parameters: { period: 14 } }, undefined, STREAM_BARS)
    streams.handleForming(ABC_ID, () => bar(5_000))
    close(5_000, 5_001)
    // Wilder's average: the next value follows from the last one and the new bar alone.
    const range = Math.max(bar(5_000).high, bar(4_999).close) - Math.min(bar(5_000).low, bar(4_999).close)
    const expected = ((before.points.at(-1)?.values[0] ?? 0) * 13 + range) / 14
    expect(points.at(-1)?.values[0]).toBeCloseTo(expected, 12)
  })

  it('has no value until the indicator is warm', () => {
    const { streams } = openStreams(12)
    expect(streams.series(EMA, undefined, 12).points.map(({ values: [value] }) => value === null)).toEqual([
      ...Array.from({ length: 8 }, () => true),
      ...Array.from({ length: 4 }, () => false),
    ])
  })

  it('pages back: the values before a time, with the warm-up before them', () => {
    const { streams } = openStreams(1_000)
    const all = streams.series(EMA, undefined, 1_000).points
    const page = streams.series(EMA, START_MS + 500 * MINUTE_MS, 100).points
    expect(page.map(({ openTimeMs }) => openTimeMs)).toEqual(all.slice(400, 500).map(({ openTimeMs }) => openTimeMs))
    page.forEach(({ values: [value] }, index) => expect(value).toBeCloseTo(all[400 + index]?.values[0] ?? 0, 12))
  })

  it('shows the forming bar without letting it count', () => {
    const { streams, close } = openStreams(100)
    const points: IndicatorPoint[] = []
    streams.subscribe(EMA, (point) => points.push(point))
    streams.handleForming(ABC_ID, () => minuteAt(START_MS + 100 * MINUTE_MS, 500))
    close(100, 101)
    expect(points.map(({ openTimeMs }) => openTimeMs)).toEqual([bar(100).openTimeMs, bar(100).openTimeMs])
    expect(points[0]?.values[0]).toBeGreaterThan(150)
    expect(points[1]).toEqual(streams.series(EMA, undefined, STREAM_BARS).points.at(-1))
  })

  it('asks for forming bars of watched timeframes only', () => {
    const { streams } = openStreams(10)
    const asked: string[] = []
    const forming = (timeframe: string): undefined => {
      asked.push(timeframe)
    }
    streams.handleForming(ABC_ID, forming)
    streams.subscribe({ ...EMA, timeframe: '5m' }, () => undefined)
    streams.handleForming(XYZ.instrumentId, forming)
    streams.handleForming(ABC_ID, forming)
    expect(asked).toEqual(['5m'])
  })

  it('says what exactly it has computed', () => {
    const { streams } = openStreams(10)
    const { parameters, columns, points } = streams.series({ ...EMA, parameters: {} }, undefined, 3)
    expect({ parameters, columns }).toEqual({ parameters: { period: 20 }, columns: ['ema'] })
    expect(points).toHaveLength(3)
  })

  it('refuses parameters that are wrong, and names them', () => {
    const { streams } = openStreams(10)
    const wrong = { ...EMA, parameters: { period: 0, length: 3 } }
    const refusal = expect.objectContaining({
      code: 'BAD_REQUEST',
      message: expect.stringMatching(/period must be at least 1, got 0.*"length"/),
    })
    expect(() => streams.series(wrong, undefined, 3)).toThrow(refusal)
    expect(() => streams.subscribe(wrong, () => undefined)).toThrow(refusal)
    expect(streams.streamCount).toBe(0)
  })

  it('computes once where one leaves out what another asks for by name', () => {
    const { streams } = openStreams(10)
    streams.subscribe({ ...EMA, parameters: {} }, () => undefined)
    streams.subscribe({ ...EMA, parameters: { period: 20 } }, () => undefined)
    expect(streams.streamCount).toBe(1)
    streams.subscribe(EMA, () => undefined)
    expect(streams.streamCount).toBe(2)
  })

  it('computes once however many listen, and ends with the last of them', () => {
    const { streams, close } = openStreams(50)
    const first = streams.subscribe(EMA, () => undefined)
    const second = streams.subscribe(EMA, () => undefined)
    expect(streams.streamCount).toBe(1)
    first.dispose()
    first.dispose()
    expect(streams.streamCount).toBe(1)
    second.dispose()
    expect(streams.streamCount).toBe(0)
    close(50, 51)
  })

  it('lets a listener that throws disturb nobody', () => {
    const { streams, errors, close } = openStreams(50)
    const heard: IndicatorPoint[] = []
    streams.subscribe(EMA, () => {
      throw new Error('mine')
    })
    streams.subscribe(EMA, (point) => heard.push(point))
    close(50, 51)
    expect(heard).toHaveLength(1)
    expect(errors).toEqual([new Error('mine')])
  })
})
