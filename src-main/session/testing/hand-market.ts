import { Emitter, type Event, ManualClock, timeMs } from '../../base/index.ts'
import {
  type Candle,
  type CandleRange,
  type Instrument,
  instrumentId,
  type MarketEvent,
  type MarketVenue,
  money,
  price,
  quantity,
  venueId,
} from '../../domain/index.ts'

export const MINUTE_MS = 60_000
/** 2026-01-05 00:00 UTC, a Monday. */
export const START_MS = 1_767_571_200_000

const TEST_VENUE = venueId('test')

function testInstrument(symbol: string): Instrument {
  return {
    instrumentId: instrumentId(TEST_VENUE, symbol),
    venueId: TEST_VENUE,
    symbol,
    name: symbol,
    base: symbol,
    quote: 'USDT',
    tickSize: price('0.5'),
    lotSize: quantity('0.1'),
    minQuantity: quantity('0.1'),
    minNotional: money(5),
    kind: 'linearPerpetual',
    status: 'trading',
  }
}

export const ABC = testInstrument('ABC')
export const XYZ = testInstrument('XYZ')

/** A market whose every price and minute the test calls. */
export class HandMarket implements MarketVenue {
  readonly venueId = TEST_VENUE
  readonly clock = new ManualClock(START_MS)
  readonly speed = 1
  readonly finished = new Promise<void>(() => undefined)
  /** What the venue offers when the market is opened. */
  offered: readonly Instrument[] = [ABC, XYZ]
  /** What `fetchCandles` answers from. */
  history: Candle[] = []
  readonly #events: Emitter<MarketEvent>

  constructor(onError: (error: unknown) => void) {
    this.#events = new Emitter(onError)
  }

  get onEvent(): Event<MarketEvent> {
    return this.#events.event
  }

  async instruments(): Promise<readonly Instrument[]> {
    return this.offered
  }

  async fetchCandles({ instrumentId: id, fromMs, toMs }: CandleRange): Promise<readonly Candle[]> {
    if (id !== ABC.instrumentId) return []
    return this.history.filter(({ openTimeMs }) => openTimeMs >= fromMs && openTimeMs < toMs)
  }

  /** Top of book of one tick's spread around the price, and deep unless told otherwise. */
  quote(bid: number, { instrument = ABC, size = 1_000 } = {}): void {
    const quote = { timeMs: this.clock.nowMs(), bid, bidSize: size, ask: bid + 0.5, askSize: size }
    this.#events.fire({ kind: 'quote', instrumentId: instrument.instrumentId, quote })
  }

  /** The venue has other rules for an instrument from now on. */
  changeRules(instrument: Instrument): void {
    this.#events.fire({ kind: 'instrument', instrumentId: instrument.instrumentId, instrument })
  }

  trade(tradePrice: number, instrument: Instrument = ABC): void {
    const trade = { timeMs: this.clock.nowMs(), price: tradePrice, quantity: 1, takerSide: 'buy' } as const
    this.#events.fire({ kind: 'trade', instrumentId: instrument.instrumentId, trade })
  }

  /** Lets a minute pass and closes its bar. */
  closeMinute(close: number): void {
    const openTimeMs = this.clock.nowMs()
    this.clock.advanceBy(MINUTE_MS)
    const candle = minuteAt(openTimeMs, close)
    this.#events.fire({ kind: 'candle', instrumentId: ABC.instrumentId, candle, closed: true })
  }

  /** Anything else that a venue may say. */
  say(event: MarketEvent): void {
    this.#events.fire(event)
  }

  setBarrier(): void {
    // Nothing is read ahead here.
  }

  async start(): Promise<void> {
    // The test delivers.
  }

  async stop(): Promise<void> {
    // The test delivers.
  }

  dispose(): void {
    // Holds nothing.
  }
}

/** A bar that moves a little to both sides of its close. */
export function minuteAt(openTimeMs: number, close: number): Candle {
  return { openTimeMs: timeMs(openTimeMs), open: close, high: close + 1, low: close - 1, close, volume: 100 }
}
