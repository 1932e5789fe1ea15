import { Emitter, ManualClock } from '../../base/index.ts'
import {
  type Candle,
  type CandleRange,
  type Instrument,
  type InstrumentId,
  type MarketEvent,
  type MarketVenue,
  money,
  price,
  quantity,
  venueId,
} from '../../domain/index.ts'
import { MINUTE_MS } from '../minutes.ts'
import { BTC, START_MS } from './candles.ts'

/** A market whose history and events are given by the test. */
export class FakeVenue implements MarketVenue {
  readonly venueId = venueId('fake')
  readonly clock: ManualClock
  readonly #end = Promise.withResolvers<void>()
  readonly finished = this.#end.promise
  readonly requests: CandleRange[] = []
  speed = 1
  started = false
  /** What the venue knows of each instrument. */
  history = new Map<InstrumentId, readonly Candle[]>()
  /** Replaced where the answer itself is the point of the test. */
  answer: (range: CandleRange) => Promise<readonly Candle[]> = (range) => Promise.resolve(this.closedBars(range))
  readonly #events = new Emitter<MarketEvent>((error) => {
    throw error
  })
  readonly #instruments: readonly InstrumentId[]

  constructor(options: { nowMs?: number; instruments?: readonly InstrumentId[] } = {}) {
    this.clock = new ManualClock(options.nowMs ?? START_MS)
    this.#instruments = options.instruments ?? [BTC]
  }

  readonly onEvent = this.#events.event

  get listenerCount(): number {
    return this.#events.listenerCount
  }

  /** As a replay after its last bar. */
  end(): Promise<void> {
    this.#end.resolve()
    return this.finished
  }

  emit(event: MarketEvent): void {
    this.#events.fire(event)
  }

  emitCandle(candle: Candle, closed = true, instrumentId = BTC): void {
    if (closed) this.clock.advanceTo(candle.openTimeMs + MINUTE_MS)
    this.emit({ kind: 'candle', instrumentId, candle, closed })
  }

  closedBars({ instrumentId, fromMs, toMs }: CandleRange): readonly Candle[] {
    const endMs = Math.min(toMs, this.clock.nowMs() - MINUTE_MS + 1)
    return (this.history.get(instrumentId) ?? []).filter(({ openTimeMs }) => openTimeMs >= fromMs && openTimeMs < endMs)
  }

  fetchCandles(range: CandleRange): Promise<readonly Candle[]> {
    this.requests.push(range)
    return this.answer(range)
  }

  instruments(): Promise<readonly Instrument[]> {
    return Promise.resolve(this.#instruments.map(instrumentOf))
  }

  setBarrier(): void {}

  start(): Promise<void> {
    this.started = true
    return Promise.resolve()
  }

  stop(): Promise<void> {
    this.started = false
    return Promise.resolve()
  }

  dispose(): void {}
}

function instrumentOf(instrumentId: InstrumentId): Instrument {
  const symbol = instrumentId.slice('fake:'.length)
  return {
    instrumentId,
    venueId: venueId('fake'),
    symbol,
    name: symbol,
    base: symbol.slice(0, 3),
    quote: 'USDT',
    tickSize: price('0.1'),
    lotSize: quantity('0.001'),
    minQuantity: quantity('0.001'),
    minNotional: money('5'),
    kind: 'linearPerpetual',
    status: 'trading',
  }
}
