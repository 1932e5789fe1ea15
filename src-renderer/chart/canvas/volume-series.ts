import { HistogramSeries, type IChartApi, type ISeriesApi } from 'lightweight-charts'
import type { CandleView } from '../../../src-contract/index.ts'
import type { ChartColors } from './chart-colors.ts'
import { VOLUME_FRACTION, volumeColor } from './chart-options.ts'
import { toTime } from './chart-time.ts'

const STRUCTURE = {
  priceScaleId: 'volume',
  priceFormat: { type: 'volume' },
  lastValueVisible: false,
  priceLineVisible: false,
} as const

/** Traded quantity in the lowest part of the plot. */
export class VolumeSeries {
  readonly #api: ISeriesApi<'Histogram'>
  #colors: ChartColors
  #visible = true

  constructor(chart: IChartApi, colors: ChartColors) {
    this.#colors = colors
    this.#api = chart.addSeries(HistogramSeries, STRUCTURE)
    this.#api.priceScale().applyOptions({ scaleMargins: { top: 1 - VOLUME_FRACTION, bottom: 0 } })
  }

  /** @returns True where the bars are to be drawn anew. */
  setVisible(visible: boolean): boolean {
    if (visible === this.#visible) return false
    this.#visible = visible
    this.#api.applyOptions({ visible })
    if (!visible) this.#api.setData([])
    return visible
  }

  setData(bars: readonly CandleView[]): void {
    if (this.#visible) this.#api.setData(bars.map((bar) => this.#toVolume(bar)))
  }

  update(bar: CandleView): void {
    if (this.#visible) this.#api.update(this.#toVolume(bar))
  }

  setColors(colors: ChartColors, bars: readonly CandleView[]): void {
    this.#colors = colors
    this.setData(bars)
  }

  #toVolume({ openTimeMs, open, close, volume }: CandleView) {
    return { time: toTime(openTimeMs), value: volume, color: volumeColor(this.#colors, close >= open) }
  }
}
