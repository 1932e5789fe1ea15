import {
  type AutoscaleInfo,
  BarSeries,
  CandlestickSeries,
  type IChartApi,
  type ISeriesApi,
  type ISeriesPrimitive,
  LineSeries,
  type SeriesPartialOptionsMap,
  type SeriesType,
} from 'lightweight-charts'
import type { CandleView } from '../../../src-contract/index.ts'
import type { PriceStyle } from '../chart-settings.ts'
import type { ChartColors } from './chart-colors.ts'
import { barOptions, candleOptions, priceLineOptions } from './chart-options.ts'
import { toTime } from './chart-time.ts'

export interface PriceSeriesOptions {
  readonly chart: IChartApi
  readonly colors: ChartColors
  /** Smallest step of a price. */
  readonly tickSize: number
  readonly formatPrice: (price: number) => string
  readonly autoscale: (base: AutoscaleInfo | null) => AutoscaleInfo | null
  /** What is drawn with the prices, whatever their style. */
  readonly primitives: readonly ISeriesPrimitive[]
}

/** The library has one kind of series for each style; here they look alike. */
interface StyledSeries {
  readonly api: ISeriesApi<SeriesType>
  setData(bars: readonly CandleView[]): void
  update(bar: CandleView): void
  setColors(colors: ChartColors): void
}

/** Place among the series: over the volume, under the indicators. */
const ORDER = 1

/** The prices, in one style or another. */
export class PriceSeries {
  readonly #options: PriceSeriesOptions
  #colors: ChartColors
  #style: PriceStyle
  #series: StyledSeries

  constructor(options: PriceSeriesOptions, style: PriceStyle) {
    this.#options = options
    this.#colors = options.colors
    this.#style = style
    this.#series = this.#create(style)
  }

  get api(): ISeriesApi<SeriesType> {
    return this.#series.api
  }

  /** @returns False where it had that style already; else the bars are to be drawn anew. */
  setStyle(style: PriceStyle): boolean {
    if (style === this.#style) return false
    const former = this.#series.api
    for (const primitive of this.#options.primitives) former.detachPrimitive(primitive)
    this.#style = style
    this.#series = this.#create(style)
    this.#options.chart.removeSeries(former)
    this.#series.api.setSeriesOrder(ORDER)
    return true
  }

  setColors(colors: ChartColors): void {
    this.#colors = colors
    this.#series.setColors(colors)
  }

  setData(bars: readonly CandleView[]): void {
    this.#series.setData(bars)
  }

  update(bar: CandleView): void {
    this.#series.update(bar)
  }

  #create(style: PriceStyle): StyledSeries {
    const { chart, tickSize, formatPrice, autoscale, primitives } = this.#options
    const common: CommonOptions = {
      lastValueVisible: false,
      priceLineVisible: false,
      priceFormat: { type: 'custom', formatter: formatPrice, minMove: tickSize },
      autoscaleInfoProvider: (base: () => AutoscaleInfo | null) => autoscale(base()),
    }
    const series = MAKERS[style](chart, { colors: this.#colors, common })
    for (const primitive of primitives) series.api.attachPrimitive(primitive)
    return series
  }
}

type CommonOptions = Pick<
  SeriesPartialOptionsMap['Candlestick'],
  'lastValueVisible' | 'priceLineVisible' | 'priceFormat' | 'autoscaleInfoProvider'
>

interface MakerInput {
  readonly colors: ChartColors
  readonly common: CommonOptions
}

const MAKERS: Readonly<Record<PriceStyle, (chart: IChartApi, input: MakerInput) => StyledSeries>> = {
  candles: (chart, { colors, common }) => {
    const api = chart.addSeries(CandlestickSeries, { ...common, ...candleOptions(colors) })
    return {
      api,
      setData: (bars) => api.setData(bars.map(toOhlc)),
      update: (bar) => api.update(toOhlc(bar)),
      setColors: (next) => api.applyOptions(candleOptions(next)),
    }
  },
  bars: (chart, { colors, common }) => {
    const api = chart.addSeries(BarSeries, { ...common, ...barOptions(colors) })
    return {
      api,
      setData: (bars) => api.setData(bars.map(toOhlc)),
      update: (bar) => api.update(toOhlc(bar)),
      setColors: (next) => api.applyOptions(barOptions(next)),
    }
  },
  line: (chart, { colors, common }) => {
    const api = chart.addSeries(LineSeries, { ...common, ...priceLineOptions(colors) })
    return {
      api,
      setData: (bars) => api.setData(bars.map(toClose)),
      update: (bar) => api.update(toClose(bar)),
      setColors: (next) => api.applyOptions(priceLineOptions(next)),
    }
  },
}

const toOhlc = ({ openTimeMs, open, high, low, close }: CandleView) => ({
  time: toTime(openTimeMs),
  open,
  high,
  low,
  close,
})

const toClose = ({ openTimeMs, close }: CandleView) => ({ time: toTime(openTimeMs), value: close })
