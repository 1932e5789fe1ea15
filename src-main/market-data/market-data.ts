import {
  type Clock,
  type Disposable,
  DisposableStore,
  Emitter,
  errorText,
  type Event,
  type Logger,
  type TimeMs,
  timeMs,
} from '../base/index.ts'
import type { Candle, Instrument, InstrumentId, MarketVenue, Quote, Timeframe } from '../domain/index.ts'
import { CandleFeed } from './candle-feed.ts'
import type { CandleSeries } from './candle-series.ts'
import type { EventFault } from './event-faults.ts'
import { HistoryLoader } from './history-loader.ts'
import { InstrumentPrice } from './instrument-price.ts'
import type { MarketDataConfig } from './market-data-config.ts'
import { DAY_MS, floorTo, isoTime, MINUTE_MS } from './minutes.ts'
import { OrderFlow } from './order-flow.ts'
import type { CandleStore, MarketDataSink } from './ports.ts'
import { type Freshness, type MarketDataCondition, StalenessWatch } from './staleness-watch.ts'

/** How often the age of prices is looked at, in system time. */
const STALENESS_CHECK_MS = 500
/** Two looks further apart than this, or in the wrong order: the machine slept, or its clock was set. */
const LONGEST_CHECK_MS = 5_000

export interface MarketDataOptions {
  readonly venue: MarketVenue
  readonly store: CandleStore
  readonly sink: MarketDataSink
  readonly systemClock: Clock
  readonly logger: Logger
  readonly config: MarketDataConfig
}

/** Newest price of an instrument, as a watchlist shows it. */
export interface InstrumentQuote {
  readonly instrumentId: InstrumentId
  readonly last: number
  /** Top of book; undefined on a venue that delivers none. */
  readonly quote: Quote | undefined
  /** Undefined until 24 hours of history are there. */
  readonly price24hAgo: number | undefined
  /** Session time of the newest price. */
  readonly timeMs: TimeMs
  /** System time at which it came. */
  readonly receivedAtMs: TimeMs
  readonly stale: boolean
}

interface Tracked {
  instrument: Instrument
  readonly series: CandleSeries
  readonly price: InstrumentPrice
  /** Price a day before the minute `minuteMs`; looked up once a minute. */
  dayAgo: { readonly minuteMs: number; readonly price: number | undefined } | undefined
}

/** The market as the session sees it: history, live bars, newest prices and how old they are. */
export class MarketData {
  /** Public trades and books, for those who look at the market. */
  readonly orderFlow: OrderFlow
  readonly #options: MarketDataOptions
  readonly #watch: StalenessWatch
  readonly #instrumentChanges: Emitter<Instrument>
  #tracked: ReadonlyMap<InstrumentId, Tracked> = new Map()
  #config: MarketDataConfig
  #feed: CandleFeed | undefined
  #isOver = false
  #running = new DisposableStore()

  constructor(options: MarketDataOptions) {
    this.#options = options
    this.#config = options.config
    this.orderFlow = new OrderFlow(options)
    const onListenerError = (error: unknown): void =>
      options.logger.error('a listener of market data failed', { error: errorText(error) })
    this.#instrumentChanges = new Emitter(onListenerError)
    this.#watch = new StalenessWatch({
      staleAfterMs: () => this.#config.staleAfterMs,
      speed: () => options.venue.speed,
      onListenerError,
    })
  }

  /** A price became stale, or fresh again. */
  get onFreshness(): Event<Freshness> {
    return this.#watch.onFreshness
  }

  /** Which prices are overdue has changed. */
  get onCondition(): Event<MarketDataCondition> {
    return this.#watch.onCondition
  }

  /** The venue has changed its rules for an instrument: tick, lot, minimum or status. */
  get onInstrument(): Event<Instrument> {
    return this.#instrumentChanges.event
  }

  /** Instruments whose price has not come for longer than allowed; none while the market is over. */
  get overdue(): ReadonlySet<InstrumentId> {
    return this.#watch.overdue
  }

  get condition(): MarketDataCondition {
    return this.#watch.condition
  }

  /** True once a replay has delivered its last bar: no price comes any more, and none is missed. */
  get isOver(): boolean {
    return this.#isOver
  }

  /** Why prices are not to be relied on, whatever their age; undefined as a rule. */
  get interruption(): string | undefined {
    return this.#watch.interruption
  }

  /** Events dropped since the start, by what was wrong with them. */
  get dropped(): ReadonlyMap<EventFault, number> {
    return this.#feed?.dropped ?? new Map()
  }

  /**
   * Brings every instrument's history up to now, then subscribes and starts the venue; does no more of it once
   * {@link stop} was called. Rejects with a clear error when the history cannot be fetched, and with a `FatalError` when
   * the store is ahead of the venue's clock.
   */
  async start(): Promise<void> {
    const { venue, systemClock } = this.#options
    const running = new DisposableStore()
    this.#running.dispose()
    this.#running = running
    const feed = this.#createFeed()
    const tracked = await this.#track(feed)
    if (running.isDisposed) return
    this.#tracked = tracked
    this.#feed = feed
    this.#watch.start(
      Array.from(tracked, ([instrumentId, { price }]) => [instrumentId, price] as const),
      systemClock.nowMs(),
    )
    running.add(venue.onEvent((event) => feed.handleEvent(event)))
    running.add(this.#watchAges())
    try {
      await venue.start()
    } catch (error) {
      running.dispose()
      throw error
    }
    // A market that failed has not finished, and has reported it by itself.
    venue.finished.then(
      () => this.#handleEnd(),
      () => undefined,
    )
  }

  /** Stops the venue; what is known stays readable, and counts as stale. */
  async stop(): Promise<void> {
    this.#running.dispose()
    this.#feed?.stop()
    this.#watch.stop()
    await this.#options.venue.stop()
  }

  /** Degraded for this reason, whatever the age of prices, until it is taken back with undefined. */
  setInterruption(reason: string | undefined): void {
    this.#watch.interrupt(reason)
  }

  /** Takes what can change without a restart: the age at which prices are stale, and how long bars wait for missing ones. */
  applyConfig(config: MarketDataConfig): void {
    this.#config = config
  }

  /** Resolves when no bar waits for missing ones any more; undefined when none does. For the venue's barrier. */
  settled(): Promise<void> | undefined {
    return this.#feed?.settled()
  }

  instruments(): readonly Instrument[] {
    return Array.from(this.#tracked.values(), ({ instrument }) => instrument)
  }

  instrument(instrumentId: InstrumentId): Instrument | undefined {
    return this.#tracked.get(instrumentId)?.instrument
  }

  /** Newest price known: the live one, before it the close of the newest stored bar. */
  lastPrice(instrumentId: InstrumentId): number | undefined {
    return this.#tracked.get(instrumentId)?.price.last
  }

  /** Newest top of book; undefined on a venue that delivers none. */
  quote(instrumentId: InstrumentId): Quote | undefined {
    return this.#tracked.get(instrumentId)?.price.quote
  }

  /** True until the first live price and while none has come for longer than allowed, after a sleep that nobody told of too. */
  isStale(instrumentId: InstrumentId): boolean {
    const price = this.#tracked.get(instrumentId)?.price
    return !price || price.stale || this.#watch.isAged(price, this.#options.systemClock.nowMs())
  }

  /** The bar that is not closed yet; undefined where it has not begun. */
  forming(instrumentId: InstrumentId, timeframe: Timeframe): Candle | undefined {
    return this.#tracked.get(instrumentId)?.series.forming(timeframe)
  }

  /** Age of the oldest live price in system time; undefined before the first one. */
  feedAgeMs(): number | undefined {
    return this.#watch.oldestAgeMs(this.#options.systemClock.nowMs())
  }

  /** Prices of every instrument that has had a live one. */
  quotes(): readonly InstrumentQuote[] {
    return Array.from(this.#tracked.values(), (tracked) => this.#quoteOf(tracked)).filter(
      (quote) => quote !== undefined,
    )
  }

  /** The line of {@link quotes} of one instrument; undefined before its first live price. */
  instrumentQuote(instrumentId: InstrumentId): InstrumentQuote | undefined {
    const tracked = this.#tracked.get(instrumentId)
    return tracked === undefined ? undefined : this.#quoteOf(tracked)
  }

  /** What was slept through is forgiven before it is looked at, so that it raises no alarm. */
  #watchAges(): Disposable {
    const { systemClock } = this.#options
    let lookedAtMs = systemClock.nowMs()
    return systemClock.setRepeating(STALENESS_CHECK_MS, () => {
      const nowMs = systemClock.nowMs()
      if (nowMs < lookedAtMs || nowMs - lookedAtMs > LONGEST_CHECK_MS) this.#watch.forgive(nowMs)
      lookedAtMs = nowMs
      this.#watch.check(nowMs)
    })
  }

  /** Also after each later start: what is over does not begin again. */
  #handleEnd(): void {
    this.#watch.end()
    if (this.#isOver) return
    this.#isOver = true
    this.#options.logger.info('the market is over: its last bar has been delivered', {
      sessionTime: isoTime(this.#options.venue.clock.nowMs()),
    })
  }

  #createFeed(): CandleFeed {
    const { venue, sink, systemClock, logger } = this.#options
    return new CandleFeed({
      venue,
      sink,
      orderFlow: this.orderFlow,
      systemClock,
      logger,
      gapFillTimeoutMs: () => this.#config.gapFillTimeoutMs,
      onFresh: (instrumentId) => this.#watch.handleFresh(instrumentId),
      onInstrument: (instrument) => this.#changeInstrument(instrument),
    })
  }

  #changeInstrument(instrument: Instrument): void {
    const tracked = this.#tracked.get(instrument.instrumentId)
    if (!tracked) return
    tracked.instrument = instrument
    this.#options.logger.warn('the venue has changed its rules for an instrument', {
      instrumentId: instrument.instrumentId,
      status: instrument.status,
      tickSize: instrument.tickSize.toFixed(),
      lotSize: instrument.lotSize.toFixed(),
      minNotional: instrument.minNotional.toFixed(),
    })
    this.#instrumentChanges.fire(instrument)
  }

  /** Aside from what is known so far, which stays readable meanwhile. */
  async #track(feed: CandleFeed): Promise<ReadonlyMap<InstrumentId, Tracked>> {
    const { venue, store, sink, logger } = this.#options
    const loader = new HistoryLoader({ venue, store, sink, logger, ...this.#config })
    const tracked = new Map<InstrumentId, Tracked>()
    for (const instrument of await venue.instruments()) {
      const { instrumentId } = instrument
      const series = await loader.load(instrumentId)
      const price = new InstrumentPrice()
      if (series.last !== undefined) price.seed(series.last.close, series.last.openTimeMs + MINUTE_MS)
      feed.add(instrumentId, { series, price })
      tracked.set(instrumentId, { instrument, series, price, dayAgo: undefined })
    }
    return tracked
  }

  #quoteOf(tracked: Tracked): InstrumentQuote | undefined {
    const { instrument, price } = tracked
    if (price.last === undefined || price.receivedAtMs === undefined) return undefined
    return {
      instrumentId: instrument.instrumentId,
      last: price.last,
      quote: price.quote,
      price24hAgo: this.#priceDayAgo(tracked),
      timeMs: price.timeMs,
      receivedAtMs: timeMs(price.receivedAtMs),
      stale: price.stale,
    }
  }

  /** Close of the newest bar that had closed 24 hours before the newest price's minute. */
  #priceDayAgo(tracked: Tracked): number | undefined {
    const minuteMs = floorTo(MINUTE_MS, tracked.price.timeMs)
    if (tracked.dayAgo?.minuteMs !== minuteMs) {
      const beforeMs = minuteMs - DAY_MS
      const [bar] = this.#options.store.before(tracked.instrument.instrumentId, '1m', { beforeMs, limit: 1 })
      tracked.dayAgo = { minuteMs, price: bar?.close }
    }
    return tracked.dayAgo.price
  }
}
