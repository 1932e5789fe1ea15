import { type Clock, type Disposable, Emitter, type Event, invariant } from '../../base/index.ts'
import type {
  Barrier,
  Candle,
  CandleRange,
  Instrument,
  InstrumentId,
  MarketEvent,
  MarketVenue,
} from '../../domain/index.ts'
import { SessionDriver } from '../session-driver.ts'
import { SimulatedBooks } from './simulated-books.ts'
import { simulatedCandles } from './simulated-history.ts'
import { MARKET_PROFILES, SIMULATED_VENUE } from './simulated-instruments.ts'
import { SimulatedTimeline } from './simulated-timeline.ts'

export const MAX_SIMULATED_SPEED = 1_000

export interface SimulatedMarketOptions {
  /** The same seed is the same market, at any time. */
  readonly seed: number
  /** 1 to 1,000 times real time, or Infinity: then time moves only in {@link SimulatedMarketVenue.runFor}. */
  readonly speed: number
  /** Session time at which the clock begins; what the market did before is history. */
  readonly startMs: number
  /** Perpetuals pay funding every eight hours of session time; they do unless this is false. */
  readonly funding?: boolean
  readonly systemClock: Clock
  /** Hears of listeners, barriers and session timers that threw. */
  readonly onError: (error: unknown) => void
}

/**
 * A market that is a pure function of seed and time: it has a past at any moment, goes on for ever, and a restart at the
 * same session time continues as if there had been none. It brings its own session clock.
 *
 * At each full minute come the closed bars of all instruments and, every eight hours, the funding; then, all two seconds
 * per instrument, one trade, the quote and the forming bar, and with every fifth of them the mark price. While its book is watched, a book comes with the quote, in system time twenty a second at most.
 */
export class SimulatedMarketVenue implements MarketVenue {
  readonly venueId = SIMULATED_VENUE
  readonly onEvent: Event<MarketEvent>
  readonly #seed: number
  readonly #driver: SessionDriver
  readonly #books: SimulatedBooks

  constructor(options: SimulatedMarketOptions) {
    requireSpeed(options.speed)
    const emitter = new Emitter<MarketEvent>(options.onError)
    const deliver = (event: MarketEvent): void => emitter.fire(event)
    const { seed, systemClock } = options
    const books = new SimulatedBooks({ seed, systemClock, deliver })
    const timeline = new SimulatedTimeline(
      { seed, startMs: options.startMs, funding: options.funding ?? true },
      (event) => {
        deliver(event)
        if (event.kind === 'quote') books.handleQuote(event.instrumentId, event.quote)
      },
    )
    this.onEvent = emitter.event
    this.#seed = seed
    this.#books = books
    this.#driver = new SessionDriver({ ...options, timeline, atInfiniteSpeed: 'onRequest' })
  }

  get clock(): Clock {
    return this.#driver.clock
  }

  get speed(): number {
    return this.#driver.speed
  }

  /** Never resolves: this market has no end. */
  get finished(): Promise<void> {
    return this.#driver.finished
  }

  /** Changes the pace of a running market, 1 to 1,000 times real time. */
  setSpeed(speed: number): void {
    requireSpeed(speed)
    this.#driver.setSpeed(speed)
  }

  async instruments(): Promise<readonly Instrument[]> {
    return MARKET_PROFILES.map((profile) => profile.instrument)
  }

  fetchCandles(range: CandleRange): Promise<readonly Candle[]> {
    return simulatedCandles(this.#seed, range, this.clock.nowMs())
  }

  watchBook(instrumentId: InstrumentId): Disposable {
    return this.#books.watch(instrumentId)
  }

  setBarrier(barrier: Barrier): void {
    this.#driver.setBarrier(barrier)
  }

  async start(): Promise<void> {
    this.#driver.start()
  }

  async stop(): Promise<void> {
    this.#driver.stop()
  }

  /** At infinite speed: delivers the next `durationMs` of session time, then resolves. */
  runFor(durationMs: number): Promise<void> {
    return this.#driver.runFor(durationMs)
  }

  dispose(): void {
    this.#driver.dispose()
  }
}

function requireSpeed(speed: number): void {
  const isPaced = speed >= 1 && speed <= MAX_SIMULATED_SPEED
  invariant(isPaced || speed === Infinity, `speed must be 1 to ${MAX_SIMULATED_SPEED}, got ${speed}`)
}
