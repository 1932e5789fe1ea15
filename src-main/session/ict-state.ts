import { type Candle, TIMEFRAME_MS } from '../domain/index.ts'
import { IctEngine, IctParameters, type IctRecord } from '../indicators/index.ts'
import type { Series } from './series.ts'

/** Bars that records are shown of when a series is first looked at. */
export const ICT_BARS = 5_000

/**
 * Bars before them that only set the detectors going: where history begins in the middle, what is found at first depends on
 * where that is, and another start would find other records.
 */
export const ICT_SETTLING_BARS = 1_000

/** Bars that a series is looked through from the start. */
export const ICT_WARM_UP_BARS = ICT_BARS + ICT_SETTLING_BARS

const PARAMETERS = IctParameters.parse({})

/** The ICT records of one series, bar by bar. */
export class IctState {
  readonly #series: Series
  #engine: IctEngine
  #settledFromMs = 0
  #bar: Candle | undefined
  #news: IctRecord[] = []

  constructor(series: Series) {
    this.#series = series
    this.#engine = newEngine(series)
  }

  /** The newest closed bar that it has taken. */
  get bar(): Candle | undefined {
    return this.#bar
  }

  /** Records published or changed at the newest bar. The list is another one after the next bar. */
  get news(): readonly IctRecord[] {
    return this.#news
  }

  /** Records that have not ended, oldest first. */
  *active(): Iterable<IctRecord> {
    for (const record of this.#engine.active) if (this.#counts(record)) yield record
  }

  /** Begins anew; what is found before `settledFromMs` does not count. */
  restart(settledFromMs: number): void {
    this.#engine = newEngine(this.#series)
    this.#settledFromMs = settledFromMs
    this.#bar = undefined
    this.#news = []
  }

  take(candle: Candle): void {
    this.#engine.update(candle)
    this.#bar = candle
    const { published, changed } = this.#engine
    if (published.length === 0 && changed.length === 0) {
      if (this.#news.length > 0) this.#news = []
      return
    }
    this.#news = [...published, ...changed].filter((record) => this.#counts(record))
  }

  #counts({ confirmedAtMs }: IctRecord): boolean {
    return confirmedAtMs >= this.#settledFromMs
  }
}

/** Time from which records count: after the settling bars, where there may be bars before the first of these. */
export function settledFrom(history: readonly Candle[]): number {
  return history.length < ICT_WARM_UP_BARS - 1 ? 0 : (history[ICT_SETTLING_BARS]?.openTimeMs ?? 0)
}

function newEngine({ timeframe }: Series): IctEngine {
  return new IctEngine({ timeframe, barMs: TIMEFRAME_MS[timeframe], parameters: PARAMETERS })
}
