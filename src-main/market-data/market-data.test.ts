import { describe, expect, it } from 'vitest'
import { ensureDefined, FatalError, ManualClock, timeMs } from '../base/index.ts'
import { price } from '../domain/index.ts'
import { MarketData } from './market-data.ts'
import { MarketDataConfig } from './market-data-config.ts'
import { MemoryCandleStore } from './memory-candle-store.ts'
import { BTC, ETH, minute, minuteMs, minutes, START_MS } from './testing/candles.ts'
import { FakeVenue } from './testing/fake-venue.ts'
import { RecordingLogger } from './testing/recording-logger.ts'
import { RecordingSink } from './testing/recording-sink.ts'

const DAY = 1440

interface Setup {
  readonly nowMinute?: number
  readonly history?: readonly [number, number]
  readonly stored?: readonly [number, number]
  readonly config?: Partial<MarketDataConfig>
}

function create({ nowMinute = 3 * DAY, history = [-DAY, 10 * DAY], stored, config }: Setup = {}) {
  const venue = new FakeVenue({ nowMs: minuteMs(nowMinute) + 20_000, instruments: [BTC] })
  venue.history.set(BTC, minutes(...history))
  const store = new MemoryCandleStore()
  if (stored) for (const bar of minutes(...stored)) store.append(BTC, '1m', bar)
  const sink = new RecordingSink()
  const systemClock = new ManualClock(1_000)
  const logger = new RecordingLogger()
  const marketData = new MarketData({
    venue,
    store,
    sink,
    systemClock,
    logger,
    config: MarketDataConfig.parse({ historyBars: 500, ...config }),
  })
  const storedMinutes = (): number[] =>
    store.before(BTC, '1m', { limit: 1e6 }).map((bar) => (bar.openTimeMs - START_MS) / 60_000)
  return { marketData, venue, store, sink, systemClock, logger, storedMinutes }
}

function range(from: number, to: number): number[] {
  return Array.from({ length: to - from }, (_, offset) => from + offset)
}

describe('the history of MarketData', () => {
  it('has at least the bars wanted before now, from the start of a day, and tells nobody of them', async () => {
    const { marketData, storedMinutes, sink, store, venue } = create()
    await marketData.start()
    expect(storedMinutes()).toEqual(range(2 * DAY, 3 * DAY))
    expect(store.before(BTC, '1h', { limit: 100 })).toHaveLength(24)
    expect(store.last(BTC, '1d')).toMatchObject({ openTimeMs: minuteMs(2 * DAY) })
    expect(store.last(BTC, '1d')?.gap).toBeUndefined()
    expect(sink.closed).toEqual([])
    expect(venue.started).toBe(true)
  })

  it('continues from the newest stored bar without a hole', async () => {
    const { marketData, storedMinutes, venue } = create({ stored: [DAY, 3 * DAY - 700] })
    await marketData.start()
    expect(storedMinutes()).toEqual(range(DAY, 3 * DAY))
    expect(venue.requests[0]).toMatchObject({ fromMs: minuteMs(3 * DAY - 700) })
  })

  it('is written anew from further back when the store has too little', async () => {
    const { marketData, storedMinutes, store } = create({ stored: [3 * DAY - 20, 3 * DAY - 10] })
    await marketData.start()
    expect(storedMinutes()).toEqual(range(2 * DAY, 3 * DAY))
    expect(store.before(BTC, '5m', { limit: 1000 })).toHaveLength(DAY / 5)
  })

  it('keeps what is stored when the venue has nothing older', async () => {
    const { marketData, storedMinutes } = create({
      history: [3 * DAY - 15, 4 * DAY],
      stored: [3 * DAY - 20, 3 * DAY - 10],
    })
    await marketData.start()
    expect(storedMinutes()).toEqual(range(3 * DAY - 20, 3 * DAY))
  })

  it('fetches what closes while it is being fetched', async () => {
    const { marketData, storedMinutes, venue } = create()
    const answer = venue.answer
    venue.answer = (wanted) => {
      if (venue.requests.length === 1) venue.clock.advanceTo(minuteMs(3 * DAY + 2) + 1)
      return answer(wanted)
    }
    await marketData.start()
    expect(storedMinutes()).toEqual(range(2 * DAY, 3 * DAY + 2))
  })

  it('begins anew after a pause that is too long to be caught up', async () => {
    const { marketData, storedMinutes, logger } = create({ stored: [0, 500], config: { maxCatchUpBars: 1000 } })
    await marketData.start()
    expect(storedMinutes()).toEqual([...range(0, 500), ...range(2 * DAY, 3 * DAY)])
    expect(logger.lines).toEqual(['warn the pause was too long to be caught up; a hole stays in the history'])
  })

  it('takes no more than a replay offers: nothing', async () => {
    const { marketData, storedMinutes } = create({ history: [0, 0] })
    await marketData.start()
    expect(storedMinutes()).toEqual([])
  })

  it('refuses a store that is ahead of the clock and says what to do', async () => {
    const { marketData, venue } = create({ nowMinute: 10, stored: [0, 12] })
    const start = marketData.start()
    await expect(start).rejects.toThrow(FatalError)
    await expect(start).rejects.toThrow(
      "fake:BTC-PERP closes at 2026-01-05T00:12:00.000Z, but the market's clock stands at 2026-01-05T00:10:20.000Z",
    )
    expect(venue.started).toBe(false)
  })

  it('says which history could not be fetched', async () => {
    const { marketData, venue } = create()
    venue.answer = () => Promise.reject(new Error('no route'))
    await expect(marketData.start()).rejects.toThrow(
      'The history of fake:BTC-PERP from 2026-01-07T00:00:00.000Z to 2026-01-08T00:00:00.000Z could not be fetched: no route',
    )
  })
})

describe('MarketData', () => {
  it('goes on live where the history ends', async () => {
    const { marketData, venue, sink, storedMinutes } = create()
    await marketData.start()
    venue.emitCandle(minute(3 * DAY), false)
    venue.emitCandle(minute(3 * DAY))
    expect(sink.gaps).toEqual([])
    expect(sink.minutes()).toEqual([minute(3 * DAY)])
    expect(storedMinutes().at(-1)).toBe(3 * DAY)
  })

  it('knows the price before the first live one from history, and calls it stale', async () => {
    const { marketData } = create()
    await marketData.start()
    expect(marketData.lastPrice(BTC)).toBe(minute(3 * DAY - 1).close)
    expect(marketData.isStale(BTC)).toBe(true)
    expect(marketData.quotes()).toEqual([])
    expect(marketData.feedAgeMs()).toBeUndefined()
  })

  it('lists the newest prices with their age and the price a day before', async () => {
    const { marketData, venue, systemClock } = create({ config: { historyBars: 2000 } })
    await marketData.start()
    systemClock.advanceTo(2_000)
    const atMs = timeMs(minuteMs(3 * DAY) + 20_000)
    const quote = { timeMs: atMs, bid: 104, bidSize: 1, ask: 106, askSize: 1 }
    venue.emit({ kind: 'quote', instrumentId: BTC, quote })
    venue.emit({ kind: 'trade', instrumentId: BTC, trade: { timeMs: atMs, price: 105, quantity: 1, takerSide: 'buy' } })
    systemClock.advanceTo(2_300)
    const expected = {
      instrumentId: BTC,
      last: 105,
      quote,
      price24hAgo: minute(2 * DAY - 1).close,
      timeMs: atMs,
      receivedAtMs: 2_000,
      stale: false,
    }
    expect(marketData.quotes()).toEqual([expected])
    expect(marketData.instrumentQuote(BTC)).toEqual(expected)
    expect(marketData.instrumentQuote(ETH)).toBeUndefined()
    expect(marketData.quote(BTC)).toEqual(quote)
    expect(marketData.feedAgeMs()).toBe(300)
    venue.emitCandle(minute(3 * DAY))
    expect(marketData.instrumentQuote(BTC)?.price24hAgo).toBe(minute(2 * DAY).close)
  })

  it('says when prices are overdue and when they are back', async () => {
    const { marketData, venue, systemClock } = create()
    const conditions: string[] = []
    marketData.onCondition((condition) => conditions.push(condition.kind))
    await marketData.start()
    venue.emitCandle(minute(3 * DAY), false)
    expect(marketData.isStale(BTC)).toBe(false)
    systemClock.advanceBy(10_500)
    expect(marketData.isStale(BTC)).toBe(true)
    marketData.applyConfig(MarketDataConfig.parse({ staleAfterMs: 20_000 }))
    venue.emitCandle(minute(3 * DAY), false)
    systemClock.advanceBy(20_000)
    expect(marketData.isStale(BTC)).toBe(false)
    expect(conditions).toEqual(['degraded', 'well'])
  })

  it('shows the forming bar of every timeframe', async () => {
    const { marketData, venue } = create()
    await marketData.start()
    venue.emitCandle(minute(3 * DAY))
    venue.emitCandle(minute(3 * DAY + 1), false)
    expect(marketData.forming(BTC, '1m')).toEqual(minute(3 * DAY + 1))
    expect(marketData.forming(BTC, '1h')).toMatchObject({
      openTimeMs: minuteMs(3 * DAY),
      close: minute(3 * DAY + 1).close,
    })
    expect(marketData.forming(ETH, '1h')).toBeUndefined()
  })

  it('lists the instruments of the venue', async () => {
    const { marketData } = create()
    await marketData.start()
    expect(marketData.instruments().map((instrument) => instrument.symbol)).toEqual(['BTC-PERP'])
    expect(marketData.instrument(BTC)?.quote).toBe('USDT')
    expect(marketData.instrument(ETH)).toBeUndefined()
  })

  it('takes over the rules that the venue changes, and says so', async () => {
    const { marketData, venue, logger } = create()
    await marketData.start()
    const [instrument] = await venue.instruments()
    const heard: string[] = []
    marketData.onInstrument(({ instrumentId, status }) => heard.push(`${instrumentId} ${status}`))
    venue.emit({
      kind: 'instrument',
      instrumentId: BTC,
      instrument: { ...ensureDefined(instrument, 'instrument'), tickSize: price('0.5'), status: 'maintenance' },
    })
    expect(marketData.instrument(BTC)).toMatchObject({ status: 'maintenance' })
    expect(marketData.instruments()[0]?.tickSize.toFixed()).toBe('0.5')
    expect(heard).toEqual([`${BTC} maintenance`])
    expect(logger.lines).toContain('warn the venue has changed its rules for an instrument')
  })

  it('hands mark prices on and drops those that are none', async () => {
    const { marketData, venue, sink } = create()
    await marketData.start()
    for (const markPrice of [101.5, Number.NaN, -1]) {
      venue.emit({ kind: 'mark', instrumentId: BTC, markPrice, timeMs: timeMs(1) })
    }
    expect(sink.marks).toEqual([101.5])
    expect(marketData.dropped.get('notANumber')).toBe(1)
    expect(marketData.dropped.get('notPositive')).toBe(1)
  })

  it('fills what it missed while it was stopped when it is started again', async () => {
    const { marketData, venue, sink, storedMinutes } = create()
    await marketData.start()
    await marketData.stop()
    expect(venue.listenerCount).toBe(0)
    expect(venue.started).toBe(false)
    venue.clock.advanceTo(minuteMs(3 * DAY + 30))
    await marketData.start()
    expect(storedMinutes()).toEqual(range(2 * DAY, 3 * DAY + 30))
    venue.emitCandle(minute(3 * DAY + 30))
    expect(sink.minutes()).toEqual([minute(3 * DAY + 30)])
  })

  it('drops the answer of a venue that comes after it was stopped', async () => {
    const { marketData, venue, sink } = create()
    await marketData.start()
    venue.emitCandle(minute(3 * DAY + 5))
    await marketData.stop()
    await new Promise((resolve) => setImmediate(resolve))
    expect(sink.minutes()).toEqual([])
  })

  it('hears nothing more of a venue that could not be started', async () => {
    const { marketData, venue } = create()
    venue.start = () => Promise.reject(new Error('refused'))
    await expect(marketData.start()).rejects.toThrow('refused')
    expect(venue.listenerCount).toBe(0)
  })

  it('is over, and not in trouble, after the last bar of a replay', async () => {
    const { marketData, venue, systemClock, logger } = create()
    await marketData.start()
    venue.emitCandle(minute(3 * DAY))
    expect([marketData.isOver, marketData.isStale(BTC)]).toEqual([false, false])
    await venue.end()
    systemClock.advanceBy(1_000_000)
    expect([marketData.isOver, marketData.isStale(BTC)]).toEqual([true, true])
    expect(marketData.condition).toEqual({ kind: 'well' })
    expect(logger.lines).toEqual(['info the market is over: its last bar has been delivered'])
  })

  it('lets a venue with a clock of its own wait while missing bars are fetched', async () => {
    const { marketData, venue, sink } = create()
    await marketData.start()
    expect(marketData.settled()).toBeUndefined()
    venue.emitCandle(minute(3 * DAY + 5))
    await marketData.settled()
    expect(sink.minutes()).toEqual(minutes(3 * DAY, 3 * DAY + 6))
    expect(marketData.settled()).toBeUndefined()
  })
})
