import { type AutoscaleInfo, createChart, type IChartApi, PriceScaleMode } from 'lightweight-charts'
import type { CandleView, Timeframe } from '../../../src-contract/index.ts'
import type { CandleWindow } from '../bars/candle-window.ts'
import type { Language } from '../../i18n/index.ts'
import type { ChartSettings } from '../chart-settings.ts'
import type { IctCounts } from '../ict/ict-counts.ts'
import { IctScene } from '../ict/ict-scene.ts'
import type { IndicatorPlot, ShownIndicator } from '../indicators/indicator-track.ts'
import { lineLook } from '../lines/line-look.ts'
import type { PriceLine } from '../lines/price-lines.ts'
import type { ChartColors } from './chart-colors.ts'
import { priceMargins, structureOptions, themeOptions } from './chart-options.ts'
import { type FillMark, FillPrimitive } from './fill-primitive.ts'
import { GapPrimitive } from './gap-primitive.ts'
import { IndicatorPlots } from './indicator-plots.ts'
import { type LastPrice, LinePrimitive, type PlacedLine } from './line-primitive.ts'
import { PriceSeries } from './price-series.ts'
import { widenToLines } from './scale-range.ts'
import { axisLabel, crosshairLabel } from './time-labels.ts'
import { Viewport } from './viewport.ts'
import { VolumeSeries } from './volume-series.ts'

/** How the prices are drawn. */
export type ChartLook = Pick<ChartSettings, 'style' | 'volume' | 'logarithmic'>

export interface CanvasCursor {
  readonly index: number
  readonly y: number
}

export interface ChartCanvasOptions {
  readonly colors: ChartColors
  readonly look: ChartLook
  readonly timeframe: Timeframe
  /** Smallest step of a price. */
  readonly tickSize: number
  readonly formatPrice: (price: number) => string
  /** The bars that are drawn, owned by the caller. */
  readonly window: CandleWindow
  /** Told at every paint how many ICT objects are in sight. */
  readonly ictCounts: IctCounts
  /** Told at every paint: the lines, in view or not, with the height of the plot. */
  readonly onPlaced: (lines: readonly PlacedLine[], plotHeight: number) => void
  /** The bar under the crosshair and its distance from the top of the plot; undefined when it is elsewhere. */
  readonly onCursor: (cursor: CanvasCursor | undefined) => void
  /** Index at the left edge of the plot. */
  readonly onVisible: (leftIndex: number) => void
}

/** The drawing surface: prices, volume, indicators, ICT objects, lines and fills. Holds no data beyond what is drawn. */
export class ChartCanvas {
  readonly viewport: Viewport
  readonly ict: IctScene
  readonly #options: ChartCanvasOptions
  readonly #chart: IChartApi
  readonly #prices: PriceSeries
  readonly #volume: VolumeSeries
  readonly #plots: IndicatorPlots
  readonly #lines: LinePrimitive
  readonly #fills: FillPrimitive
  readonly #gaps: GapPrimitive
  #scaledPrices: readonly number[] = []
  #language: Language = 'en'

  constructor(container: HTMLElement, options: ChartCanvasOptions) {
    const { colors, window, look } = options
    this.#options = options
    this.#chart = createChart(container, structureOptions())
    this.#chart.applyOptions(themeOptions(colors))
    this.ict = new IctScene({ ...options, counts: options.ictCounts })
    this.#lines = new LinePrimitive(options)
    this.#fills = new FillPrimitive({ colors, barIndexAt: (timeMs) => window.indexAt(timeMs) })
    this.#gaps = new GapPrimitive(options)
    this.#volume = new VolumeSeries(this.#chart, colors)
    this.#prices = new PriceSeries(
      {
        ...options,
        chart: this.#chart,
        autoscale: (base) => this.#autoscale(base),
        primitives: [this.#gaps, ...this.ict.primitives, this.#fills, this.#lines],
      },
      look.style,
    )
    this.#plots = new IndicatorPlots({ ...options, chart: this.#chart })
    this.viewport = new Viewport(this.#chart, window)
    this.relabel()
    this.setLook(look)
    this.#subscribe(options)
  }

  dispose(): void {
    this.#chart.remove()
  }

  /** Draws all bars of the window anew; what is in view stays in view. */
  drawAll(): void {
    const { bars } = this.#options.window
    this.#prices.setData(bars)
    this.#volume.setData(bars)
  }

  /** Draws bars that changed: the last one drawn, or newer ones, oldest first. */
  drawTail(bars: readonly CandleView[]): void {
    for (const bar of bars) {
      this.#prices.update(bar)
      this.#volume.update(bar)
    }
  }

  addPlot(indicator: ShownIndicator): IndicatorPlot {
    return this.#plots.add(indicator)
  }

  setLook({ style, volume, logarithmic }: ChartLook): void {
    const restyled = this.#prices.setStyle(style)
    const shown = this.#volume.setVisible(volume)
    if (restyled || shown) this.drawAll()
    this.#chart.priceScale('right').applyOptions({
      mode: logarithmic ? PriceScaleMode.Logarithmic : PriceScaleMode.Normal,
      scaleMargins: priceMargins(volume),
    })
  }

  setLines(lines: readonly PriceLine[]): void {
    this.#scaledPrices = lines.filter((line) => lineLook(line).scaled).map(({ price }) => price)
    this.#lines.setLines(lines)
  }

  setFills(fills: readonly FillMark[]): void {
    this.#fills.setMarks(fills)
  }

  setLast(last: LastPrice | undefined): void {
    this.#lines.setLast(last)
  }

  setColors(colors: ChartColors): void {
    this.#chart.applyOptions(themeOptions(colors))
    this.#prices.setColors(colors)
    this.#volume.setColors(colors, this.#options.window.bars)
    this.#plots.setColors(colors)
    this.ict.setColors(colors)
    this.#lines.setColors(colors)
    this.#fills.setColors(colors)
    this.#gaps.setColors(colors)
  }

  setLanguage(language: Language): void {
    this.#language = language
    this.relabel()
  }

  /** Writes times and prices anew after zone, language or separators of the window changed. */
  relabel(): void {
    const { timeframe } = this.#options
    const style = { timeframe, language: this.#language }
    this.#chart.applyOptions({
      timeScale: { tickMarkFormatter: (time: unknown) => axisLabel(Number(time) * 1000, style) },
      localization: { timeFormatter: (time: unknown) => crosshairLabel(Number(time) * 1000, style) },
    })
  }

  /** Sets the crosshair on a bar and brings that into view. */
  pointAt(index: number, bar: CandleView): void {
    this.viewport.pointAt(index, bar, this.#prices.api)
  }

  /** Price at a distance from the top of the plot in px; undefined while there is no scale. */
  priceAt(y: number): number | undefined {
    return this.#prices.api.coordinateToPrice(y) ?? undefined
  }

  /** Undoes what the user did to the scales. */
  resetView(): void {
    this.#chart.priceScale('right').setAutoScale(true)
    this.#chart.timeScale().resetTimeScale()
  }

  /** The picture with lines and tags, without the crosshair. */
  picture(): HTMLCanvasElement {
    return this.#chart.takeScreenshot(true, false)
  }

  /** Every line with its place, in view or not. */
  lines(): PlacedLine[] {
    return this.#lines.allLines()
  }

  /** Size of the part with the prices, without the axes. */
  get plot(): { readonly width: number; readonly height: number } {
    return this.#chart.paneSize()
  }

  /** What the indicators draw, by key of the indicator and id of the column. */
  drawnIndicators(): ReturnType<IndicatorPlots['drawn']> {
    return this.#plots.drawn()
  }

  get paneCount(): number {
    return this.#chart.panes().length
  }

  #subscribe({ onCursor, onVisible }: ChartCanvasOptions): void {
    this.#chart.subscribeCrosshairMove(({ logical, point }) => {
      onCursor(logical === undefined || point === undefined ? undefined : { index: Math.round(logical), y: point.y })
    })
    this.#chart.timeScale().subscribeVisibleLogicalRangeChange((range) => {
      if (range !== null) onVisible(range.from)
    })
  }

  #autoscale(base: AutoscaleInfo | null): AutoscaleInfo | null {
    if (base?.priceRange === null || base === null) return base
    return { ...base, priceRange: widenToLines(base.priceRange, this.#scaledPrices) }
  }
}
