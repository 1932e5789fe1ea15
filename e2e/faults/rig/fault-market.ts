import { Emitter, type Event, ManualClock, timeMs } from '../../../src-main/base/index.ts'
import {
  type Candle,
  type CandleRange,
  type Instrument,
  type InstrumentId,
  instrumentId,
  type MarketEvent,
  type MarketVenue,
  money,
  price,
  quantity,
  venueId,
} from '../../../src-main/domain/index.ts'

export const MINUTE_MS = 60_000
/** 2026-01-05 00:00 UTC, a Monday. */
export const START_MS = 1_767_571_200_000
const MARKET = venueId('fault')

export function faultInstrument(symbol: string, change: Partial<Instrument> = {}): Instrument {
  return {
    instrumentId: instrumentId(MARKET, symbol),
    venueId: MARKET,
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
    ...change,
  }
}

export const ABC = faultInstrument('ABC')
export const XYZ = faultInstrument('XYZ')

/** A market whose every price, minute and fault the scenario calls. Outlives the sessions on it. */
export class FaultMarket implements MarketVenue {
  readonly venueId = MARKET
  readonly clock: ManualClock
  readonly speed = 1
  readonly finished = new Promise<void>(() => undefined)
  /** What `fetchCandles` answers from. */
  history: Candle[] = []
  /** Questions for history, by range. */
  readonly requests: CandleRange[] = []
  /** Replaces the answer about history. */
  answer: (range: CandleRange) => Promise<readonly Candle[]> = (range) => Promise.resolve(this.past(range))
  readonly #events: Emitter<MarketEvent>
  readonly #instruments: Instrument[]

  constructor(
    instruments: readonly Instrument[],
    onError: (error: unknown) => void,
    clock = new ManualClock(START_MS),
  ) {
    this.clock = clock
    this.#instruments = [...instruments]
    this.#events = new Emitter(onError)
  }

  get onEvent(): Event<MarketEvent> {
    return this.#events.event
  }

  instruments(): Promise<readonly Instrument[]> {
    return Promise.resolve([...this.#instruments])
  }

  fetchCandles(range: CandleRange): Promise<readonly Candle[]> {
    this.requests.push(range)
    return this.answer(range)
  }

  past({ instrumentId: id, fromMs, toMs }: CandleRange): readonly Candle[] {
    if (id !== ABC.instrumentId) return []
    return this.history.filter(({ openTimeMs }) => openTimeMs >= fromMs && openTimeMs < toMs)
  }

  say(event: MarketEvent): void {
    this.#events.fire(event)
  }

  quote(bid: number, id: InstrumentId = ABC.instrumentId): void {
    const quote = { timeMs: this.clock.nowMs(), bid, bidSize: 1_000, ask: bid + 0.5, askSize: 1_000 }
    this.say({ kind: 'quote', instrumentId: id, quote })
  }

  trade(at: number, id: InstrumentId = ABC.instrumentId): void {
    const trade = { timeMs: this.clock.nowMs(), price: at, quantity: 1, takerSide: 'buy' } as const
    this.say({ kind: 'trade', instrumentId: id, trade })
  }

  candle(candle: Candle, closed = true): void {
    this.say({ kind: 'candle', instrumentId: ABC.instrumentId, candle, closed })
  }

  /** Lets a minute pass and closes its bar. */
  closeMinute(close: number): void {
    const openTimeMs = this.clock.nowMs()
    this.clock.advanceBy(MINUTE_MS)
    this.candle(minuteAt(openTimeMs, close))
  }

  /** The venue changes its rules: the market says so. */
  changeRules(instrument: Instrument): void {
    const index = this.#instruments.findIndex(({ instrumentId: id }) => id === instrument.instrumentId)
    this.#instruments[index] = instrument
    this.say({ kind: 'instrument', instrumentId: instrument.instrumentId, instrument })
  }

  setBarrier(): void {
    // Nothing is read ahead here.
  }

  start(): Promise<void> {
    return Promise.resolve()
  }

  stop(): Promise<void> {
    return Promise.resolve()
  }

  dispose(): void {
    // Holds nothing.
  }
}

/** A bar that moves a little to both sides of its close. */
export function minuteAt(openTimeMs: number, close: number): Candle {
  return { openTimeMs: timeMs(openTimeMs), open: close, high: close + 1, low: close - 1, close, volume: 100 }
}
