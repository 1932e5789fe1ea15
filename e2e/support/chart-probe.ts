import type { Page } from '@playwright/test'
import type { CandleView, IctKind } from '../../src-contract/index.ts'

export type ChartBar = Pick<CandleView, 'openTimeMs' | 'open' | 'high' | 'low' | 'close'>

export interface ChartLine {
  /** `former`: where a stop or target still stands while it is wanted elsewhere. */
  readonly role: 'position' | 'stopLoss' | 'takeProfit' | 'order' | 'alert' | 'former'
  readonly price: number
  /** Px from the top of the plot. */
  readonly y: number
  readonly inView: boolean
}

/** An ICT object as it is drawn: its box in px from the upper left corner of the plot. */
export interface ChartIctShape {
  readonly id: string
  readonly kind: IctKind
  readonly formedAtMs: number
  readonly x1: number
  readonly x2: number
  readonly y1: number
  readonly y2: number
  /** Where the chart has the bar that it stands on; null where that is not loaded. */
  readonly barX: number | null
}

/** A column of an indicator as it is drawn. */
export interface ChartSeries {
  readonly type: string
  /** False where its points are dots. */
  readonly joined: boolean
  readonly points: readonly {
    readonly openTimeMs: number
    /** Of a candle, its close. */
    readonly value: number
    /** There is a hole after it: it is not joined to the next one. */
    readonly endsLine: boolean
  }[]
}

/** What is missing at a bar, as it is marked. */
export interface ChartGap {
  readonly openTimeMs: number
  readonly inside: boolean
  readonly missingBefore: number
}

/** What a chart says of its drawing; a canvas cannot be read. */
export interface ChartProbe {
  bars(): ChartBar[]
  gaps(): ChartGap[]
  lines(): ChartLine[]
  markers(): readonly unknown[]
  /** Values at the newest bar by key of the indicator, one for each column. */
  indicators(): Record<string, (number | null)[]>
  /** By key of the indicator and id of the column. */
  indicatorSeries(): Record<string, Record<string, ChartSeries>>
  ictShapes(): ChartIctShape[]
  /** The prices, and one for each indicator below them. */
  paneCount(): number
  /** Price at a distance from the top of the plot in px. */
  priceAt(y: number): number | undefined
}

declare global {
  interface Window {
    /** The chart that was opened first. */
    wheelhouseChart?: ChartProbe
    /** By id of the panel. */
    wheelhouseCharts?: Record<string, ChartProbe>
  }
}

export const chartBars = (page: Page): Promise<ChartBar[]> => page.evaluate(() => window.wheelhouseChart?.bars() ?? [])

export const chartGaps = (page: Page): Promise<ChartGap[]> => page.evaluate(() => window.wheelhouseChart?.gaps() ?? [])

export const chartLines = (page: Page): Promise<ChartLine[]> =>
  page.evaluate(() => window.wheelhouseChart?.lines() ?? [])

export const chartIctShapes = (page: Page): Promise<ChartIctShape[]> =>
  page.evaluate(() => window.wheelhouseChart?.ictShapes() ?? [])

/** An ICT object with the prices that its upper and lower edge are drawn at, all of one moment. */
export interface PricedIctShape extends ChartIctShape {
  readonly upper: number | undefined
  readonly lower: number | undefined
  /** What one px is worth there. */
  readonly pricePerPx: number
}

export const pricedIctShapes = (page: Page): Promise<PricedIctShape[]> =>
  page.evaluate(() => {
    const chart = window.wheelhouseChart
    const priceAt = (y: number): number | undefined => chart?.priceAt(y)
    return (chart?.ictShapes() ?? []).map((shape) => {
      const [upper, next] = [priceAt(shape.y1), priceAt(shape.y1 + 1)]
      const pricePerPx = Math.abs((upper ?? 0) - (next ?? 0))
      return Object.assign({}, shape, { upper, lower: priceAt(shape.y2), pricePerPx })
    })
  })

export const chartSeries = (page: Page): Promise<Record<string, Record<string, ChartSeries>>> =>
  page.evaluate(() => window.wheelhouseChart?.indicatorSeries() ?? {})

export const chartMarkerCount = (page: Page): Promise<number> =>
  page.evaluate(() => window.wheelhouseChart?.markers().length ?? 0)

export const chartPaneCount = (page: Page): Promise<number> =>
  page.evaluate(() => window.wheelhouseChart?.paneCount() ?? 0)

export const chartPriceAt = (page: Page, y: number): Promise<number | undefined> =>
  page.evaluate((distance) => window.wheelhouseChart?.priceAt(distance), y)

/** Bars of every chart, by id of its panel. */
export const barsOfCharts = (page: Page): Promise<Record<string, ChartBar[]>> =>
  page.evaluate(() =>
    Object.fromEntries(
      Object.entries(window.wheelhouseCharts ?? {}).map(([panelId, chart]) => [panelId, chart.bars()]),
    ),
  )
