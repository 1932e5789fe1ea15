import { type Candle, TIMEFRAME_MS } from '../domain/index.ts'
import type { CandleStore } from '../market-data/index.ts'
import { isAfterGap, type Series } from './series.ts'

/** Who computes something from the closed bars of a series. */
export interface BarTaker {
  /**
   * Takes the next bar, oldest first.
   * @param isAfterGap - Minutes are missing in it, or bars before it.
   * @param isNews - False for bars of the warm-up.
   */
  take(candle: Candle, isAfterGap: boolean, isNews: boolean): void
  /** Forgets every bar: those of the warm-up come next. */
  restart(warmUp: readonly Candle[]): void
}

export interface BarTrackOptions {
  readonly series: Series
  readonly candles: CandleStore
  /** Bars that it has taken when the warm-up is over, the newest one included. */
  readonly warmUpBars: number
  readonly taker: BarTaker
}

/**
 * Brings the closed bars of a series to a taker, each once and in order: those in the store as a warm-up, then the live ones.
 * Bars that were stored without being told of, because they were fetched while the market stood still, are taken from the store.
 */
export class BarTrack {
  readonly #options: BarTrackOptions
  #last: Candle | undefined
  #isStale = true

  /** Nothing is taken before {@link catchUp} or {@link handleClosed}. */
  constructor(options: BarTrackOptions) {
    this.#options = options
  }

  /** The newest bar taken. */
  get last(): Candle | undefined {
    return this.#last
  }

  /** The bars in the store are about to be others: the next bar begins with a new warm-up. */
  markStale(): void {
    this.#isStale = true
  }

  /** Takes the stored bars that it has not. */
  catchUp(): void {
    const { series, candles } = this.#options
    const newest = candles.last(series.instrumentId, series.timeframe)
    if (newest !== undefined) this.handleClosed(newest)
  }

  /** Takes a bar that has just closed; one that it has already changes nothing. */
  handleClosed(candle: Candle): void {
    if (this.#isStale || this.#last === undefined) this.#renew(candle.openTimeMs)
    else if (candle.openTimeMs <= this.#last.openTimeMs) return
    else this.#fetchMissing(this.#last, candle)
    this.#take(candle, true)
  }

  /** A new warm-up with the bars before `beforeMs`. */
  #renew(beforeMs: number): void {
    const { series, candles, warmUpBars, taker } = this.#options
    const page = { beforeMs, limit: warmUpBars - 1 }
    const history = candles.before(series.instrumentId, series.timeframe, page)
    this.#isStale = false
    this.#last = undefined
    taker.restart(history)
    for (const candle of history) this.#take(candle, false)
  }

  #fetchMissing(last: Candle, candle: Candle): void {
    const { series, candles, warmUpBars } = this.#options
    const missing = (candle.openTimeMs - last.openTimeMs) / TIMEFRAME_MS[series.timeframe] - 1
    if (missing < 1) return
    if (missing > warmUpBars) {
      this.#renew(candle.openTimeMs)
      return
    }
    const bars = candles.before(series.instrumentId, series.timeframe, { beforeMs: candle.openTimeMs, limit: missing })
    for (const bar of bars) {
      if (bar.openTimeMs > last.openTimeMs) this.#take(bar, true)
    }
  }

  #take(candle: Candle, isNews: boolean): void {
    const { series, taker } = this.#options
    const gap = isAfterGap(this.#last, candle, series.timeframe)
    this.#last = candle
    taker.take(candle, gap, isNews)
  }
}
