import { type Candle, type Timeframe, TIMEFRAME_MS } from '../domain/index.ts'
import { isAfterGap } from './series.ts'

/** Gives out bars of the past as time goes on, each once it has closed. */
export class PastBars {
  readonly #bars: readonly Candle[]
  readonly #timeframe: Timeframe
  readonly #take: (bar: Candle, gap: boolean) => void
  #next = 0

  /** `bars` are oldest first. */
  constructor(bars: readonly Candle[], timeframe: Timeframe, take: (bar: Candle, gap: boolean) => void) {
    this.#bars = bars
    this.#timeframe = timeframe
    this.#take = take
  }

  /** Gives out the bars that have closed by then. */
  advanceTo(timeMs: number): void {
    const lengthMs = TIMEFRAME_MS[this.#timeframe]
    let bar = this.#bars[this.#next]
    while (bar !== undefined && bar.openTimeMs + lengthMs <= timeMs) {
      this.#take(bar, isAfterGap(this.#bars[this.#next - 1], bar, this.#timeframe))
      this.#next++
      bar = this.#bars[this.#next]
    }
  }
}
