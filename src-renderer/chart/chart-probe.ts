import type { CandleView } from '../../src-contract/index.ts'
import type { ChartSession } from './chart-session.ts'
import type { FillMark } from './fill-primitive.ts'
import type { PriceLine } from './price-lines.ts'

/** What the chart draws, for end-to-end tests: a canvas cannot be read. Only reads; nothing in the product uses it. */
export interface ChartProbe {
  bars(): Pick<CandleView, 'openTimeMs' | 'open' | 'high' | 'low' | 'close'>[]
  /** Every line of the instrument; `y` in px from the top of the plot, outside of it when not in view. */
  lines(): { role: PriceLine['role']; price: number; y: number; inView: boolean }[]
  markers(): FillMark[]
}

declare global {
  interface Window {
    wheelhouseChart?: ChartProbe
  }
}

/** @returns what takes the probe away again. */
export function installChartProbe(session: ChartSession): () => void {
  const probe: ChartProbe = {
    bars: () => session.bars.map(({ openTimeMs, open, high, low, close }) => ({ openTimeMs, open, high, low, close })),
    lines: () => {
      const { plotHeight } = session.canvas
      return session.canvas
        .lines()
        .map(({ line: { role, price }, y }) => ({ role, price, y, inView: y >= 0 && y <= plotHeight }))
    },
    markers: () => session.fills.map((fill) => ({ ...fill })),
  }
  window.wheelhouseChart = probe
  return () => {
    if (window.wheelhouseChart === probe) delete window.wheelhouseChart
  }
}
