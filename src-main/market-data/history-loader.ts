import { errorText, FatalError, type Logger } from '../base/index.ts'
import type { Candle, InstrumentId, MarketVenue } from '../domain/index.ts'
import { CandleSeries } from './candle-series.ts'
import { type Gap, usableMinutes } from './gap.ts'
import { DAY_MS, floorTo, isoTime, MINUTE_MS } from './minutes.ts'
import type { CandleStore, MarketDataSink } from './ports.ts'

/** Minutes asked for at once, so that the event loop gets its turn between the answers. */
const PAGE_BARS = 5_000
/** Minutes may close while history is fetched; so often what has closed meanwhile is fetched as well. */
const CATCH_UP_ROUNDS = 3

export interface HistoryLoaderParts {
  readonly venue: MarketVenue
  readonly store: CandleStore
  readonly sink: MarketDataSink
  readonly logger: Logger
  readonly historyBars: number
  readonly maxCatchUpBars: number
}

/** Brings the stored bars of an instrument up to now before live ones come. */
export class HistoryLoader {
  readonly #parts: HistoryLoaderParts

  constructor(parts: HistoryLoaderParts) {
    this.#parts = parts
  }

  /**
   * Gives the series with at least `historyBars` minutes before now, as far as store and venue have them, without a
   * hole after the newest stored one. Rejects with a `FatalError` when the store is ahead of the venue's clock.
   */
  async load(instrumentId: InstrumentId): Promise<CandleSeries> {
    this.#refuseFuture(instrumentId)
    const { store, sink } = this.#parts
    const rewritten = await this.#extendBack(instrumentId)
    const series = new CandleSeries({ instrumentId, store, sink })
    for (const minute of rewritten) series.addHistory(minute)
    await this.#catchUp(instrumentId, series)
    return series
  }

  #refuseFuture(instrumentId: InstrumentId): void {
    const last = this.#parts.store.last(instrumentId, '1m')
    const nowMs = this.#parts.venue.clock.nowMs()
    if (last === undefined || last.openTimeMs + MINUTE_MS <= nowMs) return
    throw new FatalError(
      `The newest stored bar of ${instrumentId} closes at ${isoTime(last.openTimeMs + MINUTE_MS)}, but the market's clock ` +
        `stands at ${isoTime(nowMs)}. The clock was set back, or the data folder belongs to another market: ` +
        'set the clock right, or move market.db away to begin a new history.',
    )
  }

  /**
   * Where the store has fewer minutes than wanted and the venue has older ones, takes the stored ones out and gives
   * all of them to be written anew: bars are only ever appended.
   */
  async #extendBack(instrumentId: InstrumentId): Promise<readonly Candle[]> {
    const { store, historyBars } = this.#parts
    const stored = store.before(instrumentId, '1m', { limit: historyBars })
    const first = stored[0]
    if (first === undefined || stored.length >= historyBars) return []
    const older = await this.#fetch(instrumentId, { fromMs: this.#historyStartMs(), toMs: first.openTimeMs })
    if (older.length === 0) return []
    store.clear(instrumentId)
    return [...older, ...stored]
  }

  async #catchUp(instrumentId: InstrumentId, series: CandleSeries): Promise<void> {
    let fromMs = this.#catchUpStartMs(instrumentId, series)
    for (let round = 0; round < CATCH_UP_ROUNDS; round++) {
      const toMs = floorTo(MINUTE_MS, this.#parts.venue.clock.nowMs())
      if (fromMs >= toMs) return
      for (const minute of await this.#fetch(instrumentId, { fromMs, toMs })) series.addHistory(minute)
      fromMs = toMs
    }
  }

  #catchUpStartMs(instrumentId: InstrumentId, { expectedMs }: CandleSeries): number {
    if (expectedMs === undefined) return this.#historyStartMs()
    const missedBars = Math.floor((this.#parts.venue.clock.nowMs() - expectedMs) / MINUTE_MS)
    if (missedBars <= this.#parts.maxCatchUpBars) return expectedMs
    this.#parts.logger.warn('the pause was too long to be caught up; a hole stays in the history', {
      instrumentId,
      from: isoTime(expectedMs),
      missedBars,
    })
    return Math.max(expectedMs, this.#historyStartMs())
  }

  /** Begins with a whole UTC day, so that no higher bar begins in its middle. */
  #historyStartMs(): number {
    const nowMs = this.#parts.venue.clock.nowMs()
    return floorTo(DAY_MS, Math.max(0, nowMs - this.#parts.historyBars * MINUTE_MS))
  }

  async #fetch(instrumentId: InstrumentId, range: Gap): Promise<Candle[]> {
    const minutes: Candle[] = []
    for (let fromMs = range.fromMs; fromMs < range.toMs; fromMs += PAGE_BARS * MINUTE_MS) {
      const page = { fromMs, toMs: Math.min(range.toMs, fromMs + PAGE_BARS * MINUTE_MS) }
      const answer = await this.#fetchPage(instrumentId, page)
      const onFault = (fault: string, minute: Candle): void =>
        this.#parts.logger.warn('a bar of the history was dropped', { instrumentId, fault, minute })
      minutes.push(...usableMinutes(answer, page, onFault))
    }
    return minutes
  }

  async #fetchPage(instrumentId: InstrumentId, { fromMs, toMs }: Gap): Promise<readonly Candle[]> {
    try {
      return await this.#parts.venue.fetchCandles({ instrumentId, timeframe: '1m', fromMs, toMs })
    } catch (error) {
      const range = `${isoTime(fromMs)} to ${isoTime(toMs)}`
      throw new Error(`The history of ${instrumentId} from ${range} could not be fetched: ${errorText(error)}`, {
        cause: error,
      })
    }
  }
}
