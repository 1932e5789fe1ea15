import type { Logical, SeriesAttachedParameter } from 'lightweight-charts'
import { TIMEFRAME_MS, type Timeframe } from '../../../src-contract/index.ts'
import type { CandleWindow } from '../bars/candle-window.ts'
import type { TimeSpan } from './ict-records.ts'

/** Times and prices as places on the plot, for one picture: call `begin` before each. */
export class IctFrame implements TimeSpan {
  readonly #window: CandleWindow
  readonly #barMs: number
  #chart: SeriesAttachedParameter | undefined
  /** Middle of the first bar, and the distance from one bar to the next, in CSS px. */
  #firstX = 0
  #stepX = 1
  #size = { width: 0, height: 0 }
  #fromMs = 0
  #toMs = 0

  constructor(window: CandleWindow, timeframe: Timeframe) {
    this.#window = window
    this.#barMs = TIMEFRAME_MS[timeframe]
  }

  get width(): number {
    return this.#size.width
  }

  get height(): number {
    return this.#size.height
  }

  /** Opening times of the bars at the edges of the plot. */
  get fromMs(): number {
    return this.#fromMs
  }

  get toMs(): number {
    return this.#toMs
  }

  /** Distance from one bar to the next, in px. */
  get barPx(): number {
    return this.#stepX
  }

  /** @returns False where there is nothing to measure by yet. */
  begin(chart: SeriesAttachedParameter, size: { readonly width: number; readonly height: number }): boolean {
    const scale = chart.chart.timeScale()
    const first = scale.logicalToCoordinate(0 as Logical)
    const second = scale.logicalToCoordinate(1 as Logical)
    if (first === null || second === null || second <= first || this.#window.first === undefined) return false
    this.#chart = chart
    this.#firstX = first
    this.#stepX = second - first
    this.#size = size
    this.#fromMs = this.#timeAt(0)
    this.#toMs = this.#timeAt(size.width)
    return true
  }

  /** Middle of the bar that a time falls into; bars that are not loaded count as if there were no holes. */
  xOf(timeMs: number): number {
    const index = this.#window.indexAt(timeMs)
    const firstMs = this.#window.first?.openTimeMs ?? timeMs
    return this.#firstX + this.#stepX * (index >= 0 ? index : Math.floor((timeMs - firstMs) / this.#barMs))
  }

  /** Px from the top of the plot; NaN while there is no price axis. */
  yOf(price: number): number {
    return this.#chart?.series.priceToCoordinate(price) ?? Number.NaN
  }

  #timeAt(x: number): number {
    const { bars, first } = this.#window
    const index = Math.round((x - this.#firstX) / this.#stepX)
    const bar = bars[Math.min(index, bars.length - 1)]
    if (index >= bars.length) return Number.POSITIVE_INFINITY
    return bar?.openTimeMs ?? (first?.openTimeMs ?? 0) + index * this.#barMs
  }
}
