import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { TIMEFRAMES } from '../domain/index.ts'
import { CandleSeries } from './candle-series.ts'
import { MemoryCandleStore } from './memory-candle-store.ts'
import { BTC, minute, minuteMs, minutes } from './testing/candles.ts'
import { RecordingSink } from './testing/recording-sink.ts'

function create(store = new MemoryCandleStore()) {
  const sink = new RecordingSink()
  return { store, sink, series: new CandleSeries({ instrumentId: BTC, store, sink }) }
}

describe('CandleSeries', () => {
  it('tells of a minute and of the bars it closes only when they can be read back', () => {
    const { series, sink, store } = create()
    sink.onClosed = (id, timeframe, candle) => {
      expect(store.last(id, timeframe)).toEqual(candle)
      expect(store.last(id, '1m')?.openTimeMs).toBe(minuteMs(14))
    }
    for (const bar of minutes(0, 14)) series.addHistory(bar)
    series.addClosed(minute(14))
    expect(sink.closed.map(({ timeframe }) => timeframe)).toEqual(['1m', '5m', '15m'])
  })

  it('tells of a bar that a gap closed before the minute that showed it', () => {
    const { series, sink } = create()
    for (const bar of minutes(0, 3)) series.addClosed(bar)
    series.addClosed(minute(7))
    expect(sink.closed.slice(3).map(({ timeframe, candle }) => [timeframe, candle.openTimeMs, candle.gap])).toEqual([
      ['5m', minuteMs(0), true],
      ['1m', minuteMs(7), undefined],
    ])
  })

  it('tells of all bars that close at the same instant together', () => {
    const { series, sink } = create()
    for (const bar of minutes(0, 60)) series.addClosed(bar)
    expect(sink.together[3]).toEqual(['1m'])
    expect(sink.together[4]).toEqual(['1m', '5m'])
    expect(sink.together[59]).toEqual(['1m', '5m', '15m', '1h'])
  })

  it('tells nobody of history', () => {
    const { series, sink, store } = create()
    for (const bar of minutes(0, 60)) series.addHistory(bar)
    expect(sink.closed).toEqual([])
    expect(store.last(BTC, '1h')).toBeDefined()
  })

  it('does not tell twice of bars that a listener failed on', () => {
    const { series, sink } = create()
    sink.onClosed = (_, timeframe) => {
      if (timeframe === '5m') throw new Error('listener failed')
    }
    for (const bar of minutes(0, 4)) series.addClosed(bar)
    expect(() => series.addClosed(minute(4))).toThrow('listener failed')
    sink.onClosed = () => undefined
    series.addClosed(minute(5))
    expect(sink.closed.filter(({ timeframe }) => timeframe === '5m')).toHaveLength(1)
  })

  it('goes on after a restart as if it had never stopped, wherever it stopped', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 3000 }), fc.integer({ min: 1, max: 400 }), (first, second) => {
        const straight = create()
        const interrupted = create()
        for (const bar of minutes(0, first + second)) straight.series.addHistory(bar)
        for (const bar of minutes(0, first)) interrupted.series.addHistory(bar)
        const resumed = create(interrupted.store)
        expect(resumed.series.expectedMs).toBe(minuteMs(first))
        for (const bar of minutes(first, first + second)) resumed.series.addHistory(bar)
        for (const timeframe of TIMEFRAMES) {
          expect(resumed.store.before(BTC, timeframe, { limit: 20 })).toEqual(
            straight.store.before(BTC, timeframe, { limit: 20 }),
          )
          expect(resumed.series.forming(timeframe)).toEqual(straight.series.forming(timeframe))
        }
      }),
      { numRuns: 15 },
    )
  })

  it('stores higher bars that a crash kept from being stored', () => {
    const store = new MemoryCandleStore()
    for (const bar of minutes(0, 125)) store.append(BTC, '1m', bar)
    const { sink } = create(store)
    expect(store.before(BTC, '1h', { limit: 10 })).toHaveLength(2)
    expect(store.before(BTC, '5m', { limit: 100 })).toHaveLength(25)
    expect(sink.closed).toEqual([])
  })

  it('shows the forming minute in every timeframe and hands it on', () => {
    const { series, sink } = create()
    for (const bar of minutes(0, 7)) series.addClosed(bar)
    series.setForming(minute(7))
    expect(sink.forming).toEqual([minute(7)])
    expect(series.forming('1m')).toEqual(minute(7))
    expect(series.forming('5m')).toMatchObject({
      openTimeMs: minuteMs(5),
      open: minute(5).open,
      close: minute(7).close,
    })
  })
})
