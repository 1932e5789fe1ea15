import { type Clock, Emitter, EngineError, ensureDefined, type Event, invariant } from '../../base/index.ts'
import {
  type Barrier,
  type Candle,
  type CandleRange,
  type Instrument,
  instrumentId,
  type MarketEvent,
  type MarketVenue,
  money,
  price,
  quantity,
  TIMEFRAME_MS,
  type VenueId,
  venueId,
} from '../../domain/index.ts'
import { aggregateCandles } from '../candle-aggregation.ts'
import { SessionDriver } from '../session-driver.ts'
import { loadCandleFile } from './candle-file.ts'
import { candleFileError } from './candle-file-error.ts'
import { firstIndexFrom, ReplayTimeline } from './replay-timeline.ts'

export const REPLAY_VENUE: VenueId = venueId('replay')

export interface ReplayMarketOptions {
  /** One-minute bars, oldest first, at least one. */
  readonly candles: readonly Candle[]
  readonly symbol: string
  /** Smallest step of the price, decimal text. */
  readonly tick: string
  /** Smallest step of the quantity, decimal text. */
  readonly lot: string
  /** Currency of prices and fees; USDT unless named. */
  readonly quote?: string
  /** Session time per system time; Infinity = as fast as it goes. */
  readonly speed: number
  /** Session time to go on from, where a part was played before; the first bar's open unless it is later. */
  readonly startMs?: number | undefined
  readonly systemClock: Clock
  /** Hears of listeners, barriers and session timers that threw. */
  readonly onError: (error: unknown) => void
}

/**
 * Plays recorded one-minute bars. Its clock begins at the first bar's open, or where an earlier run left it, and stands at a bar's close when the bar is
 * delivered; only closed bars are delivered, so nobody sees a price before its time.
 */
export class ReplayMarketVenue implements MarketVenue {
  readonly venueId = REPLAY_VENUE
  readonly onEvent: Event<MarketEvent>
  readonly #candles: readonly Candle[]
  readonly #instrument: Instrument
  readonly #driver: SessionDriver

  constructor(options: ReplayMarketOptions) {
    const first = options.candles[0]
    invariant(first, 'a replay needs at least one bar')
    invariant(options.speed > 0, `speed must be above 0, got ${options.speed}`)
    const emitter = new Emitter<MarketEvent>(options.onError)
    this.onEvent = emitter.event
    this.#candles = options.candles
    this.#instrument = replayInstrument(options)
    const { instrumentId } = this.#instrument
    const startMs = Math.max(first.openTimeMs, options.startMs ?? 0)
    const rest = options.candles.slice(firstIndexFrom(options.candles, startMs - TIMEFRAME_MS['1m'] + 1))
    this.#driver = new SessionDriver({
      ...options,
      timeline: new ReplayTimeline(rest, instrumentId, (event) => emitter.fire(event)),
      startMs,
      atInfiniteSpeed: 'runToEnd',
    })
  }

  /**
   * Loads the bars from a file first; see {@link loadCandleFile} for its format and errors. A recording that ends before
   * `startMs` is a `FatalError`: books cannot go back in time.
   */
  static async open(
    options: Omit<ReplayMarketOptions, 'candles'> & { readonly file: string },
  ): Promise<ReplayMarketVenue> {
    const candles = await loadCandleFile(options.file)
    requireAhead(candles, options)
    return new ReplayMarketVenue({ ...options, candles })
  }

  get clock(): Clock {
    return this.#driver.clock
  }

  get speed(): number {
    return this.#driver.speed
  }

  /** Resolves after the last bar; rejects when the barrier or a session timer failed. */
  get finished(): Promise<void> {
    return this.#driver.finished
  }

  async instruments(): Promise<readonly Instrument[]> {
    return [this.#instrument]
  }

  /** Only what the clock has passed: the rest of the recording has not happened yet. */
  async fetchCandles(range: CandleRange): Promise<readonly Candle[]> {
    if (range.instrumentId !== this.#instrument.instrumentId) {
      throw new EngineError('UNKNOWN_INSTRUMENT', `The replay has only ${this.#instrument.instrumentId}.`)
    }
    const barMs = TIMEFRAME_MS[range.timeframe]
    const fromMs = Math.ceil(range.fromMs / barMs) * barMs
    const closedBeforeMs = Math.floor(this.clock.nowMs() / barMs) * barMs
    const toMs = Math.min(Math.ceil(range.toMs / barMs) * barMs, closedBeforeMs)
    const minutes = this.#candles.slice(firstIndexFrom(this.#candles, fromMs), firstIndexFrom(this.#candles, toMs))
    return aggregateCandles(minutes, barMs)
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

  dispose(): void {
    this.#driver.dispose()
  }
}

function requireAhead(
  candles: readonly Candle[],
  { file, startMs = 0 }: Pick<ReplayMarketOptions, 'startMs'> & { readonly file: string },
): void {
  const last = ensureDefined(candles.at(-1), 'the last bar of a candle file')
  const endMs = last.openTimeMs + TIMEFRAME_MS['1m']
  if (startMs <= endMs) return
  const [end, start] = [endMs, startMs].map((timeMs) => new Date(timeMs).toISOString())
  throw candleFileError(
    `${file} ends at ${end}, but the books of this data folder already stand at ${start}. ` +
      'Choose another data folder for this replay with --home or WHEELHOUSE_HOME',
  )
}

function replayInstrument({ symbol, tick, lot, quote = 'USDT' }: ReplayMarketOptions): Instrument {
  return {
    instrumentId: instrumentId(REPLAY_VENUE, symbol),
    venueId: REPLAY_VENUE,
    symbol,
    name: symbol,
    base: symbol.split(/[-/_]/)[0] ?? symbol,
    quote,
    tickSize: price(tick),
    lotSize: quantity(lot),
    minQuantity: quantity(lot),
    minNotional: money(0),
    kind: 'linearPerpetual',
    status: 'trading',
  }
}
