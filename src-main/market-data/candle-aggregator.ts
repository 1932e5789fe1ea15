import { type Candle, type Timeframe, TIMEFRAMES } from '../domain/index.ts'
import { BarBuilder } from './bar-builder.ts'

/** Timeframes that are built from minutes, shortest first. */
export const AGGREGATED_TIMEFRAMES: readonly Timeframe[] = TIMEFRAMES.filter((timeframe) => timeframe !== '1m')

/**
 * Builds the higher bars of one instrument from its minutes, on UTC boundaries. A bar closes with its last minute, or
 * when a later minute shows that its last one will not come; a bar with a minute missing carries `gap: true`.
 */
export class CandleAggregator {
  readonly #builders = AGGREGATED_TIMEFRAMES.map((timeframe) => new BarBuilder(timeframe))
  readonly #onClosed: (timeframe: Timeframe, candle: Candle) => void
  #forming: Candle | undefined

  /** `onClosed` hears of every bar once, shortest timeframe first. */
  constructor(onClosed: (timeframe: Timeframe, candle: Candle) => void) {
    this.#onClosed = onClosed
  }

  /** Closes the bars that end at or before `openTimeMs`, the next minute: to be called before that minute is told of. */
  closeBefore(openTimeMs: number): void {
    for (const builder of this.#builders) {
      if (builder.endsBefore(openTimeMs)) this.#onClosed(builder.timeframe, builder.take())
    }
  }

  /** Takes the next closed minute; minutes come in order of time. */
  handleClosed(minute: Candle): void {
    this.closeBefore(minute.openTimeMs)
    this.#forming = undefined
    for (const builder of this.#builders) {
      builder.add(minute)
      if (builder.isComplete) this.#onClosed(builder.timeframe, builder.take())
    }
  }

  /** Takes the newest state of the minute that is not closed yet. */
  handleForming(minute: Candle): void {
    this.#forming = minute
  }

  /** The bar that is not closed yet, its forming minute included; undefined right after a close. */
  forming(timeframe: Timeframe): Candle | undefined {
    if (timeframe === '1m') return this.#forming
    return this.#builders.find((builder) => builder.timeframe === timeframe)?.preview(this.#forming)
  }
}
