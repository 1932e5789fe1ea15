import type { Exchange, OHLCV } from 'ccxt'
import {
  type Clock,
  type Disposable,
  DisposableStore,
  Emitter,
  errorText,
  type Event,
  type Logger,
  type Random,
  toDisposable,
} from '../../../base/index.ts'
import {
  type Candle,
  type CandleRange,
  type Instrument,
  type InstrumentId,
  type MarketEvent,
  type MarketVenue,
  TIMEFRAME_MS,
  type VenueId,
} from '../../../domain/index.ts'
import { VenueError } from '../connection/venue-error.ts'
import type { InstrumentTable } from '../instruments/instrument-table.ts'
import { isSameInstrument } from '../instruments/read-instrument.ts'
import type { StreamPorts, StreamStatus } from '../streams/ports.ts'
import { BookWatches } from './book-watches.ts'
import { CLOSE_SETTLE_MS } from './candle-line.ts'
import { closedRange, fetchCandlePages } from './candle-pages.ts'
import { InstrumentStreams } from './instrument-streams.ts'
import type { MarketConnection, MarketParts } from './ports.ts'
import { readCandle } from './readers.ts'

/** Rules and statuses of the instruments are read again after this time: on some venues that are megabytes. */
const REFRESH_EVERY_MS = 900_000

export interface CcxtMarketOptions {
  /** Shared with the trading side, which closes it. */
  readonly connection: MarketConnection
  readonly table: InstrumentTable
  /** Instruments that are followed from the start on. */
  readonly follow: readonly InstrumentId[]
  /** The system clock. */
  readonly clock: Clock
  readonly random: Random
  readonly logger: Logger
  /** Hears of listeners that throw. */
  readonly onError: (error: unknown) => void
}

/**
 * The prices of an exchange, through ccxt. It follows the instruments that it was told to, and only those are its
 * {@link instruments}: an exchange lists thousands. Its clock is the machine's; the events have the exchange's times.
 */
export class CcxtMarketVenue implements MarketVenue {
  readonly venueId: VenueId
  readonly clock: Clock
  readonly speed = 1
  /** A market without end. */
  readonly finished: Promise<void> = new Promise(() => undefined)
  readonly #options: CcxtMarketOptions
  readonly #events: Emitter<MarketEvent>
  readonly #streamChanges: Emitter<StreamStatus>
  readonly #parts: MarketParts
  readonly #books: BookWatches
  readonly #followed = new Map<InstrumentId, InstrumentStreams>()
  /** What was followed when it was stopped, by the rules that everybody had been told. */
  #told: readonly Instrument[] = []
  /** Of those who ask for bars that have only just ended. */
  readonly #waits = new Set<Disposable>()
  #running = new DisposableStore()
  #isRunning = false
  /** Tells a start from those that came after it, and from a stop. */
  #starts = 0

  /** @throws VenueError `unknownSymbol` for one to follow that the venue does not have. */
  constructor(options: CcxtMarketOptions) {
    const { connection, clock, random, logger, onError } = options
    this.#options = options
    this.venueId = connection.profile.venueId
    this.clock = clock
    this.#events = new Emitter(onError)
    this.#streamChanges = new Emitter(onError)
    const ports: StreamPorts = { clock, random, logger, explain: errorText }
    this.#parts = { connection, ports, emit: (event) => this.#emit(event) }
    const onState = (view: StreamStatus): void => this.#streamChanges.fire(view)
    const symbolOf = (instrumentId: InstrumentId): string => options.table.symbolOf(instrumentId)
    this.#books = new BookWatches({ ...this.#parts, symbolOf, onState })
    this.#hearOfClosedCandles()
    this.setFollowed(options.follow)
  }

  get onEvent(): Event<MarketEvent> {
    return this.#events.event
  }

  /** A stream has another state. */
  get onStream(): Event<StreamStatus> {
    return this.#streamChanges.event
  }

  /** Every stream that is wanted, as it is. */
  streams(): readonly StreamStatus[] {
    return [...Array.from(this.#followed.values(), (streams) => streams.views()).flat(), ...this.#books.views()]
  }

  /** What is followed, with the rules of now. */
  async instruments(): Promise<readonly Instrument[]> {
    return this.#followedInstruments()
  }

  /** @throws VenueError where the venue cannot be asked. */
  refreshInstruments(): Promise<void> {
    return this.#options.table.refresh()
  }

  /**
   * Follows these from now on, and no others; what stays is not interrupted.
   * @throws VenueError `unknownSymbol`; nothing has changed then.
   */
  setFollowed(instrumentIds: readonly InstrumentId[]): void {
    const wanted = new Set(instrumentIds)
    const added = [...wanted].filter((id) => !this.#followed.has(id)).map((id) => this.#createStreams(id))
    for (const [id, streams] of this.#followed) if (!wanted.has(id)) this.#unfollow(id, streams)
    for (const [id, streams] of added) {
      this.#followed.set(id, streams)
      if (this.#isRunning) streams.start()
    }
  }

  /**
   * Closed bars inside the range, oldest first. Where the newest of them has only just ended, it waits until that is whole.
   * @throws VenueError
   */
  async fetchCandles({ instrumentId, timeframe, fromMs, toMs }: CandleRange): Promise<readonly Candle[]> {
    const { connection, table } = this.#options
    const { candleHistory, candlesPerRequest } = connection.profile
    const symbol = table.symbolOf(instrumentId)
    this.#refuseUnknownTimeframe(timeframe)
    const stepMs = TIMEFRAME_MS[timeframe]
    const nowMs = connection.venueNowMs()
    const range = closedRange({ fromMs, toMs }, { nowMs, stepMs, candleHistory })
    if (range.fromMs >= range.toMs) return []
    await this.#settled(instrumentId, range.toMs)
    const request = { name: `read the bars of ${symbol}`, urgency: 'market', key: symbol } as const
    return fetchCandlePages({
      ...range,
      stepMs,
      perRequest: candlesPerRequest,
      ask: (sinceMs, limit) =>
        connection.request(request, (exchange) => exchange.fetchOHLCV(symbol, timeframe, sinceMs, limit)),
    })
  }

  watchBook(instrumentId: InstrumentId): Disposable {
    return this.#books.watch(instrumentId)
  }

  /** Real time waits for nobody: nothing is read ahead that could be held back. */
  setBarrier(): void {}

  /** @throws VenueError where the venue's clock cannot be read. */
  async start(): Promise<void> {
    if (this.#isRunning) return
    const { connection, table, clock, logger } = this.#options
    const start = ++this.#starts
    if (connection.status().clock === null) await connection.measureClock()
    // Stopped meanwhile, or started once more.
    if (start !== this.#starts) return
    this.#isRunning = true
    this.#running = new DisposableStore()
    this.#running.add(table.keepFresh({ clock, logger, everyMs: REFRESH_EVERY_MS }))
    this.#running.add(table.onChange((instrument) => this.#tellInstrument(instrument)))
    this.#tellMissedChanges()
    for (const streams of this.#followed.values()) streams.start()
    this.#books.start()
  }

  async stop(): Promise<void> {
    this.#starts++
    if (this.#isRunning) this.#told = this.#followedInstruments()
    this.#isRunning = false
    this.#running.dispose()
    for (const streams of this.#followed.values()) streams.stop()
    this.#books.stop()
  }

  /** Connects anew, with what was missed, and reads rules and clock again. */
  async handleWake(): Promise<void> {
    const { connection, table } = this.#options
    if (!this.#isRunning) return
    await connection.dropSockets()
    await connection.measureClock()
    await table.refresh()
  }

  dispose(): void {
    void this.stop()
    for (const wait of this.#waits) wait.dispose()
  }

  #emit(event: MarketEvent): void {
    if (this.#isRunning) this.#events.fire(event)
  }

  #followedInstruments(): readonly Instrument[] {
    const { table } = this.#options
    return Array.from(this.#followed.keys(), (id) => table.get(id)).filter((instrument) => instrument !== undefined)
  }

  /** The rules may have been read again while nothing was delivered. */
  #tellMissedChanges(): void {
    const { table } = this.#options
    for (const told of this.#told) {
      const instrument = table.get(told.instrumentId)
      if (instrument && !isSameInstrument(told, instrument)) this.#tellInstrument(instrument)
    }
  }

  #tellInstrument(instrument: Instrument): void {
    const { instrumentId } = instrument
    if (this.#followed.has(instrumentId)) this.#emit({ kind: 'instrument', instrumentId, instrument })
  }

  #createStreams(instrumentId: InstrumentId): readonly [InstrumentId, InstrumentStreams] {
    const { table } = this.#options
    const symbol = table.symbolOf(instrumentId)
    const instrument = table.get(instrumentId)
    if (!instrument) throw new TypeError('an instrument with a symbol has no rules')
    const streams = new InstrumentStreams({
      ...this.#parts,
      instrument,
      symbol,
      fetchMinutes: (range) => this.fetchCandles({ instrumentId, timeframe: '1m', ...range }),
      onState: (view) => this.#streamChanges.fire(view),
    })
    return [instrumentId, streams]
  }

  #unfollow(instrumentId: InstrumentId, streams: InstrumentStreams): void {
    streams.stop()
    this.#followed.delete(instrumentId)
  }

  #hearOfClosedCandles(): void {
    const { connection, table } = this.#options
    const { exchange, profile } = connection
    profile.hookClosedCandles?.(exchange, (symbol, openTimeMs) => {
      const id = table.idOf(symbol)
      const candle = takenIn(exchange, symbol, openTimeMs)
      if (id !== undefined && candle) this.#followed.get(id)?.takeClosed(candle)
    })
  }

  /** Resolves once the bars up to that time are whole: the stream has told them, or they have rested for a while. */
  async #settled(instrumentId: InstrumentId, endMs: number): Promise<void> {
    const { connection, clock } = this.#options
    if ((this.#followed.get(instrumentId)?.closedUntilMs ?? 0) >= endMs) return
    const delayMs = endMs + CLOSE_SETTLE_MS - connection.venueNowMs()
    if (delayMs <= 0) return
    const waiting = Promise.withResolvers<void>()
    const timer = clock.setTimer(delayMs, waiting.resolve)
    const wait = toDisposable(() => {
      timer.dispose()
      waiting.resolve()
    })
    this.#waits.add(wait)
    await waiting.promise
    this.#waits.delete(wait)
  }

  #refuseUnknownTimeframe(timeframe: CandleRange['timeframe']): void {
    const { profile, exchange } = this.#options.connection
    const offered = Object.keys(exchange.timeframes)
    if (offered.includes(timeframe)) return
    throw new VenueError({
      kind: 'refused',
      what: `${profile.label} has no bars of ${timeframe}.`,
      advice: `It has ${offered.join(', ')}.`,
      isOutcomeUnknown: false,
    })
  }
}

/** The 1m bar as ccxt has it at this moment: a state that comes late would write over it. */
function takenIn(exchange: Exchange, symbol: string, openTimeMs: number): Candle | undefined {
  const bars = (exchange.ohlcvs as Record<string, Record<string, OHLCV[]>>)[symbol]?.['1m']
  const bar = bars?.findLast(([timeMs]) => timeMs === openTimeMs)
  return bar && readCandle(bar)
}
