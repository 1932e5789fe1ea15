import { type Candle, type InstrumentId, type Timeframe, TIMEFRAME_MS } from '../domain/index.ts'
import { AGGREGATED_TIMEFRAMES, CandleAggregator } from './candle-aggregator.ts'
import { MINUTE_MS } from './minutes.ts'
import type { CandleStore, ClosedCandle, MarketDataSink } from './ports.ts'

export interface CandleSeriesParts {
  readonly instrumentId: InstrumentId
  readonly store: CandleStore
  readonly sink: Pick<MarketDataSink, 'handleClosedCandles' | 'handleFormingCandle'>
}

/** The bars of one instrument: stores minutes, builds and stores the higher bars, and tells of what can be read back. */
export class CandleSeries {
  readonly #instrumentId: InstrumentId
  readonly #store: CandleStore
  readonly #sink: CandleSeriesParts['sink']
  readonly #aggregator: CandleAggregator
  /** Bars stored and not told of yet, shortest first. */
  #untold: ClosedCandle[] = []
  #expectedMs: number | undefined

  constructor({ instrumentId, store, sink }: CandleSeriesParts) {
    this.#instrumentId = instrumentId
    this.#store = store
    this.#sink = sink
    this.#aggregator = new CandleAggregator((timeframe, candle) => this.#storeHigher(timeframe, candle))
    this.#resume()
  }

  /** Open time of the minute that comes next; undefined while there is no bar at all. */
  get expectedMs(): number | undefined {
    return this.#expectedMs
  }

  /** Newest closed minute. */
  get last(): Candle | undefined {
    return this.#store.last(this.#instrumentId, '1m')
  }

  /** Stores a closed minute of the past without telling anybody. */
  addHistory(minute: Candle): void {
    this.#storeMinute(minute)
    this.#untold = []
  }

  /**
   * Stores a closed minute and tells of it together with the higher bars that it closed. Bars that ended before it, because
   * their last minutes never came, are told of first.
   */
  addClosed(minute: Candle): void {
    this.#aggregator.closeBefore(minute.openTimeMs)
    this.#tell()
    this.#storeMinute(minute)
    this.#tell()
  }

  /** Takes the newest state of the minute that is not closed yet. */
  setForming(minute: Candle): void {
    this.#aggregator.handleForming(minute)
    this.#sink.handleFormingCandle(this.#instrumentId, minute)
  }

  /** The bar that is not closed yet, as far as it has come; undefined where it has not begun. */
  forming(timeframe: Timeframe): Candle | undefined {
    return this.#aggregator.forming(timeframe)
  }

  /**
   * Rebuilds the higher bars that have begun from the minutes in the store. A higher bar whose minutes
   * were stored but which a crash kept from being stored itself is stored now.
   */
  #resume(): void {
    const last = this.last
    if (last === undefined) return
    this.#expectedMs = last.openTimeMs + MINUTE_MS
    const fromMs = Math.min(...AGGREGATED_TIMEFRAMES.map((timeframe) => this.#storedUntilMs(timeframe)))
    // With minutes missing these reach further back than needed; bars stored already are not stored again.
    const minutes = Math.floor((this.#expectedMs - fromMs) / MINUTE_MS)
    for (const minute of this.#store.before(this.#instrumentId, '1m', { limit: minutes })) {
      this.#aggregator.handleClosed(minute)
    }
    this.#untold = []
  }

  /** End of the newest stored bar of a higher timeframe; zero where there is none. */
  #storedUntilMs(timeframe: Timeframe): number {
    const last = this.#store.last(this.#instrumentId, timeframe)
    return last === undefined ? 0 : last.openTimeMs + TIMEFRAME_MS[timeframe]
  }

  #storeMinute(minute: Candle): void {
    this.#store.append(this.#instrumentId, '1m', minute)
    this.#untold.push({ timeframe: '1m', candle: minute })
    this.#expectedMs = minute.openTimeMs + MINUTE_MS
    this.#aggregator.handleClosed(minute)
  }

  #storeHigher(timeframe: Timeframe, candle: Candle): void {
    const last = this.#store.last(this.#instrumentId, timeframe)
    if (last !== undefined && candle.openTimeMs <= last.openTimeMs) return
    this.#store.append(this.#instrumentId, timeframe, candle)
    this.#untold.push({ timeframe, candle })
  }

  /** Empties the list first: a listener that throws must not make the next minute tell of these bars again. */
  #tell(): void {
    if (this.#untold.length === 0) return
    const untold = this.#untold
    this.#untold = []
    this.#sink.handleClosedCandles(this.#instrumentId, untold)
  }
}
