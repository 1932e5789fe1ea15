import type { Page } from '@playwright/test'
import type { CandleView } from '../../src-contract/index.ts'

export type ChartBar = Pick<CandleView, 'openTimeMs' | 'open' | 'high' | 'low' | 'close'>

export interface ChartLine {
  readonly role: 'position' | 'stopLoss' | 'takeProfit' | 'order'
  readonly price: number
  /** Px from the top of the plot. */
  readonly y: number
}

/** What the chart says of its drawing; a canvas cannot be read. */
interface ChartProbe {
  bars(): ChartBar[]
  lines(): ChartLine[]
  markers(): readonly unknown[]
}

declare global {
  interface Window {
    wheelhouseChart?: ChartProbe
  }
}

export const chartBars = (page: Page): Promise<ChartBar[]> => page.evaluate(() => window.wheelhouseChart?.bars() ?? [])

export const chartLines = (page: Page): Promise<ChartLine[]> =>
  page.evaluate(() => window.wheelhouseChart?.lines() ?? [])

export const chartMarkerCount = (page: Page): Promise<number> =>
  page.evaluate(() => window.wheelhouseChart?.markers().length ?? 0)
