import {
  type AutoscaleInfo,
  CandlestickSeries,
  createChart,
  HistogramSeries,
  type IChartApi,
  type ISeriesApi,
  LineSeries,
  type UTCTimestamp,
} from 'lightweight-charts'
import type { CandleView } from '../../src-contract/index.ts'
import type { CandleWindow } from './candle-window.ts'
import type { ChartColors } from './chart-colors.ts'
import {
  candleOptions,
  emaOptions,
  structureOptions,
  themeOptions,
  VOLUME_FRACTION,
  volumeColor,
} from './chart-options.ts'
import { type FillMark, FillPrimitive } from './fill-primitive.ts'
import { type LastPrice, LinePrimitive, type PlacedLine } from './line-primitive.ts'
import type { OverlayPoint } from './overlay-values.ts'
import type { PriceLine } from './price-lines.ts'
import { widenToLines } from './scale-range.ts'

export type OverlayName = 'fast' | 'slow'

export interface ChartCanvasOptions {
  readonly colors: ChartColors
  /** Smallest step of a price. */
  readonly tickSize: number
  readonly formatPrice: (price: number) => string
  /** The bars that are drawn, owned by the caller. */
  readonly window: CandleWindow
  readonly onPlaced: (lines: readonly PlacedLine[], plotHeight: number) => void
  /** Index of the bar under the pointer; undefined when it is elsewhere. */
  readonly onCursor: (index: number | undefined) => void
  /** Index at the left edge of the plot. */
  readonly onVisible: (leftIndex: number) => void
}

/** The drawing surface: candles, volume, two averages, lines and fills. Holds no data beyond what is drawn. */
export class ChartCanvas {
  readonly #window: CandleWindow
  readonly #chart: IChartApi
  readonly #candles: ISeriesApi<'Candlestick'>
  readonly #volume: ISeriesApi<'Histogram'>
  readonly #overlays: Readonly<Record<OverlayName, ISeriesApi<'Line'>>>
  readonly #lines: LinePrimitive
  readonly #fills: FillPrimitive
  #colors: ChartColors
  #lineList: readonly PriceLine[] = []

  constructor(container: HTMLElement, options: ChartCanvasOptions) {
    const { colors, window } = options
    this.#colors = colors
    this.#window = window
    this.#chart = createChart(container, structureOptions())
    this.#chart.applyOptions(themeOptions(colors))
    this.#volume = this.#chart.addSeries(HistogramSeries, VOLUME_STRUCTURE)
    this.#volume.priceScale().applyOptions({ scaleMargins: { top: 1 - VOLUME_FRACTION, bottom: 0 } })
    this.#candles = this.#chart.addSeries(CandlestickSeries, {
      ...candleOptions(colors),
      priceFormat: { type: 'custom', formatter: options.formatPrice, minMove: options.tickSize },
      autoscaleInfoProvider: (base: () => AutoscaleInfo | null) => this.#autoscale(base()),
    })
    this.#overlays = {
      slow: this.#chart.addSeries(LineSeries, emaOptions(colors.emaSlow)),
      fast: this.#chart.addSeries(LineSeries, emaOptions(colors.emaFast)),
    }
    this.#lines = new LinePrimitive(options)
    this.#fills = new FillPrimitive({ colors, barIndexAt: (timeMs) => window.indexAt(timeMs) })
    this.#candles.attachPrimitive(this.#fills)
    this.#candles.attachPrimitive(this.#lines)
    this.#subscribe(options)
  }

  dispose(): void {
    this.#chart.remove()
  }

  /** Draws all bars of the window anew; what is in view stays in view. */
  drawAll(): void {
    this.#candles.setData(this.#window.bars.map(toCandle))
    this.#volume.setData(this.#window.bars.map((bar) => this.#toVolume(bar)))
  }

  /** Draws bars that changed: the last one drawn, or newer ones, oldest first. */
  drawTail(bars: readonly CandleView[]): void {
    for (const bar of bars) {
      this.#candles.update(toCandle(bar))
      this.#volume.update(this.#toVolume(bar))
    }
  }

  drawOverlay(name: OverlayName, points: readonly OverlayPoint[]): void {
    this.#overlays[name].setData(points.map(toLine))
  }

  /** Draws points that are not older than the last one drawn, oldest first. */
  drawOverlayTail(name: OverlayName, points: readonly OverlayPoint[]): void {
    for (const point of points) this.#overlays[name].update(toLine(point))
  }

  setLines(lines: readonly PriceLine[]): void {
    this.#lineList = lines
    this.#lines.setLines(lines)
  }

  setFills(fills: readonly FillMark[]): void {
    this.#fills.setMarks(fills)
  }

  setLast(last: LastPrice | undefined): void {
    this.#lines.setLast(last)
  }

  setColors(colors: ChartColors): void {
    this.#colors = colors
    this.#chart.applyOptions(themeOptions(colors))
    this.#candles.applyOptions(candleOptions(colors))
    this.#overlays.fast.applyOptions(emaOptions(colors.emaFast))
    this.#overlays.slow.applyOptions(emaOptions(colors.emaSlow))
    this.#volume.setData(this.#window.bars.map((bar) => this.#toVolume(bar)))
    this.#lines.setColors(colors)
    this.#fills.setColors(colors)
  }

  /** Every line with its place, in view or not. */
  lines(): PlacedLine[] {
    return this.#lines.allLines()
  }

  get plotHeight(): number {
    return this.#chart.paneSize().height
  }

  #subscribe({ onCursor, onVisible }: ChartCanvasOptions): void {
    this.#chart.subscribeCrosshairMove(({ logical, point }) => {
      onCursor(logical === undefined || point === undefined ? undefined : Math.round(logical))
    })
    this.#chart.timeScale().subscribeVisibleLogicalRangeChange((range) => {
      if (range !== null) onVisible(range.from)
    })
  }

  #autoscale(base: AutoscaleInfo | null): AutoscaleInfo | null {
    if (base?.priceRange === null || base === null) return base
    const prices = this.#lineList.map((line) => line.price)
    return { ...base, priceRange: widenToLines(base.priceRange, prices) }
  }

  #toVolume(bar: CandleView) {
    return { time: toTime(bar.openTimeMs), value: bar.volume, color: volumeColor(this.#colors, bar.close >= bar.open) }
  }
}

const VOLUME_STRUCTURE = {
  priceScaleId: 'volume',
  priceFormat: { type: 'volume' },
  lastValueVisible: false,
  priceLineVisible: false,
} as const

/** The library counts in seconds UTC. */
const toTime = (timeMs: number): UTCTimestamp => (timeMs / 1000) as UTCTimestamp

const toLine = ({ openTimeMs, value }: OverlayPoint) => ({ time: toTime(openTimeMs), value })

const toCandle = ({ openTimeMs, open, high, low, close }: CandleView) => ({
  time: toTime(openTimeMs),
  open,
  high,
  low,
  close,
})
