import { describe, expect, it } from 'vitest'
import { EngineError } from '../base/index.ts'
import { type Candle, type InstrumentId, type Timeframe, TIMEFRAME_MS } from '../domain/index.ts'
import { MemoryCandleStore } from '../market-data/index.ts'
import { DeployedMarket } from './deployed-market.ts'
import { IctStreams } from './ict-streams.ts'
import { IndicatorHub } from './indicator-hub.ts'
import { ABC, MINUTE_MS, minuteAt, START_MS, XYZ } from './testing/hand-market.ts'
import { randomWalk } from './testing/random-walk.ts'

const OWN = { instrumentId: ABC.instrumentId, timeframe: '1m' } as const

function openStage() {
  const candles = new MemoryCandleStore()
  const onError = (error: unknown): never => {
    throw error
  }
  const indicators = new IndicatorHub({ candles, onError })
  const ict = new IctStreams({ candles, onError })
  let forming: Candle | undefined
  const ports = {
    indicators,
    ict,
    candles,
    forming: () => forming,
    checkInstrument: (instrumentId: InstrumentId): void => {
      if (instrumentId !== XYZ.instrumentId) throw new EngineError('UNKNOWN_INSTRUMENT', `no ${instrumentId}`)
    },
  }
  const store = (bars: readonly Candle[], timeframe: Timeframe, id = ABC.instrumentId): void => {
    for (const bar of bars) candles.append(id, timeframe, bar)
  }
  return {
    indicators,
    ict,
    store,
    setForming: (candle: Candle): void => {
      forming = candle
    },
    close: (bars: readonly Candle[], timeframe: Timeframe): void => {
      for (const bar of bars) {
        store([bar], timeframe)
        indicators.handleClosed(ABC.instrumentId, timeframe, bar)
        ict.handleClosed(ABC.instrumentId, timeframe, bar)
      }
    },
    open: (warmUpFromMs?: number) => new DeployedMarket(ports, OWN, warmUpFromMs),
  }
}

const hours = (count: number): Candle[] =>
  Array.from({ length: count }, (_, index) => minuteAt(START_MS + index * TIMEFRAME_MS['1h'], 100 + index))

describe('DeployedMarket', () => {
  it('gives the values of the last closed bar of any timeframe, by default of the own series', () => {
    const { open, store } = openStage()
    store(randomWalk(200), '1m')
    store(hours(30), '1h')
    const market = open()
    const minute = market.indicator('sma', { period: 3 })
    const hour = market.indicator('sma', { period: 3 }, { timeframe: '1h' })
    expect([minute.columns, minute.bar, minute.isWarm]).toEqual([['sma'], randomWalk(200).at(-1), true])
    expect([hour.bar, hour.isWarm, hour.gap]).toEqual([hours(30).at(-1), true, false])
    expect(hour.values[0]).toBeCloseTo(128, 12)
  })

  it('shows the forming bar only where it is asked for', () => {
    const { open, store, setForming, close } = openStage()
    store(hours(30), '1h')
    const hour = open().indicator('sma', { period: 3 }, { timeframe: '1h' })
    expect(hour.forming()).toBeUndefined()
    setForming(minuteAt(START_MS + 30 * TIMEFRAME_MS['1h'], 200))
    expect(hour.forming()?.[0]).toBeCloseTo((128 + 129 + 200) / 3, 12)
    expect(hour.values[0]).toBeCloseTo(128, 12)
    close([minuteAt(START_MS + 30 * TIMEFRAME_MS['1h'], 130)], '1h')
    expect(hour.values[0]).toBeCloseTo(129, 12)
    // The bar that was forming has closed.
    expect(hour.forming()).toBeUndefined()
  })

  it('shows during the warm-up what was known at each bar, and afterwards what is', () => {
    const { open, store, close } = openStage()
    store(randomWalk(30 * 60), '1m')
    store(hours(30), '1h')
    const fromMs = START_MS + 26 * TIMEFRAME_MS['1h']
    const market = open(fromMs)
    const hour = market.indicator('sma', { period: 3 }, { timeframe: '1h' })
    const seen: (number | undefined)[] = []
    for (let minute = 0; minute < 4 * 60; minute += 1) {
      market.advanceTo(fromMs + (minute + 1) * MINUTE_MS)
      if (minute % 60 >= 58) seen.push(hour.values[0])
    }
    // At 58 minutes the hour before is the newest one, with the last minute of an hour that hour itself is.
    expect(seen).toEqual([124, 125, 125, 126, 126, 127, 127, 128])
    expect(hour.forming()).toBeUndefined()
    market.goLive()
    close([minuteAt(START_MS + 30 * TIMEFRAME_MS['1h'], 130)], '1h')
    expect(hour.values[0]).toBeCloseTo(129, 12)
  })

  it('shows what was known also where an indicator is first asked for in the middle of the warm-up', () => {
    const { open, store } = openStage()
    store(hours(30), '1h')
    const market = open(START_MS)
    market.advanceTo(START_MS + 10 * TIMEFRAME_MS['1h'])
    expect(market.indicator('sma', { period: 3 }, { timeframe: '1h' }).values[0]).toBeCloseTo(108, 12)
    market.goLive()
    expect(market.indicator('sma', { period: 3 }, { timeframe: '1h' }).values[0]).toBeCloseTo(128, 12)
    expect(market.indicator('sma', { period: 2 }, { timeframe: '1h' }).values[0]).toBeCloseTo(128.5, 12)
  })

  it('ends the warm-up with the values that are shared', () => {
    const { open, store } = openStage()
    const bars = randomWalk(3_000)
    store(bars, '1m')
    const market = open(bars[2_800]?.openTimeMs)
    const rsi = market.indicator('atr', { period: 14 })
    market.advanceTo((bars.at(-1)?.openTimeMs ?? 0) + MINUTE_MS)
    const past = Array.from(rsi.values)
    market.goLive()
    Array.from(rsi.values).forEach((value, index) => expect(value).toBeCloseTo(past[index] ?? 0, 12))
  })

  it('shows ICT records as they were known, then as they are', () => {
    const { open, store, close, ict } = openStage()
    const bars = randomWalk(700, { timeframe: '1m' })
    store(bars.slice(0, 600), '1m')
    const market = open(bars[400]?.openTimeMs)
    const found = market.ict()
    market.advanceTo((bars[500]?.openTimeMs ?? 0) + MINUTE_MS)
    expect(found.bar).toEqual(bars[500])
    const known = [...found.active()]
    expect(known.length).toBeGreaterThan(10)
    for (const { confirmedAtMs, mitigatedAtMs } of known) {
      expect(Math.max(confirmedAtMs, mitigatedAtMs ?? 0)).toBeLessThanOrEqual(bars[500]?.openTimeMs ?? 0)
    }
    market.goLive()
    expect(found.bar).toEqual(bars[599])
    let news = 0
    for (const bar of bars.slice(600)) {
      close([bar], '1m')
      expect(found.bar).toEqual(bar)
      news += found.news.length
    }
    expect(news).toBeGreaterThan(20)
    expect([market.ict() === found, ict.streamCount]).toEqual([true, 1])
  })

  it('shares what others use and gives it back when it is disposed of', () => {
    const { open, store, indicators, ict } = openStage()
    store(randomWalk(100), '1m')
    const [first, second] = [open(), open()]
    first.indicator('ema', { period: 9 })
    expect(first.indicator('ema', { period: 9 })).toBe(first.indicator('ema', { period: 9 }))
    second.indicator('ema', { period: 9 })
    second.ict('5m')
    expect([indicators.feedCount, ict.streamCount]).toEqual([1, 1])
    first.dispose()
    expect(indicators.feedCount).toBe(1)
    second.dispose()
    second.dispose()
    expect([indicators.feedCount, ict.streamCount]).toEqual([0, 0])
  })

  it('refuses what it does not know, and keeps nothing of it', () => {
    const { open, indicators } = openStage()
    const market = open()
    expect(() => market.indicator('none')).toThrow('indicator "none" is unknown')
    expect(() => market.indicator('ema', { period: 0 })).toThrow('period must be at least 1')
    const other = 'test:NONE' as InstrumentId
    expect(() => market.indicator('ema', {}, { instrumentId: other })).toThrow('no test:NONE')
    expect(() => market.ict('1h', other)).toThrow('no test:NONE')
    market.indicator('ema', {}, { instrumentId: XYZ.instrumentId })
    expect(indicators.feedCount).toBe(1)
  })
})
