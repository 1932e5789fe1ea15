import type { IndicatorPoint } from '../../src-contract/index.ts'
import { Emitter, type Event } from '../base/index.ts'
import type { Candle, InstrumentId, Timeframe } from '../domain/index.ts'
import { type IndicatorChoice, indicatorRow, type IndicatorValues } from '../indicators/index.ts'
import type { CandleStore } from '../market-data/index.ts'
import { type BarTaker, BarTrack } from './bar-track.ts'
import { IndicatorState } from './indicator-state.ts'
import { isAfterGap, type Series } from './series.ts'

/**
 * Bars before the first one shown that an indicator is warmed with, per bar of its own warm-up, and at least so many: what an average
 * began with has faded by then below its last digits, and pages fit together.
 */
const WARM_UP_FACTOR = 40
const LEAST_WARM_UP_BARS = 200

/** Bars that a feed has seen besides its warm-up: it begins where a series of so many bars ends. */
export const STREAM_BARS = 1_000

/**
 * Bars that an indicator which counts every bar goes back at most: more would stop the engine for too long. Pages within so many
 * bars of the first stored one fit together.
 */
const MOST_COUNTED_BARS = 100_000

/** Bars that have to be looked at before the first of those wanted, so that its values do not depend on where that began. */
export function warmUpOf({ choice, warmUpBars }: IndicatorState): number {
  return choice.definition.countsEveryBar === true
    ? MOST_COUNTED_BARS
    : Math.max(warmUpBars * WARM_UP_FACTOR, LEAST_WARM_UP_BARS)
}

export interface IndicatorFeedPorts {
  readonly candles: CandleStore
  readonly onError: (error: unknown) => void
}

/**
 * One indicator on one series, computed once however many read it or listen. An indicator that throws has no values any more.
 */
export class IndicatorFeed implements Series, BarTaker {
  readonly instrumentId: InstrumentId
  readonly timeframe: Timeframe
  readonly state: IndicatorState
  /** Bars that it is warmed with. */
  readonly warmUpBars: number
  readonly #points: Emitter<IndicatorPoint>
  readonly #onError: (error: unknown) => void
  readonly #track: BarTrack
  #hasFailed = false
  /** The newest bar is to be told of. */
  #hasNews = false

  constructor(series: Series, choice: IndicatorChoice, { candles, onError }: IndicatorFeedPorts) {
    this.instrumentId = series.instrumentId
    this.timeframe = series.timeframe
    this.state = new IndicatorState(choice)
    this.#points = new Emitter(onError)
    this.#onError = onError
    this.warmUpBars = STREAM_BARS + warmUpOf(this.state)
    this.#track = new BarTrack({ series, candles, warmUpBars: this.warmUpBars, taker: this })
  }

  /** Values at every bar, the forming one included. A point goes to every listener and must not be changed. */
  get onPoint(): Event<IndicatorPoint> {
    return this.#points.event
  }

  markStale(): void {
    this.#track.markStale()
  }

  catchUp(): void {
    if (this.#hasFailed) return
    try {
      this.#track.catchUp()
    } catch (error) {
      this.#fail(error)
    }
    this.tell()
  }

  /** Its listeners hear of the bar when they are told, see {@link tell}, or when the next one comes. */
  handleClosed(candle: Candle): void {
    if (this.#hasFailed) return
    try {
      this.#track.handleClosed(candle)
    } catch (error) {
      this.#fail(error)
    }
  }

  /** True while somebody listens: only then a point is made. */
  get isWatched(): boolean {
    return this.#points.listenerCount > 0
  }

  /** Values if the forming bar closed like `candle`; undefined where that has closed, and after a failure. */
  preview(candle: Candle): IndicatorValues | undefined {
    return this.#hasFailed ? undefined : this.state.preview(candle)
  }

  handleForming(candle: Candle): void {
    this.tell()
    if (!this.isWatched) return
    const values = this.preview(candle)
    if (values) this.#publish(candle, values, isAfterGap(this.state.bar, candle, this.timeframe))
  }

  take(candle: Candle, gap: boolean, isNews: boolean): void {
    this.tell()
    this.state.take(candle, gap)
    this.#hasNews = isNews && this.isWatched
  }

  /** Tells listeners of the newest bar, once; who decides on it comes before those that look at it. */
  tell(): void {
    const { bar, values, gap } = this.state
    if (!this.#hasNews || bar === undefined) return
    this.#hasNews = false
    this.#publish(bar, values, gap)
  }

  restart(): void {
    this.tell()
    this.state.reset()
  }

  #publish({ openTimeMs }: Candle, values: IndicatorValues, gap: boolean): void {
    this.#points.fire(indicatorPoint(openTimeMs, values, gap))
  }

  /** Values of a fault would be traded on: better none. */
  #fail(error: unknown): void {
    this.#hasFailed = true
    this.#hasNews = false
    this.state.reset()
    this.#onError(error)
  }
}

export function indicatorPoint(openTimeMs: number, values: IndicatorValues, gap: boolean): IndicatorPoint {
  const point = { openTimeMs, values: indicatorRow(values) }
  return gap ? { ...point, gap } : point
}
