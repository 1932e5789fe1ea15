import type { IChartApi, ISeriesApi, SeriesType } from 'lightweight-charts'
import type { CandleView } from '../../../src-contract/index.ts'
import type { CandleWindow } from '../bars/candle-window.ts'
import { toTime } from './chart-time.ts'

const MIN_SPACING_PX = 0.6
const MAX_SPACING_PX = 60
/** Bars that stay free between the cursor and the edge when the cursor moves the view. */
const CURSOR_MARGIN_BARS = 3

/** Which bars are in view, and the crosshair where it is set by keys. */
export class Viewport {
  readonly #chart: IChartApi
  readonly #window: CandleWindow

  constructor(chart: IChartApi, window: CandleWindow) {
    this.#chart = chart
    this.#window = window
  }

  /** @param factor Above 1 makes bars wider. */
  zoom(factor: number): void {
    const scale = this.#chart.timeScale()
    const { barSpacing } = scale.options()
    scale.applyOptions({ barSpacing: Math.min(MAX_SPACING_PX, Math.max(MIN_SPACING_PX, barSpacing * factor)) })
  }

  showNewest(): void {
    this.#chart.timeScale().scrollToRealTime()
  }

  /** Sets the crosshair on a bar and brings that into view. */
  pointAt(index: number, bar: CandleView, series: ISeriesApi<SeriesType>): void {
    this.#reveal(index)
    this.#chart.setCrosshairPosition(bar.close, toTime(bar.openTimeMs), series)
  }

  clearCursor(): void {
    this.#chart.clearCrosshairPosition()
  }

  #reveal(index: number): void {
    const scale = this.#chart.timeScale()
    const range = scale.getVisibleLogicalRange()
    if (range === null) return
    const last = this.#window.bars.length - 1
    const before = index - CURSOR_MARGIN_BARS - range.from
    const after = Math.min(last, index + CURSOR_MARGIN_BARS) - range.to
    const shift = before < 0 ? before : Math.max(0, after)
    if (shift !== 0) scale.setVisibleLogicalRange({ from: range.from + shift, to: range.to + shift })
  }
}
