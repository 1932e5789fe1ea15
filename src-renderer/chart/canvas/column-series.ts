import {
  CandlestickSeries,
  HistogramSeries,
  type IPaneApi,
  type ISeriesApi,
  LineSeries,
  LineStyle,
  type SeriesType,
  type Time,
} from 'lightweight-charts'
import type { ColumnPoint } from '../indicators/indicator-values.ts'
import { type ChartColors, withOpacity } from './chart-colors.ts'
import { candleOptions } from './chart-options.ts'
import { toTime } from './chart-time.ts'
import { HoleMarks } from './hole-marks.ts'

/** Points of every column of an indicator. */
export type IndicatorPoints = readonly (readonly ColumnPoint[])[]

/** A value that is drawn; of a candle, its close. */
export interface DrawnPoint {
  readonly openTimeMs: number
  readonly value: number
  /** There is a hole after it: it is not joined to the next one. */
  readonly endsLine: boolean
}

/** A series as it is drawn, for whoever has to know what a canvas shows. */
export interface DrawnSeries {
  readonly type: SeriesType
  /** False where its points are dots. */
  readonly joined: boolean
  readonly points: readonly DrawnPoint[]
}

/** One series of an indicator: what it draws of its columns. */
export interface ColumnSeries {
  readonly api: ISeriesApi<SeriesType>
  drawAll(columns: IndicatorPoints): void
  drawTail(columns: IndicatorPoints): void
  /** @param color Of the column; candles have those of the prices. */
  paint(color: string, colors: ChartColors): void
}

export interface SeriesScale {
  readonly format: (value: number) => string
  readonly step: number
}

/** By dash, solid first. */
const LINE_STYLES = [
  LineStyle.Solid,
  LineStyle.Dashed,
  LineStyle.Dotted,
  LineStyle.LargeDashed,
  LineStyle.SparseDotted,
] as const
const DOT_RADIUS_PX = 1.6
const HISTOGRAM_OPACITY = 0.45
const NO_COLOR = '#00000000'

const quiet = ({ format, step }: SeriesScale) =>
  ({
    lastValueVisible: false,
    priceLineVisible: false,
    priceFormat: { type: 'custom', formatter: format, minMove: step },
  }) as const

export interface LineColumn {
  readonly column: number
  /** From 0, a solid line. */
  readonly dash: number
}

/** A line that ends before a hole and begins again after it. */
export function lineSeries(pane: IPaneApi<Time>, scale: SeriesScale, { column, dash }: LineColumn): ColumnSeries {
  const api = pane.addSeries(LineSeries, {
    ...quiet(scale),
    lineWidth: 1,
    lineStyle: LINE_STYLES[dash] ?? LineStyle.Solid,
    crosshairMarkerVisible: false,
  })
  const holes = new HoleMarks()
  const toLine = (point: ColumnPoint, endsLine: boolean) => ({
    ...toPoint(point),
    ...(endsLine && { color: NO_COLOR }),
  })
  return {
    api,
    drawAll: (columns) => {
      const marked = holes.all(columns[column] ?? [])
      api.setData(marked.map(({ point, endsLine }) => toLine(point, endsLine)))
    },
    drawTail: (columns) => {
      for (const { point, endsLine, older } of holes.tail(columns[column] ?? []))
        api.update(toLine(point, endsLine), older)
    },
    paint: (color) => api.applyOptions({ color }),
  }
}

/** Points without a line between them. */
export function dotSeries(pane: IPaneApi<Time>, scale: SeriesScale, column: number): ColumnSeries {
  const api = pane.addSeries(LineSeries, {
    ...quiet(scale),
    lineVisible: false,
    pointMarkersVisible: true,
    pointMarkersRadius: DOT_RADIUS_PX,
    crosshairMarkerVisible: false,
  })
  return { ...plainSeries(api, column), paint: (color) => api.applyOptions({ color }) }
}

/** Bars from zero. */
export function histogramSeries(pane: IPaneApi<Time>, scale: SeriesScale, column: number): ColumnSeries {
  const api = pane.addSeries(HistogramSeries, { ...quiet(scale), base: 0 })
  return {
    ...plainSeries(api, column),
    paint: (color) => api.applyOptions({ color: withOpacity(color, HISTOGRAM_OPACITY) }),
  }
}

/** Candles from the first four columns. */
export function candleSeries(pane: IPaneApi<Time>, scale: SeriesScale): ColumnSeries {
  const api = pane.addSeries(CandlestickSeries, quiet(scale))
  return {
    api,
    drawAll: (columns) => api.setData(candlesOf(columns)),
    drawTail: (columns) => {
      for (const candle of candlesOf(columns)) api.update(candle)
    },
    paint: (_color, colors) => api.applyOptions(candleOptions(colors)),
  }
}

function plainSeries(api: ISeriesApi<'Line'> | ISeriesApi<'Histogram'>, column: number): Omit<ColumnSeries, 'paint'> {
  let lastMs = Number.NEGATIVE_INFINITY
  const note = (points: readonly ColumnPoint[]): void => {
    lastMs = points.at(-1)?.openTimeMs ?? lastMs
  }
  return {
    api,
    drawAll: (columns) => {
      const points = columns[column] ?? []
      api.setData(points.map(toPoint))
      note(points)
    },
    drawTail: (columns) => {
      const points = (columns[column] ?? []).filter(({ openTimeMs }) => openTimeMs >= lastMs)
      for (const point of points) api.update(toPoint(point))
      note(points)
    },
  }
}

const toPoint = ({ openTimeMs, value }: ColumnPoint) =>
  value === null ? { time: toTime(openTimeMs) } : { time: toTime(openTimeMs), value }

function candlesOf([opens = [], highs = [], lows = [], closes = []]: IndicatorPoints) {
  return opens.flatMap(({ openTimeMs, value: open }, index) => {
    const [high, low, close] = [highs, lows, closes].map((points) => points[index]?.value ?? null)
    if (open === null || !isPresent(high) || !isPresent(low) || !isPresent(close)) return []
    return [{ time: toTime(openTimeMs), open, high, low, close }]
  })
}

const isPresent = (value: number | null | undefined): value is number => typeof value === 'number'

/** What a series draws now. */
export function drawnSeries({ api }: Pick<ColumnSeries, 'api'>): DrawnSeries {
  const options = api.options()
  return {
    type: api.seriesType(),
    joined: !('lineVisible' in options) || options.lineVisible,
    points: api.data().map((point) => ({
      openTimeMs: Number(point.time) * 1000,
      value: valueOf(point),
      endsLine: 'color' in point && point.color === NO_COLOR,
    })),
  }
}

function valueOf(point: object): number {
  if ('value' in point && typeof point.value === 'number') return point.value
  return 'close' in point && typeof point.close === 'number' ? point.close : Number.NaN
}
