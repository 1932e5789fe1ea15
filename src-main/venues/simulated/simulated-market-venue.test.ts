import { describe, expect, it } from 'vitest'
import { EngineError, ManualClock } from '../../base/index.ts'
import { type Candle, instrumentId, type MarketEvent, TIMEFRAMES } from '../../domain/index.ts'
import { SIMULATED_VENUE } from './simulated-instruments.ts'
import { SimulatedMarketVenue } from './simulated-market-venue.ts'

const START_MS = Date.UTC(2026, 10, 20, 12)
const MINUTE_MS = 60_000
const HOUR_MS = 3_600_000
const DAY_MS = 86_400_000
const BTC = instrumentId(SIMULATED_VENUE, 'BTC-PERP')

function createVenue(options: Partial<ConstructorParameters<typeof SimulatedMarketVenue>[0]> = {}) {
  const systemClock = new ManualClock(0)
  const onError = (error: unknown) => {
    throw error
  }
  return new SimulatedMarketVenue({ seed: 7, speed: Infinity, startMs: START_MS, systemClock, onError, ...options })
}

async function eventsOf(venue: SimulatedMarketVenue, durationMs: number): Promise<MarketEvent[]> {
  const events: MarketEvent[] = []
  const subscription = venue.onEvent((event) => events.push(event))
  await venue.start()
  await venue.runFor(durationMs)
  subscription.dispose()
  return events
}

function btcMinutes(venue: SimulatedMarketVenue, fromMs: number, toMs: number): Promise<readonly Candle[]> {
  return venue.fetchCandles({ instrumentId: BTC, timeframe: '1m', fromMs, toMs })
}

describe('SimulatedMarketVenue', () => {
  it('offers four perpetuals with their rules', async () => {
    const list = await createVenue().instruments()
    expect(list.map(({ symbol, tickSize, lotSize }) => [symbol, tickSize.toString(), lotSize.toString()])).toEqual([
      ['BTC-PERP', '0.1', '0.001'],
      ['ETH-PERP', '0.01', '0.01'],
      ['SOL-PERP', '0.01', '0.1'],
      ['XRP-PERP', '0.0001', '1'],
    ])
    expect(list.map(({ kind, status }) => [kind, status])).toEqual(list.map(() => ['linearPerpetual', 'trading']))
  })

  it('sends trade, quote and forming bar thirty times a minute for each instrument', async () => {
    const events = await eventsOf(createVenue(), 10 * MINUTE_MS)
    const ofBtc = events.filter((event) => event.instrumentId === BTC)
    const kinds = ofBtc.slice(0, 3).map((event) => event.kind)
    expect(kinds).toEqual(['trade', 'quote', 'candle'])
    expect(ofBtc.filter((event) => event.kind === 'trade')).toHaveLength(300)
  })

  it('closes every minute before the first trade of the next', async () => {
    const events = await eventsOf(createVenue(), 3 * MINUTE_MS)
    const firstClosed = events.findIndex((event) => event.kind === 'candle' && event.closed)
    const later = events.slice(0, firstClosed).filter((event) => event.kind === 'trade')
    expect(later.every((event) => event.kind === 'trade' && event.trade.timeMs < START_MS + MINUTE_MS)).toBe(true)
    expect(events.filter((event) => event.kind === 'candle' && event.closed)).toHaveLength(12)
  })

  it('names a mark price every ten seconds, close to the last trade and on the tick grid', async () => {
    const events = (await eventsOf(createVenue(), 10 * MINUTE_MS)).filter((event) => event.instrumentId === BTC)
    let last = 0
    const distances: number[] = []
    for (const event of events) {
      if (event.kind === 'trade') last = event.trade.price
      if (event.kind !== 'mark') continue
      expect(Number(event.markPrice.toFixed(1))).toBe(event.markPrice)
      distances.push(Math.abs(event.markPrice - last) / last)
    }
    expect(distances).toHaveLength(60)
    expect(Math.max(...distances)).toBeLessThan(0.001)
  })

  it('pays funding every eight hours UTC at a small rate of its own, after the bars and before the trades', async () => {
    const events = await eventsOf(createVenue({ startMs: START_MS + 3.9 * HOUR_MS }), 8.2 * HOUR_MS)
    const fundings = events.filter((event) => event.kind === 'funding')
    expect(fundings.map(({ timeMs }) => timeMs - START_MS)).toEqual(
      [4, 4, 4, 4, 12, 12, 12, 12].map((hours) => hours * HOUR_MS),
    )
    expect(new Set(fundings.map(({ rate }) => rate)).size).toBeGreaterThan(4)
    expect(fundings.every(({ rate }) => Math.abs(rate) < 0.000_3 && Number(rate.toFixed(6)) === rate)).toBe(true)
    const at = events.findIndex((event) => event.kind === 'funding')
    expect(events[at - 1]).toMatchObject({ kind: 'candle', closed: true })
    expect(events[at + 4]).toMatchObject({ kind: 'trade' })
  })

  it('pays no funding where that is switched off, and trades the same', async () => {
    const start = { startMs: START_MS + 3.9 * HOUR_MS }
    const without = await eventsOf(createVenue({ ...start, funding: false }), 0.2 * HOUR_MS)
    const whole = await eventsOf(createVenue(start), 0.2 * HOUR_MS)
    expect(whole.some(({ kind }) => kind === 'funding')).toBe(true)
    expect(whole.filter(({ kind }) => kind !== 'funding')).toEqual(without)
  })

  it('continues after a restart in the middle of a minute as if there had been none', async () => {
    const whole = await eventsOf(createVenue(), 5 * MINUTE_MS)
    const firstPart = await eventsOf(createVenue(), 2 * MINUTE_MS + 17_250)
    const secondPart = await eventsOf(
      createVenue({ startMs: START_MS + 2 * MINUTE_MS + 17_250 }),
      2 * MINUTE_MS + 42_750,
    )
    expect([...firstPart, ...secondPart]).toEqual(whole)
  })

  it('has the same history whenever it is asked and another one for another seed', async () => {
    const early = await btcMinutes(createVenue(), START_MS - DAY_MS, START_MS)
    const late = await btcMinutes(createVenue({ startMs: START_MS + 30 * DAY_MS }), START_MS - DAY_MS, START_MS)
    const other = await btcMinutes(createVenue({ seed: 8 }), START_MS - DAY_MS, START_MS)
    expect(late).toEqual(early)
    expect(other).not.toEqual(early)
  })

  it('aggregates every timeframe from its minutes and leaves out what has not closed', async () => {
    const venue = createVenue({ startMs: START_MS + 7 * MINUTE_MS })
    for (const timeframe of TIMEFRAMES) {
      const bars = await venue.fetchCandles({
        instrumentId: BTC,
        timeframe,
        fromMs: START_MS - 2 * DAY_MS,
        toMs: Infinity,
      })
      const minutes = await btcMinutes(venue, bars[0]?.openTimeMs ?? 0, START_MS + 7 * MINUTE_MS)
      expect(bars.every((bar) => bar.gap === undefined)).toBe(true)
      expect(bars[0]?.open).toBe(minutes[0]?.open)
      expect((bars.at(-1)?.openTimeMs ?? 0) < START_MS + 7 * MINUTE_MS).toBe(true)
    }
    const five = await venue.fetchCandles({ instrumentId: BTC, timeframe: '5m', fromMs: START_MS, toMs: Infinity })
    expect(five.map((bar) => bar.openTimeMs)).toEqual([START_MS])
  })

  it('keeps prices and quantities on the grid, exactly as their decimals read', async () => {
    const events = await eventsOf(createVenue(), 30 * MINUTE_MS)
    const quotes = events.flatMap((event) =>
      event.kind === 'quote' && event.instrumentId === BTC ? [event.quote] : [],
    )
    const isOnGrid = (value: number, digits: number) => Number(value.toFixed(digits)) === value
    const faults = quotes.filter(({ bid, ask, bidSize, askSize }) => {
      const isGood = [bid, ask].every((one) => isOnGrid(one, 1)) && [bidSize, askSize].every((one) => isOnGrid(one, 3))
      return !isGood || bid >= ask
    })
    expect(quotes).toHaveLength(900)
    expect(faults).toEqual([])
  })

  it('moves like a market: calm minutes, rare shocks, near its base price', async () => {
    const month = await btcMinutes(createVenue(), START_MS - 14 * DAY_MS, START_MS)
    const ranges = month.map((bar) => (bar.high - bar.low) / bar.open).sort((a, b) => a - b)
    const quantile = (share: number) => ranges[Math.floor(share * (ranges.length - 1))] ?? 0
    expect(quantile(0.05)).toBeGreaterThan(0.000_2)
    expect(quantile(0.5)).toBeGreaterThan(0.000_5)
    expect(quantile(0.95)).toBeLessThan(0.003)
    expect(quantile(1)).toBeGreaterThan(0.004)
    expect(quantile(1)).toBeLessThan(0.02)
    expect(month.every((bar) => bar.low > 40_000 && bar.high < 96_000)).toBe(true)
  })

  it('follows the system clock at its speed, also after the speed changed', async () => {
    const systemClock = new ManualClock(0)
    const venue = createVenue({ speed: 20, systemClock })
    await venue.start()
    systemClock.advanceBy(1_000)
    venue.setSpeed(100)
    systemClock.advanceBy(1_000)
    expect(venue.clock.nowMs()).toBe(START_MS + 120_000)
    expect(venue.speed).toBe(100)
    await venue.stop()
  })

  it('refuses an instrument it does not have and a speed out of range', async () => {
    const foreign = {
      instrumentId: instrumentId(SIMULATED_VENUE, 'DOGE-PERP'),
      timeframe: '1m' as const,
      fromMs: 0,
      toMs: 1,
    }
    await expect(createVenue().fetchCandles(foreign)).rejects.toBeInstanceOf(EngineError)
    expect(() => createVenue({ speed: 0.5 })).toThrow('speed must be 1 to 1000, got 0.5')
  })

  it('delivers the book of a watched instrument only, with the quote at its top, and the one that stands at once', async () => {
    const systemClock = new ManualClock(0)
    const venue = createVenue({ systemClock })
    venue.onEvent(() => systemClock.advanceBy(50))
    await eventsOf(venue, MINUTE_MS)
    const events: MarketEvent[] = []
    venue.onEvent((event) => events.push(event))
    const watching = venue.watchBook(BTC)
    expect(events.map(({ kind }) => kind)).toEqual(['book'])
    await venue.runFor(MINUTE_MS)
    const books = events.filter((event) => event.kind === 'book')
    const quotes = events.filter((event) => event.kind === 'quote' && event.instrumentId === BTC)
    expect(books.every(({ instrumentId }) => instrumentId === BTC)).toBe(true)
    expect(books.slice(1).map(({ book }) => [book.timeMs, book.bids[0], book.asks[0]])).toEqual(
      quotes.map((event) => {
        if (event.kind !== 'quote') throw new Error('no quote')
        const { timeMs: atMs, bid, bidSize, ask, askSize } = event.quote
        return [atMs, [bid, bidSize], [ask, askSize]]
      }),
    )
    watching.dispose()
    events.length = 0
    await venue.runFor(MINUTE_MS)
    expect(events.filter(({ kind }) => kind === 'book')).toEqual([])
  })

  it('delivers the book until the last watcher has gone', async () => {
    const venue = createVenue()
    const [first, second] = [venue.watchBook(BTC), venue.watchBook(BTC)]
    first.dispose()
    first.dispose()
    expect((await eventsOf(venue, MINUTE_MS)).some(({ kind }) => kind === 'book')).toBe(true)
    second.dispose()
    expect((await eventsOf(venue, MINUTE_MS)).some(({ kind }) => kind === 'book')).toBe(false)
  })

  it('delivers no more than twenty books a second, however fast the market goes', async () => {
    const systemClock = new ManualClock(0)
    const venue = createVenue({ systemClock })
    venue.watchBook(BTC)
    let ticks = 0
    venue.onEvent(({ kind }) => {
      if (kind === 'trade') systemClock.advanceBy(1)
      if (kind === 'trade') ticks += 1
    })
    const books = (await eventsOf(venue, 60 * MINUTE_MS)).filter(({ kind }) => kind === 'book')
    expect(ticks).toBe(7_200)
    expect(books.length).toBeGreaterThan(100)
    expect(books.length).toBeLessThanOrEqual(7_200 / 50 + 1)
  })

  it('delivers the same trades, quotes and bars whether its books are watched or not', async () => {
    const plain = await eventsOf(createVenue(), 5 * MINUTE_MS)
    const venue = createVenue()
    for (const { instrumentId: id } of await venue.instruments()) venue.watchBook(id)
    const watched = await eventsOf(venue, 5 * MINUTE_MS)
    expect(watched.some(({ kind }) => kind === 'book')).toBe(true)
    expect(watched.filter(({ kind }) => kind !== 'book')).toEqual(plain)
  })

  it('has no book of an instrument that it does not have', () => {
    expect(() => createVenue().watchBook(instrumentId(SIMULATED_VENUE, 'DOGE-PERP'))).toThrow('DOGE-PERP')
  })
})
