import type { CandleView } from '../../../src-contract/index.ts'
import type { BarGap } from '../bars/bar-gaps.ts'
import type { DrawnSeries } from '../canvas/column-series.ts'
import type { FillMark } from '../canvas/fill-primitive.ts'
import type { IctShape } from '../ict/ict-scene.ts'
import type { PriceLine } from '../lines/price-lines.ts'
import type { ChartSession } from './chart-session.ts'

/** What a chart draws, for end-to-end tests: a canvas cannot be read. Only reads; nothing in the product uses it. */
export interface ChartProbe {
  bars(): Pick<CandleView, 'openTimeMs' | 'open' | 'high' | 'low' | 'close'>[]
  /** Bars at which something is missing, as they are marked. */
  gaps(): BarGap[]
  /** Every line of the instrument; `y` in px from the top of the plot, outside of it when not in view. */
  lines(): { role: PriceLine['role']; price: number; y: number; inView: boolean }[]
  markers(): FillMark[]
  /** Values at the newest bar by key of the indicator, one for each column. */
  indicators(): Record<string, (number | null)[]>
  /** What is drawn of each indicator, by its key and the ids of its columns. */
  indicatorSeries(): Record<string, Record<string, DrawnSeries>>
  /** The prices, and one for each indicator below them. */
  paneCount(): number
  /** Every ICT object that is drawn: its box in px from the upper left corner of the plot, and where the chart has its bar. */
  ictShapes(): IctShape[]
  /** Price at a distance from the top of the plot in px. */
  priceAt(y: number): number | undefined
}

declare global {
  interface Window {
    /** By id of the panel. */
    wheelhouseCharts?: Record<string, ChartProbe>
    /** The chart that was opened first of those there are. */
    wheelhouseChart?: ChartProbe
  }
}

/** @returns what takes the probe away again. */
export function installChartProbe(panelId: string, session: ChartSession): () => void {
  const probe = probeOf(session)
  const probes = { ...window.wheelhouseCharts, [panelId]: probe }
  publish(probes)
  return () => {
    const left = Object.entries(window.wheelhouseCharts ?? {}).filter(([, one]) => one !== probe)
    publish(Object.fromEntries(left))
  }
}

function publish(probes: Record<string, ChartProbe>): void {
  window.wheelhouseCharts = probes
  const [first] = Object.values(probes)
  if (first === undefined) delete window.wheelhouseChart
  else window.wheelhouseChart = first
}

function probeOf(session: ChartSession): ChartProbe {
  return {
    bars: () => session.bars.map(({ openTimeMs, open, high, low, close }) => ({ openTimeMs, open, high, low, close })),
    gaps: () => [...session.gaps],
    lines: () => {
      const { height } = session.canvas.plot
      return session.canvas
        .lines()
        .map(({ line: { role, price }, y }) => ({ role, price, y, inView: y >= 0 && y <= height }))
    },
    markers: () => session.fills.map((fill) => ({ ...fill })),
    indicators: () => {
      const newest = session.bars.at(-1)
      const values = newest === undefined ? new Map<string, never>() : session.valuesAt(newest.openTimeMs)
      return Object.fromEntries([...values].map(([key, columns]) => [key, [...columns]]))
    },
    indicatorSeries: () =>
      Object.fromEntries([...session.canvas.drawnIndicators()].map(([key, drawn]) => [key, Object.fromEntries(drawn)])),
    paneCount: () => session.canvas.paneCount,
    ictShapes: () => session.canvas.ict.shapes(session.canvas.plot),
    priceAt: (y) => session.canvas.priceAt(y),
  }
}
