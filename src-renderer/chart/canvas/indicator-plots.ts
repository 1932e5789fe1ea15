import type { IChartApi, IPaneApi, Time } from 'lightweight-charts'
import type { IndicatorColumn } from '../../../src-contract/index.ts'
import type { SeriesColour } from '../chart-settings.ts'
import { areCandles, columnLooks, isDrawn } from '../indicators/column-look.ts'
import { columnText } from '../indicators/column-text.ts'
import type { IndicatorPlot, ShownIndicator } from '../indicators/indicator-track.ts'
import type { ChartColors } from './chart-colors.ts'
import {
  candleSeries,
  type ColumnSeries,
  dotSeries,
  type DrawnSeries,
  drawnSeries,
  histogramSeries,
  type IndicatorPoints,
  lineSeries,
  type SeriesScale,
} from './column-series.ts'
import { PaneTitle } from './pane-title.ts'

/** Heights: the prices have four times as much as each pane below them. */
const PRICE_STRETCH = 4
/** Smallest step on the axis of a value that is no price: it may be a share of one. */
const VALUE_STEP = 1e-6
const VOLUME_STEP = 0.01

export interface IndicatorPlotsOptions {
  readonly chart: IChartApi
  readonly colors: ChartColors
  readonly formatPrice: (price: number) => string
  readonly tickSize: number
}

/** What the indicators draw: over the prices, or in panes of their own below them. */
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

  /** What is drawn now, by key of the indicator and id of the column. */
  drawn(): ReadonlyMap<string, ReadonlyMap<string, DrawnSeries>> {
    return new Map([...this.#plots].map((plot) => [plot.key, plot.drawn()]))
  }
}

/** A series and the first column that it draws. */
interface DrawnColumn {
  readonly column: number
  readonly series: ColumnSeries
}

class OnePlot implements IndicatorPlot {
  readonly #options: IndicatorPlotsOptions
  readonly #indicator: ShownIndicator
  readonly #drawn: readonly DrawnColumn[]
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
    const inPane = indicator.placement === 'pane' && indicator.columns.some(isDrawn)
    const pane = inPane ? addPane(options.chart) : pricePane(options.chart)
    this.#drawn = seriesOf(indicator, pane, options)
    if (inPane) {
      this.#title = new PaneTitle(indicator.name, options.colors)
      pane.attachPrimitive(this.#title)
    }
    this.#paint()
  }

  get key(): string {
    return this.#indicator.key
  }

  drawn(): ReadonlyMap<string, DrawnSeries> {
    const { columns } = this.#indicator
    return new Map(this.#drawn.map(({ column, series }) => [columns[column]?.id ?? '', drawnSeries(series)]))
  }

  drawAll(columns: IndicatorPoints): void {
    for (const { series } of this.#drawn) series.drawAll(columns)
  }

  drawTail(columns: IndicatorPoints): void {
    for (const { series } of this.#drawn) series.drawTail(columns)
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
    for (const { series } of this.#drawn) this.#options.chart.removeSeries(series.api)
    this.#onRemoved()
  }

  #paint(): void {
    const looks = columnLooks(this.#indicator.columns, this.#colour)
    for (const { column, series } of this.#drawn)
      series.paint(this.#colors.series[looks[column]?.colour ?? this.#colour], this.#colors)
  }
}

function seriesOf(
  { columns, colour }: ShownIndicator,
  pane: IPaneApi<Time>,
  options: IndicatorPlotsOptions,
): readonly DrawnColumn[] {
  const [first] = columns
  if (first !== undefined && areCandles(columns))
    return [{ column: 0, series: candleSeries(pane, scaleOf(first, options)) }]
  return columnLooks(columns, colour).flatMap(({ drawn, dash }, column) => {
    const kind = columns[column]
    if (!drawn || kind === undefined) return []
    const scale = scaleOf(kind, options)
    if (kind.plot === 'histogram') return [{ column, series: histogramSeries(pane, scale, column) }]
    if (kind.plot === 'dots') return [{ column, series: dotSeries(pane, scale, column) }]
    return [{ column, series: lineSeries(pane, scale, { column, dash }) }]
  })
}

function scaleOf(column: IndicatorColumn, { formatPrice, tickSize }: IndicatorPlotsOptions): SeriesScale {
  const isPrice = column.scale === 'price' || column.scale === 'spread'
  const otherStep = column.scale === 'volume' ? VOLUME_STEP : VALUE_STEP
  return { format: (value) => columnText(column, value, formatPrice), step: isPrice ? tickSize : otherStep }
}

function addPane(chart: IChartApi): IPaneApi<Time> {
  pricePane(chart).setStretchFactor(PRICE_STRETCH)
  return chart.addPane()
}

function pricePane(chart: IChartApi): IPaneApi<Time> {
  const [pane] = chart.panes()
  if (pane === undefined) throw new Error('The chart has no pane for the prices.')
  return pane
}
