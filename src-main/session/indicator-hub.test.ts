import { describe, expect, it } from 'vitest'
import type { IndicatorPoint } from '../../src-contract/index.ts'
import type { Candle } from '../domain/index.ts'
import { INDICATORS } from '../indicators/index.ts'
import { MemoryCandleStore } from '../market-data/index.ts'
import { STREAM_BARS } from './indicator-feed.ts'
import { IndicatorHub, type IndicatorQuery } from './indicator-hub.ts'
import { ABC, MINUTE_MS, minuteAt, START_MS, XYZ } from './testing/hand-market.ts'
import { randomWalk } from './testing/random-walk.ts'

const ABC_ID = ABC.instrumentId
const EMA: IndicatorQuery = { instrumentId: ABC_ID, timeframe: '1m', indicator: 'ema', parameters: { period: 9 } }

/** A price that goes up and down and never repeats exactly. */
function bar(index: number): Candle {
  return minuteAt(START_MS + index * MINUTE_MS, 100 + 10 * Math.sin(index / 7) + index / 1_000)
}

/** A walk whose steps are ten times as large in every tenth stretch. */
function pacedBars(count: number): Candle[] {
  let price = 100
  return randomWalk(count).map(({ openTimeMs, open, high, low, close, volume }, index) => {
    const pace = Math.floor(index / 97) % 10 === 0 ? 5 : 0.2
    const scaled = (value: number): number => price * (1 + pace * (value / open - 1))
    const bar = { openTimeMs, open: price, high: scaled(high), low: scaled(low), close: scaled(close), volume }
    price = bar.close
    return bar
  })
}

function openHub(bars: number): {
  hub: IndicatorHub
  candles: MemoryCandleStore
  errors: unknown[]
  readonly close: (from: number, to: number) => void
} {
  const candles = new MemoryCandleStore()
  const errors: unknown[] = []
  const hub = new IndicatorHub({ candles, onError: (error) => errors.push(error) })
  const close = (from: number, to: number): void => {
    for (let index = from; index < to; index += 1) {
      candles.append(ABC_ID, '1m', bar(index))
      hub.handleClosed(ABC_ID, '1m', bar(index))
      hub.tell(ABC_ID, '1m')
    }
  }
  close(0, bars)
  return { hub, candles, errors, close }
}

describe('IndicatorHub', () => {
  it.each(['ema', 'atr'])('%s: a stream says bar by bar what a series says afterwards', (indicator) => {
    const { hub, close } = openHub(300)
    const query = { ...EMA, indicator }
    const points: IndicatorPoint[] = []
    hub.subscribe(query, (point) => points.push(point))
    close(300, 400)
    expect(points).toHaveLength(100)
    expect(points).toEqual(hub.series(query, undefined, STREAM_BARS).points.slice(-100))
  })

  it.each(INDICATORS)(
    '$id: says the same of a bar whoever asks, and when, also where the market changes its pace',
    ({ id }) => {
      const bars = pacedBars(6_000)
      const candles = new MemoryCandleStore()
      const hub = new IndicatorHub({ candles, onError: (error) => expect.fail(String(error)) })
      const query = { ...EMA, indicator: id, parameters: {} }
      const append = (candle: Candle): void => candles.append(ABC_ID, '1m', candle)
      bars.slice(0, 500).forEach(append)
      const points: IndicatorPoint[] = []
      hub.subscribe(query, (point) => points.push(point))
      for (const candle of bars.slice(500)) {
        append(candle)
        hub.handleClosed(ABC_ID, '1m', candle)
        hub.tell(ABC_ID, '1m')
      }
      const late = hub.series(query, undefined, 100).points
      const faults = points.slice(-100).flatMap(({ values, openTimeMs }, at) =>
        values.flatMap((value, column) => {
          const other = late[at]?.values[column] ?? null
          const isSame =
            value === null || other === null
              ? value === other
              : Math.abs(value - other) <= 1e-9 * Math.max(1, Math.abs(value))
          return isSame ? [] : [{ openTimeMs, column, value, other }]
        }),
      )
      expect(late).toHaveLength(100)
      expect(faults).toEqual([])
    },
  )

  it.each([
    ['supertrend', { multiplier: 8 }],
    ['psar', { step: 0.0005, max: 0.005 }],
  ])('%s %j follows a path of its own, and is on the same one in every page', (indicator, parameters) => {
    const candles = new MemoryCandleStore()
    const bars = randomWalk(6_000)
    for (const candle of bars) candles.append(ABC_ID, '1m', candle)
    const hub = new IndicatorHub({ candles, onError: (error) => expect.fail(String(error)) })
    const query = { ...EMA, indicator, parameters }
    const whole = hub.series(query, undefined, bars.length).points
    for (let end = 1_000; end < bars.length; end += 100)
      expect(hub.series(query, bars[end]?.openTimeMs, 100).points).toEqual(whole.slice(end - 100, end))
  })

  it('takes bars that were fetched without being told of', () => {
    const { hub, candles } = openHub(300)
    const lease = hub.open(EMA)
    for (let index = 300; index < 320; index += 1) candles.append(ABC_ID, '1m', bar(index))
    hub.catchUp()
    expect(lease.feed.state.bar).toEqual(bar(319))
  })

  it('begins exactly where a series of its length ends, however much history there is', () => {
    const { hub, close } = openHub(5_000)
    const points: IndicatorPoint[] = []
    hub.subscribe({ ...EMA, indicator: 'atr', parameters: { period: 14 } }, (point) => points.push(point))
    const before = hub.series({ ...EMA, indicator: 'atr', parameters: { period: 14 } }, undefined, STREAM_BARS)
    hub.handleForming(ABC_ID, () => bar(5_000))
    close(5_000, 5_001)
    // Wilder's average: the next value follows from the last one and the new bar alone.
    const range = Math.max(bar(5_000).high, bar(4_999).close) - Math.min(bar(5_000).low, bar(4_999).close)
    const atr = before.columns.indexOf('atr')
    const expected = ((before.points.at(-1)?.values[atr] ?? 0) * 13 + range) / 14
    expect(points.at(-1)?.values[atr]).toBeCloseTo(expected, 12)
  })

  it('has no value until the indicator is warm', () => {
    const { hub } = openHub(12)
    expect(hub.series(EMA, undefined, 12).points.map(({ values: [value] }) => value === null)).toEqual([
      ...Array.from({ length: 8 }, () => true),
      ...Array.from({ length: 4 }, () => false),
    ])
  })

  it('pages back: the values before a time, with the warm-up before them', () => {
    const { hub } = openHub(1_000)
    const all = hub.series(EMA, undefined, 1_000).points
    const page = hub.series(EMA, START_MS + 500 * MINUTE_MS, 100).points
    expect(page.map(({ openTimeMs }) => openTimeMs)).toEqual(all.slice(400, 500).map(({ openTimeMs }) => openTimeMs))
    page.forEach(({ values: [value] }, index) => expect(value).toBeCloseTo(all[400 + index]?.values[0] ?? 0, 12))
  })

  it('shows the forming bar without letting it count', () => {
    const { hub, close } = openHub(100)
    const points: IndicatorPoint[] = []
    hub.subscribe(EMA, (point) => points.push(point))
    hub.handleForming(ABC_ID, () => minuteAt(START_MS + 100 * MINUTE_MS, 500))
    close(100, 101)
    expect(points.map(({ openTimeMs }) => openTimeMs)).toEqual([bar(100).openTimeMs, bar(100).openTimeMs])
    expect(points[0]?.values[0]).toBeGreaterThan(150)
    expect(points[1]).toEqual(hub.series(EMA, undefined, STREAM_BARS).points.at(-1))
  })

  it('asks for forming bars of watched timeframes only', () => {
    const { hub } = openHub(10)
    const asked: string[] = []
    const forming = (timeframe: string): undefined => {
      asked.push(timeframe)
    }
    hub.handleForming(ABC_ID, forming)
    hub.subscribe({ ...EMA, timeframe: '5m' }, () => undefined)
    hub.handleForming(XYZ.instrumentId, forming)
    hub.handleForming(ABC_ID, forming)
    expect(asked).toEqual(['5m'])
  })

  it('says what exactly it has computed', () => {
    const { hub } = openHub(10)
    const { parameters, columns, points } = hub.series({ ...EMA, parameters: {} }, undefined, 3)
    expect({ parameters, columns }).toEqual({ parameters: { period: 20 }, columns: ['ema'] })
    expect(points).toHaveLength(3)
  })

  it('refuses parameters that are wrong, and names them', () => {
    const { hub } = openHub(10)
    const wrong = { ...EMA, parameters: { period: 0, length: 3 } }
    const refusal = expect.objectContaining({
      code: 'BAD_REQUEST',
      message: expect.stringMatching(/period must be at least 1, got 0.*"length"/),
    })
    expect(() => hub.series(wrong, undefined, 3)).toThrow(refusal)
    expect(() => hub.subscribe(wrong, () => undefined)).toThrow(refusal)
    expect(hub.feedCount).toBe(0)
  })

  it('computes once where one leaves out what another asks for by name', () => {
    const { hub } = openHub(10)
    hub.subscribe({ ...EMA, parameters: {} }, () => undefined)
    hub.subscribe({ ...EMA, parameters: { period: 20 } }, () => undefined)
    expect(hub.feedCount).toBe(1)
    hub.subscribe(EMA, () => undefined)
    expect(hub.feedCount).toBe(2)
  })

  it('computes once however many listen, and ends with the last of them', () => {
    const { hub, close } = openHub(50)
    const first = hub.subscribe(EMA, () => undefined)
    const second = hub.subscribe(EMA, () => undefined)
    expect(hub.feedCount).toBe(1)
    first.dispose()
    first.dispose()
    expect(hub.feedCount).toBe(1)
    second.dispose()
    expect(hub.feedCount).toBe(0)
    close(50, 51)
  })

  it('lets a listener that throws disturb nobody', () => {
    const { hub, errors, close } = openHub(50)
    const heard: IndicatorPoint[] = []
    hub.subscribe(EMA, () => {
      throw new Error('mine')
    })
    hub.subscribe(EMA, (point) => heard.push(point))
    close(50, 51)
    expect(heard).toHaveLength(1)
    expect(errors).toEqual([new Error('mine')])
  })

  it('has the values of the last closed bar to read, and those of the forming one only for whoever asks', () => {
    const { hub, close } = openHub(100)
    const { feed } = hub.open(EMA)
    const closed = Array.from(feed.state.values)
    expect(feed.state.bar).toEqual(bar(99))
    const forming = minuteAt(START_MS + 100 * MINUTE_MS, 500)
    hub.handleForming(ABC_ID, () => forming)
    expect(Array.from(feed.state.values)).toEqual(closed)
    expect(feed.preview(forming)?.[0]).toBeGreaterThan(150)
    expect(Array.from(feed.state.values)).toEqual(closed)
    close(100, 101)
    expect(feed.preview(bar(100))).toBeUndefined()
    expect(feed.state.bar).toEqual(bar(100))
  })

  it('is warm once as many bars have closed as the indicator needs', () => {
    const { hub, close } = openHub(8)
    const { feed } = hub.open(EMA)
    expect(feed.state.isWarm).toBe(false)
    close(8, 9)
    expect(feed.state.isWarm).toBe(true)
  })

  it('begins after a restart with the values that it had', () => {
    const { hub, candles, close } = openHub(1_500)
    const running = hub.open({ ...EMA, indicator: 'atr', parameters: { period: 14 } })
    close(1_500, 3_000)
    const restarted = new IndicatorHub({ candles, onError: () => undefined })
    const { feed } = restarted.open({ ...EMA, indicator: 'atr', parameters: { period: 14 } })
    Array.from(running.feed.state.values).forEach((value, index) => {
      expect(Math.abs((feed.state.values[index] ?? 0) / value - 1)).toBeLessThan(1e-12)
    })
  })

  it('has listeners told after the bar was taken, once, and at the latest when the next one comes', () => {
    const { hub, candles } = openHub(100)
    const points: IndicatorPoint[] = []
    const lease = hub.open(EMA)
    lease.feed.onPoint((point) => points.push(point))
    for (let index = 100; index < 103; index += 1) {
      candles.append(ABC_ID, '1m', bar(index))
      hub.handleClosed(ABC_ID, '1m', bar(index))
      expect(lease.feed.state.bar).toEqual(bar(index))
      expect(points).toHaveLength(index - 100)
    }
    hub.tell(ABC_ID, '1m')
    hub.tell(ABC_ID, '1m')
    expect(points).toEqual(hub.series(EMA, undefined, 3).points)
  })

  it('takes what was stored while it was not told, and no bar twice', () => {
    const { hub, candles, close } = openHub(100)
    const points: IndicatorPoint[] = []
    hub.subscribe(EMA, (point) => points.push(point))
    for (let index = 100; index < 130; index += 1) candles.append(ABC_ID, '1m', bar(index))
    close(130, 131)
    hub.handleClosed(ABC_ID, '1m', bar(130))
    hub.tell(ABC_ID, '1m')
    expect(points.map(({ openTimeMs }) => openTimeMs)).toEqual(
      Array.from({ length: 31 }, (_, index) => bar(100 + index).openTimeMs),
    )
    expect(points).toEqual(hub.series(EMA, undefined, 31).points)
  })

  it('is up to date for a later user although nobody told it of the newest bars', () => {
    const { hub, candles } = openHub(100)
    hub.open(EMA)
    for (let index = 100; index < 130; index += 1) candles.append(ABC_ID, '1m', bar(index))
    expect(hub.open(EMA).feed.state.bar).toEqual(bar(129))
  })

  it('begins anew where the bars are written anew', () => {
    const { hub, candles, close } = openHub(100)
    const { feed } = hub.open({ ...EMA, parameters: { period: 50 } })
    candles.clear(ABC_ID)
    close(0, 20)
    expect(feed.state.bar).toEqual(bar(19))
    expect(feed.state.isWarm).toBe(false)
  })

  it('marks a bar that has a gap or comes after one, in the series, in the stream and while it forms', () => {
    const { hub, candles } = openHub(5)
    const points: IndicatorPoint[] = []
    hub.subscribe(EMA, (point) => points.push(point))
    hub.handleForming(ABC_ID, () => bar(7))
    for (const candle of [bar(7), bar(8), { ...bar(9), gap: true }, bar(10)]) {
      candles.append(ABC_ID, '1m', candle)
      hub.handleClosed(ABC_ID, '1m', candle)
      hub.tell(ABC_ID, '1m')
    }
    const gaps = [true, undefined, true, undefined]
    expect(points.map(({ gap }) => gap)).toEqual([true, ...gaps])
    // The first point shown comes after a bar that is not shown.
    expect(hub.series(EMA, undefined, 4).points.map(({ gap }) => gap)).toEqual(gaps)
    expect(hub.series(EMA, undefined, 9).points[0]).not.toHaveProperty('gap')
  })

  it('has no values any more where the indicator failed, tells it once, and lets the others go on', () => {
    const { hub, errors, close } = openHub(100)
    const { feed } = hub.open(EMA)
    const other = hub.open({ ...EMA, parameters: { period: 10 } }).feed
    feed.state.take = () => {
      throw new Error('out of its depth')
    }
    close(100, 103)
    expect(errors).toEqual([new Error('out of its depth')])
    expect(feed.state.isWarm).toBe(false)
    expect(Array.from(feed.state.values)).toEqual([Number.NaN])
    expect(feed.preview(bar(104))).toBeUndefined()
    expect(other.state.bar).toEqual(bar(102))
  })

  it('makes no point while nobody listens', () => {
    const { hub, close } = openHub(100)
    const { feed } = hub.open(EMA)
    expect(feed.isWatched).toBe(false)
    const asked: string[] = []
    hub.handleForming(ABC_ID, (timeframe) => {
      asked.push(timeframe)
      return undefined
    })
    close(100, 101)
    expect(asked).toEqual([])
    const listening = hub.subscribe(EMA, () => undefined)
    expect(feed.isWatched).toBe(true)
    listening.dispose()
    expect([feed.isWatched, hub.feedCount]).toEqual([false, 1])
  })
})
