import {
  HistogramSeries,
  type IChartApi,
  type IPaneApi,
  type ISeriesApi,
  LineSeries,
  LineStyle,
  type Time,
} from 'lightweight-charts'
import type { SeriesColour } from '../chart-settings.ts'
import type { IndicatorPlot, ShownIndicator } from '../indicators/indicator-track.ts'
import type { ColumnPoint } from '../indicators/indicator-values.ts'
import type { ChartColors } from './chart-colors.ts'
import { withOpacity } from './chart-colors.ts'
import { toTime } from './chart-time.ts'
import { PaneTitle } from './pane-title.ts'
import { indicatorValueText } from './value-text.ts'

/** Heights: the prices have four times as much as each pane below them. */
const PRICE_STRETCH = 4
const HISTOGRAM_OPACITY = 0.45
/** A column of this name is drawn as bars from zero. */
const HISTOGRAM = 'histogram'

export interface IndicatorPlotsOptions {
  readonly chart: IChartApi
  readonly colors: ChartColors
  readonly formatPrice: (price: number) => string
  readonly tickSize: number
}

type ColumnSeries = ISeriesApi<'Line'> | ISeriesApi<'Histogram'>

/** Lines of the indicators: over the prices, or in panes of their own below them. */
export class IndicatorPlots {
  readonly #options: IndicatorPlotsOptions
  readonly #plots = new Set<OnePlot>()
  #colors: ChartColors

  constructor(options: IndicatorPlotsOptions) {
    this.#options = options
    this.#colors = options.colors
  }

  add(indicator: ShownIndicator): IndicatorPlot {
    const plot: OnePlot = new OnePlot(indicator, { ...this.#options, colors: this.#colors }, () =>
      this.#plots.delete(plot),
    )
    this.#plots.add(plot)
    return plot
  }

  setColors(colors: ChartColors): void {
    this.#colors = colors
    for (const plot of this.#plots) plot.setColors(colors)
  }
}

class OnePlot implements IndicatorPlot {
  readonly #options: IndicatorPlotsOptions
  readonly #indicator: ShownIndicator
  readonly #series: readonly ColumnSeries[]
  readonly #title: PaneTitle | undefined
  readonly #onRemoved: () => void
  #colors: ChartColors
  #colour: SeriesColour

  constructor(indicator: ShownIndicator, options: IndicatorPlotsOptions, onRemoved: () => void) {
    this.#indicator = indicator
    this.#options = options
    this.#onRemoved = onRemoved
    this.#colors = options.colors
    this.#colour = indicator.colour
    const pane = indicator.placement === 'pane' ? addPane(options.chart) : pricePane(options.chart)
    this.#series = indicator.columns.map((name, column) => this.#addSeries(pane, name, column))
    if (indicator.placement === 'pane') {
      this.#title = new PaneTitle(indicator.name, options.colors)
      pane.attachPrimitive(this.#title)
    }
  }

  drawAll(columns: readonly (readonly ColumnPoint[])[]): void {
    for (const [column, series] of this.#series.entries()) series.setData((columns[column] ?? []).map(toPoint))
  }

  drawTail(columns: readonly (readonly ColumnPoint[])[]): void {
    for (const [column, series] of this.#series.entries())
      for (const point of columns[column] ?? []) series.update(toPoint(point))
  }

  setColour(colour: SeriesColour): void {
    this.#colour = colour
    this.#paint()
  }

  setColors(colors: ChartColors): void {
    this.#colors = colors
    this.#title?.setColors(colors)
    this.#paint()
  }

  /** Its pane goes with the last series in it. */
  remove(): void {
    for (const series of this.#series) this.#options.chart.removeSeries(series)
    this.#onRemoved()
  }

  #paint(): void {
    for (const [column, series] of this.#series.entries())
      series.applyOptions({ color: this.#colorOf(this.#indicator.columns[column]) })
  }

  #colorOf(column: string | undefined): string {
    const color = this.#colors.series[this.#colour]
    return column === HISTOGRAM ? withOpacity(color, HISTOGRAM_OPACITY) : color
  }

  #addSeries(pane: IPaneApi<Time>, name: string, column: number): ColumnSeries {
    const { formatPrice, tickSize } = this.#options
    const inPane = this.#indicator.placement === 'pane'
    const common = {
      color: this.#colorOf(name),
      lastValueVisible: false,
      priceLineVisible: false,
      priceFormat: {
        type: 'custom',
        formatter: inPane ? indicatorValueText : formatPrice,
        minMove: inPane ? PANE_STEP : tickSize,
      },
    } as const
    if (name === HISTOGRAM) return pane.addSeries(HistogramSeries, { ...common, base: 0 })
    // The second line of an indicator must be told from the first without its colour.
    const lineStyle = column % 2 === 0 ? LineStyle.Solid : LineStyle.Dashed
    return pane.addSeries(LineSeries, { ...common, lineWidth: 1, lineStyle, crosshairMarkerVisible: false })
  }
}

/** Smallest step on the axis of a pane: its values may be shares of one as well as prices. */
const PANE_STEP = 1e-6

function addPane(chart: IChartApi): IPaneApi<Time> {
  pricePane(chart).setStretchFactor(PRICE_STRETCH)
  return chart.addPane()
}

function pricePane(chart: IChartApi): IPaneApi<Time> {
  const [pane] = chart.panes()
  if (pane === undefined) throw new Error('The chart has no pane for the prices.')
  return pane
}

const toPoint = ({ openTimeMs, value }: ColumnPoint) => ({ time: toTime(openTimeMs), value })
