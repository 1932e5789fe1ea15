import { describe, expect, it } from 'vitest'
import { ensureDefined, ensureNever } from '../base/index.ts'
import {
  BOOK_DEPTH,
  type Candle,
  type InstrumentId,
  type MarketEvent,
  type MarketVenue,
  type OrderBook,
} from '../domain/index.ts'
import { nextTurn } from './next-turn.ts'

const MINUTE_MS = 60_000

/** How the suite gets a venue, and has its market move. */
export interface MarketVenueFixture {
  create(): Promise<MarketVenue>
  /** Lets a started venue deliver at least five more minutes, or all that it has; returns when they have been delivered. */
  run(venue: MarketVenue): Promise<void>
  /** {@link run} for a venue that is stopped on the way; absent: it is given up after some turns of the event loop. */
  runUntilStopped?(venue: MarketVenue): Promise<void>
  /** The market goes on by itself, whoever waits; absent: the venue brings its own time, which stands still at the barrier. */
  readonly isRealTime?: boolean
}

interface Recording {
  readonly venue: MarketVenue
  readonly events: readonly MarketEvent[]
  /** Session time at which each event came. */
  readonly timesMs: readonly number[]
  /** Newest bar of each instrument that the venue gave on request while the event was delivered. */
  readonly newestFetchedMs: readonly (number | undefined)[]
}

async function record(fixture: MarketVenueFixture): Promise<Recording> {
  const venue = await fixture.create()
  const events: MarketEvent[] = []
  const timesMs: number[] = []
  const asked: Promise<readonly Candle[]>[] = []
  venue.onEvent((event) => {
    events.push(event)
    timesMs.push(venue.clock.nowMs())
    if (event.kind === 'candle' && event.closed) asked.push(lastHour(venue, event.instrumentId))
  })
  await venue.start()
  await fixture.run(venue)
  await venue.stop()
  const answers = await Promise.all(asked)
  return { venue, events, timesMs, newestFetchedMs: answers.map((list) => list.at(-1)?.openTimeMs) }
}

function lastHour(venue: MarketVenue, instrumentId: InstrumentId): Promise<readonly Candle[]> {
  const fromMs = venue.clock.nowMs() - 60 * MINUTE_MS
  return venue.fetchCandles({ instrumentId, timeframe: '1m', fromMs, toMs: Infinity })
}

type CandleEvent = Extract<MarketEvent, { kind: 'candle' }>
type BookEvent = Extract<MarketEvent, { kind: 'book' }>

function isSoundBook({ bids, asks }: OrderBook): boolean {
  const prices = [...bids.toReversed(), ...asks].map(([price]) => price)
  const isRising = prices.every((price, index) => index === 0 || price > (prices[index - 1] ?? 0))
  return isRising && Math.max(bids.length, asks.length) <= BOOK_DEPTH
}

function candleEvents(events: readonly MarketEvent[]): CandleEvent[] {
  return events.filter((event) => event.kind === 'candle')
}

function closedCandles(events: readonly MarketEvent[], instrumentId: InstrumentId): Candle[] {
  return candleEvents(events)
    .filter((event) => event.closed && event.instrumentId === instrumentId)
    .map((event) => event.candle)
}

/** When what the event tells was complete. */
function happenedAtMs(event: MarketEvent): number {
  switch (event.kind) {
    case 'quote':
      return event.quote.timeMs
    case 'trade':
      return event.trade.timeMs
    case 'book':
      return event.book.timeMs
    case 'candle':
      return event.candle.openTimeMs + (event.closed ? MINUTE_MS : 0)
    case 'mark':
    case 'funding':
      return event.timeMs
    case 'instrument':
      // A rule has no time of its own.
      return 0
    default:
      return ensureNever(event, 'market event')
  }
}

/** Enough for a venue that would wrongly go on to do so. */
async function severalTurns(): Promise<void> {
  for (let turn = 0; turn < 20; turn++) await nextTurn()
}

function isOnStep(value: number, step: number): boolean {
  return Math.abs(value / step - Math.round(value / step)) < 1e-6
}

function describeRealTime(fixture: MarketVenueFixture): void {
  it('delivers on while the barrier holds: real time waits for nobody', async () => {
    const venue = await fixture.create()
    let delivered = 0
    venue.setBarrier(() => new Promise(() => undefined))
    venue.onEvent(() => delivered++)
    await venue.start()
    await fixture.run(venue)
    await venue.stop()
    expect(delivered).toBeGreaterThan(5)
  })
}

function describeBarrier(fixture: MarketVenueFixture): void {
  it('delivers nothing while the barrier holds and everything once it opens', async () => {
    const venue = await fixture.create()
    const gate = Promise.withResolvers<void>()
    let isHeld = true
    let delivered = 0
    venue.setBarrier(() => (isHeld ? gate.promise : undefined))
    venue.onEvent(() => delivered++)
    await venue.start()
    const running = fixture.run(venue)
    await nextTurn()
    expect(delivered).toBe(0)
    isHeld = false
    gate.resolve()
    await running
    await venue.stop()
    expect(delivered).toBeGreaterThan(5)
  })
}

/** What every market venue has to keep; `id` names it in the report. */
export function describeMarketVenue(id: string, fixture: MarketVenueFixture): void {
  describe(`market venue ${id}`, () => {
    it('delivers events in the order of time on a clock that never goes back', async () => {
      const { events, timesMs } = await record(fixture)
      expect(events.length).toBeGreaterThan(5)
      expect(timesMs.every((timeMs, index) => timeMs >= (timesMs[index - 1] ?? 0))).toBe(true)
    })

    it('delivers nothing from the future', async () => {
      const { events, timesMs } = await record(fixture)
      const early = events.filter((event, index) => happenedAtMs(event) > (timesMs[index] ?? 0))
      expect(early).toEqual([])
    })

    it('closes each bar exactly once, in order, and gives the same bar on request afterwards', async () => {
      const { venue, events } = await record(fixture)
      for (const { instrumentId } of await venue.instruments()) {
        const closed = closedCandles(events, instrumentId)
        const times = closed.map((candle) => candle.openTimeMs)
        expect(times.length).toBeGreaterThanOrEqual(5)
        expect([...new Set(times)].sort((a, b) => a - b)).toEqual(times)
        const range = { fromMs: times[0] ?? 0, toMs: (times.at(-1) ?? 0) + 1 }
        expect(await venue.fetchCandles({ instrumentId, timeframe: '1m', ...range })).toEqual(closed)
      }
    })

    it('never changes a closed bar with a later forming one', async () => {
      const { events } = await record(fixture)
      const closedUntil = new Map<InstrumentId, number>()
      const late = candleEvents(events).filter(({ instrumentId, candle, closed }) => {
        const isLate = candle.openTimeMs <= (closedUntil.get(instrumentId) ?? 0)
        if (closed) closedUntil.set(instrumentId, candle.openTimeMs)
        return isLate
      })
      expect(late).toEqual([])
    })

    it('keeps high and low around open and close, on the tick grid, without negative volume', async () => {
      const { venue, events } = await record(fixture)
      const ticks = new Map((await venue.instruments()).map((one) => [one.instrumentId, one.tickSize.toNumber()]))
      const faults = candleEvents(events).filter(({ instrumentId, candle }) => {
        const { open, high, low, close, volume } = candle
        const isConsistent = low <= Math.min(open, close) && high >= Math.max(open, close) && volume >= 0
        const tick = ticks.get(instrumentId) ?? 0
        return !isConsistent || ![open, high, low, close].every((price) => isOnStep(price, tick))
      })
      expect(faults).toEqual([])
    })

    it('gives on request only bars that have closed', async () => {
      const { events, newestFetchedMs } = await record(fixture)
      const closed = candleEvents(events).filter((event) => event.closed)
      expect(newestFetchedMs).toEqual(closed.map((event) => event.candle.openTimeMs))
    })

    if (fixture.isRealTime) describeRealTime(fixture)
    else describeBarrier(fixture)

    it('delivers nothing after stop, and goes on after start without a hole or a repetition', async () => {
      const venue = await fixture.create()
      const times: number[] = []
      const [instrument] = await venue.instruments()
      venue.onEvent((event) => {
        if (event.kind !== 'candle' || !event.closed || event.instrumentId !== instrument?.instrumentId) return
        times.push(event.candle.openTimeMs)
        if (times.length === 2) void venue.stop()
      })
      await venue.start()
      await (fixture.runUntilStopped?.(venue) ?? Promise.race([fixture.run(venue), severalTurns()]))
      expect(times).toHaveLength(2)
      await venue.start()
      await fixture.run(venue)
      const first = times[0] ?? 0
      expect(times.slice(0, 5)).toEqual([0, 1, 2, 3, 4].map((minute) => first + minute * MINUTE_MS))
    })

    it('delivers books of watched instruments only: sorted, uncrossed, at most so deep', async () => {
      const unwatched = await record(fixture)
      expect(unwatched.events.filter(({ kind }) => kind === 'book')).toEqual([])
      const venue = await fixture.create()
      if (venue.watchBook === undefined) return
      const [first] = await venue.instruments()
      const { instrumentId } = ensureDefined(first, 'instrument')
      const books: BookEvent[] = []
      venue.onEvent((event) => {
        if (event.kind === 'book') books.push(event)
      })
      const watching = venue.watchBook(instrumentId)
      await venue.start()
      await fixture.run(venue)
      expect(books.length).toBeGreaterThan(5)
      expect(books.filter((event) => event.instrumentId !== instrumentId || !isSoundBook(event.book))).toEqual([])
      watching.dispose()
      const delivered = books.length
      await fixture.run(venue)
      await venue.stop()
      expect(books).toHaveLength(delivered)
    })

    it('isolates a listener that throws from the others', async () => {
      const venue = await fixture.create()
      let delivered = 0
      venue.onEvent(() => {
        throw new Error('a broken listener')
      })
      venue.onEvent(() => delivered++)
      await venue.start()
      await fixture.run(venue)
      expect(delivered).toBeGreaterThan(5)
    })
  })
}
