import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { ManualClock, timeMs } from '../base/index.ts'
import { type Candle, type OrderBook, parseInstrumentId, type Quote, type Trade } from '../domain/index.ts'
import { CandleFeed } from './candle-feed.ts'
import { CandleSeries } from './candle-series.ts'
import { MAX_WAITING_BARS } from './instrument-feed.ts'
import { InstrumentPrice } from './instrument-price.ts'
import { MemoryCandleStore } from './memory-candle-store.ts'
import { OrderFlow } from './order-flow.ts'
import { BTC, minute, minuteMs, minutes } from './testing/candles.ts'
import { FakeVenue } from './testing/fake-venue.ts'
import { RecordingLogger } from './testing/recording-logger.ts'
import { RecordingSink } from './testing/recording-sink.ts'

function create() {
  const venue = new FakeVenue()
  const sink = new RecordingSink()
  const systemClock = new ManualClock(5_000_000)
  const logger = new RecordingLogger()
  const store = new MemoryCandleStore()
  const price = new InstrumentPrice()
  const orderFlow = new OrderFlow({ venue, logger })
  const series = new CandleSeries({ instrumentId: BTC, store, sink })
  const feed = new CandleFeed({
    venue,
    sink,
    orderFlow,
    systemClock,
    logger,
    gapFillTimeoutMs: () => 1_000,
    onFresh: () => undefined,
    onInstrument: () => undefined,
  })
  feed.add(BTC, { series, price })
  venue.onEvent((event) => feed.handleEvent(event))
  return { venue, sink, systemClock, logger, store, price, orderFlow, feed }
}

/** A venue whose answers come when the test says so. */
function createWaiting() {
  const parts = create()
  const answers: PromiseWithResolvers<readonly Candle[]>[] = []
  parts.venue.answer = () => {
    const answer = Promise.withResolvers<readonly Candle[]>()
    answers.push(answer)
    return answer.promise
  }
  const settle = async (answer: (pending: PromiseWithResolvers<readonly Candle[]>) => void): Promise<void> => {
    const pending = answers.shift()
    const settled = parts.feed.settled()
    if (pending !== undefined) answer(pending)
    await settled
  }
  /** Answers where nobody waits for it any more, and lets everything that follows from it happen. */
  const flush = async (answer: (pending: PromiseWithResolvers<readonly Candle[]>) => void): Promise<void> => {
    const pending = answers.shift()
    if (pending !== undefined) answer(pending)
    await new Promise((resolve) => setImmediate(resolve))
  }
  return { ...parts, settle, flush }
}

const quote = (atMs: number, bid = 100): Quote => ({ timeMs: timeMs(atMs), bid, bidSize: 1, ask: bid + 1, askSize: 1 })
const trade = (atMs: number, price = 100): Trade => ({ timeMs: timeMs(atMs), price, quantity: 1, takerSide: 'buy' })

describe('CandleFeed', () => {
  it('tapes the trades that can be used, and keeps the books of who watches them, in order of their time', () => {
    const { venue, orderFlow, feed } = create()
    const changes: OrderBook[] = []
    const book = (atMs: number, size: number): OrderBook => ({ timeMs: timeMs(atMs), bids: [[100, size]], asks: [] })
    orderFlow.watchBook(BTC, (change) => changes.push(change))
    venue.emit({ kind: 'trade', instrumentId: BTC, trade: trade(minuteMs(0) + 1) })
    venue.emit({ kind: 'trade', instrumentId: BTC, trade: trade(minuteMs(0) + 2, -1) })
    venue.emit({ kind: 'book', instrumentId: BTC, book: book(minuteMs(0) + 2, 1) })
    venue.emit({ kind: 'book', instrumentId: BTC, book: book(minuteMs(0) + 1, 2) })
    venue.emit({ kind: 'book', instrumentId: BTC, book: book(minuteMs(0) + 3, -1) })
    expect(orderFlow.trades(BTC).map(({ timeMs: atMs }) => atMs)).toEqual([minuteMs(0) + 1])
    expect(changes).toEqual([book(minuteMs(0) + 2, 1)])
    expect(feed.dropped).toEqual(
      new Map([
        ['notPositive', 2],
        ['notNewer', 1],
      ]),
    )
  })

  it('takes no price from a book, nor its coming for news of the price', () => {
    const { venue, price } = create()
    venue.emit({ kind: 'book', instrumentId: BTC, book: { timeMs: timeMs(minuteMs(0)), bids: [[100, 1]], asks: [] } })
    expect([price.last, price.quote, price.receivedAtMs]).toEqual([undefined, undefined, undefined])
  })

  it('hands on closed and forming bars in order', () => {
    const { venue, sink } = create()
    venue.emitCandle(minute(0))
    venue.emitCandle(minute(1), false)
    venue.emitCandle(minute(1))
    expect(sink.minutes()).toEqual(minutes(0, 2))
    expect(sink.forming).toEqual([minute(1)])
    expect(sink.gaps).toEqual([])
  })

  it('drops what cannot be used, counts it, and logs each kind once', () => {
    const { venue, sink, feed, logger, price } = create()
    venue.emitCandle(minute(5))
    for (let repeat = 0; repeat < 3; repeat++) {
      venue.emitCandle(minute(5))
      venue.emitCandle(minute(4), false)
      venue.emitCandle({ ...minute(6), close: Number.NaN })
      venue.emitCandle({ ...minute(6), high: 1 })
      venue.emitCandle({ ...minute(6), openTimeMs: timeMs(minuteMs(6) + 5) })
      venue.emit({ kind: 'trade', instrumentId: BTC, trade: trade(minuteMs(6), -1) })
      venue.emit({ kind: 'quote', instrumentId: BTC, quote: { ...quote(minuteMs(6)), ask: 1 } })
      venue.emitCandle(minute(6), true, parseInstrumentId('fake:DOGE-PERP'))
    }
    expect(Object.fromEntries(feed.dropped)).toEqual({
      notNewer: 6,
      notANumber: 3,
      inconsistentPrices: 6,
      notOnTheMinute: 3,
      notPositive: 3,
      unknownInstrument: 3,
    })
    expect(logger.lines).toHaveLength(6)
    expect(logger.fields[0]).toMatchObject({ fault: 'notNewer', instrumentId: BTC })
    expect(sink.minutes()).toEqual([minute(5)])
    expect(sink.quotes).toEqual([])
    expect(price.last).toBe(minute(5).close)
  })

  it('knows the newest price before it tells of it', () => {
    const { venue, sink, price, systemClock } = create()
    sink.onClosed = (_, __, candle) => expect(price.last).toBe(candle.close)
    venue.emitCandle(minute(0))
    systemClock.advanceBy(250)
    venue.clock.advanceBy(500)
    venue.emit({ kind: 'trade', instrumentId: BTC, trade: trade(minuteMs(1) + 500, 123) })
    venue.emit({ kind: 'quote', instrumentId: BTC, quote: quote(minuteMs(1) + 500, 122) })
    expect(price).toMatchObject({ last: 123, timeMs: minuteMs(1) + 500, receivedAtMs: 5_000_250, hasTicks: true })
    expect(price.quote).toEqual(quote(minuteMs(1) + 500, 122))
  })

  it('drops quotes and trades that are older than the newest one', () => {
    const { venue, sink } = create()
    for (const atMs of [minuteMs(1), minuteMs(0), minuteMs(1)]) {
      venue.emit({ kind: 'trade', instrumentId: BTC, trade: trade(atMs) })
      venue.emit({ kind: 'quote', instrumentId: BTC, quote: quote(atMs) })
    }
    expect(sink.trades.map((each) => each.timeMs)).toEqual([minuteMs(1), minuteMs(1)])
    expect(sink.quotes.map((each) => each.timeMs)).toEqual([minuteMs(1), minuteMs(1)])
  })
})

describe('CandleFeed with missing minutes', () => {
  it('keeps live bars waiting until the venue has delivered the missing ones', async () => {
    const { venue, sink, settle } = createWaiting()
    venue.emitCandle(minute(0))
    venue.emitCandle(minute(4))
    venue.emitCandle(minute(5), false)
    venue.emitCandle(minute(5))
    venue.emitCandle(minute(6), false)
    expect(sink.minutes()).toEqual([minute(0)])
    expect(sink.forming).toEqual([])
    expect(venue.requests).toEqual([{ instrumentId: BTC, timeframe: '1m', fromMs: minuteMs(1), toMs: minuteMs(4) }])
    await settle((answer) => answer.resolve(minutes(1, 4)))
    expect(sink.minutes()).toEqual(minutes(0, 6))
    expect(sink.forming).toEqual([minute(6)])
    expect(sink.gaps).toEqual([{ fromMs: minuteMs(1), toMs: minuteMs(4), filled: true }])
  })

  it('asks as soon as a forming bar shows the gap', async () => {
    const { venue, sink, settle } = createWaiting()
    venue.emitCandle(minute(0))
    venue.emitCandle(minute(2), false)
    await settle((answer) => answer.resolve([minute(1)]))
    expect(sink.minutes()).toEqual(minutes(0, 2))
    expect(sink.forming).toEqual([minute(2)])
  })

  it('goes on without them when the venue fails, and says so', async () => {
    const { venue, sink, settle, logger } = createWaiting()
    venue.emitCandle(minute(0))
    venue.emitCandle(minute(4))
    await settle((answer) => answer.reject(new Error('503 from the venue')))
    expect(sink.minutes()).toEqual([minute(0), minute(4)])
    expect(sink.gaps).toEqual([{ fromMs: minuteMs(1), toMs: minuteMs(4), filled: false }])
    expect(logger.fields[0]).toMatchObject({ instrumentId: BTC, error: '503 from the venue' })
    venue.emitCandle(minute(5))
    expect(sink.minutes()).toHaveLength(3)
  })

  it('names exactly the minutes that the venue does not have either', async () => {
    const { venue, sink, settle } = createWaiting()
    venue.emitCandle(minute(0))
    venue.emitCandle(minute(10))
    await settle((answer) => answer.resolve([minute(1), minute(4), minute(5), minute(5), minute(12)]))
    expect(sink.minutes()).toEqual([0, 1, 4, 5, 10].map((index) => minute(index)))
    expect(sink.gaps).toEqual([
      { fromMs: minuteMs(2), toMs: minuteMs(4), filled: false },
      { fromMs: minuteMs(6), toMs: minuteMs(10), filled: false },
    ])
  })

  it('gives up when the venue does not answer in time, and ignores what it says later', async () => {
    const { venue, sink, systemClock, flush, feed } = createWaiting()
    venue.emitCandle(minute(0))
    venue.emitCandle(minute(3))
    const settled = feed.settled()
    systemClock.advanceBy(999)
    expect(sink.minutes()).toHaveLength(1)
    systemClock.advanceBy(1)
    await settled
    expect(sink.minutes()).toEqual([minute(0), minute(3)])
    await flush((answer) => answer.resolve(minutes(1, 3)))
    expect(sink.minutes()).toEqual([minute(0), minute(3)])
    expect(feed.settled()).toBeUndefined()
  })

  it('gives up when too many bars wait, and ignores what the venue says later', async () => {
    const { venue, sink, flush } = createWaiting()
    venue.emitCandle(minute(0))
    for (const bar of minutes(2, 2 + MAX_WAITING_BARS)) venue.emitCandle(bar)
    expect(sink.minutes()).toHaveLength(1)
    venue.emitCandle(minute(2 + MAX_WAITING_BARS))
    expect(sink.minutes()).toHaveLength(MAX_WAITING_BARS + 2)
    expect(sink.gaps).toEqual([{ fromMs: minuteMs(1), toMs: minuteMs(2), filled: false }])
    await flush((answer) => answer.resolve([minute(1)]))
    expect(sink.minutes()).toHaveLength(MAX_WAITING_BARS + 2)
    expect(sink.gaps).toHaveLength(1)
  })

  it('finds a second gap among the bars that waited for the first', async () => {
    const { venue, sink, settle } = createWaiting()
    venue.emitCandle(minute(0))
    venue.emitCandle(minute(2))
    venue.emitCandle(minute(5))
    await settle((answer) => answer.resolve([minute(1)]))
    expect(sink.minutes()).toEqual(minutes(0, 3))
    await settle((answer) => answer.resolve(minutes(3, 5)))
    expect(sink.minutes()).toEqual(minutes(0, 6))
  })

  it('does not wait at full speed, where the venue has no more than it delivers', () => {
    const { venue, sink } = create()
    venue.speed = Infinity
    venue.emitCandle(minute(0))
    venue.emitCandle(minute(5))
    expect(venue.requests).toEqual([])
    expect(sink.minutes()).toEqual([minute(0), minute(5)])
    expect(sink.gaps).toEqual([{ fromMs: minuteMs(1), toMs: minuteMs(5), filled: false }])
  })

  it('hands on nothing more after it was stopped', async () => {
    const { venue, sink, flush, feed } = createWaiting()
    venue.emitCandle(minute(0))
    venue.emitCandle(minute(3))
    feed.stop()
    await flush((answer) => answer.resolve(minutes(1, 3)))
    expect(sink.minutes()).toEqual([minute(0)])
  })

  it('does not lose the bars after one that the session fails on', async () => {
    const { venue, sink, settle, logger } = createWaiting()
    sink.onClosed = (_, __, candle) => {
      if (candle.openTimeMs === minuteMs(1)) throw new Error('a strategy failed')
    }
    venue.emitCandle(minute(0))
    venue.emitCandle(minute(2))
    await settle((answer) => answer.resolve([minute(1)]))
    expect(sink.minutes()).toEqual(minutes(0, 3))
    expect(logger.lines).toEqual(['error handling a bar failed'])
  })

  it('delivers every bar that came or could be fetched exactly once, in order, however events and answers mix', async () => {
    const bars = fc.array(fc.tuple(fc.constantFrom(0, 0, 0, 1, 2, 7, -1), fc.boolean()), {
      minLength: 1,
      maxLength: 60,
    })
    const fates = fc.array(fc.constantFrom('all', 'none', 'half', 'fail'), { minLength: 40, maxLength: 40 })
    await fc.assert(
      fc.asyncProperty(bars, fates, async (steps, answers) => {
        const { venue, sink, feed } = create()
        const available = new Set<number>()
        let asked = 0
        venue.answer = async ({ fromMs, toMs }) => {
          const fate = answers[asked++ % answers.length]
          if (fate === 'fail') throw new Error('refused')
          const first = (fromMs - minuteMs(0)) / 60_000
          const wanted = minutes(first, (toMs - minuteMs(0)) / 60_000)
          const answer = wanted.filter((_, index) => fate === 'all' || (fate === 'half' && index % 2 === 0))
          for (const bar of answer) available.add(bar.openTimeMs)
          return answer
        }
        let index = 0
        let newest = -1
        for (const [skipped, pause] of steps) {
          index = Math.max(0, index + skipped)
          if (index > newest) available.add(minuteMs(index))
          newest = Math.max(newest, index)
          venue.emitCandle(minute(index), false)
          venue.emitCandle(minute(index))
          index++
          if (pause) await feed.settled()
        }
        while (feed.settled() !== undefined) await feed.settled()
        const delivered = sink.minutes().map((bar) => bar.openTimeMs)
        expect(delivered).toEqual([...available].sort((left, right) => left - right))
      }),
      { numRuns: 60 },
    )
  })
})
