import { useMemo, useState } from 'react'
import { useStore } from 'zustand'
import type { InstrumentView, Timeframe } from '../../src-contract/index.ts'
import { useLinkedInstrument } from '../panels/index.ts'
import { useStrategies } from '../client/index.ts'
import { useInstrument } from '../trading/index.ts'
import { ChartHead, type ChartView } from './chart-head.tsx'
import { ChartLegend } from './chart-legend.tsx'
import { ChartSkeleton, ChartStates } from './chart-states.tsx'
import { createChartStore } from './chart-store.ts'
import { ChartTable } from './chart-table.tsx'
import './chart.css'
import { LinePills } from './line-pills.tsx'
import { type OverlayPeriods, overlayPeriods } from './overlay-periods.ts'
import { PillPlacer } from './pill-placer.ts'
import { useChartFills, useChartLines, useChartOverlays, useChartSession, useChartStale } from './use-chart-session.ts'

/** Candles of the selected instrument with averages, positions, orders and fills. */
export function ChartPanel() {
  const { instrumentId } = useLinkedInstrument()
  const [timeframe, setTimeframe] = useState<Timeframe>('1m')
  const instrument = useInstrument(instrumentId)
  const [view, setView] = useState<ChartView>({ overlays: true, asTable: false })
  const [tries, setTries] = useState(0)
  const periods = useOverlayPeriods()
  return (
    <section className="panel chart-panel" aria-label="Chart">
      <ChartHead {...{ instrument, timeframe, view }} onTimeframe={setTimeframe} onView={setView} />
      {instrument === undefined ? (
        <div className="chart-plot">
          <ChartSkeleton />
        </div>
      ) : (
        <ChartBody
          key={`${instrument.instrumentId} ${timeframe} ${tries}`}
          {...{ instrument, timeframe }}
          periods={view.overlays ? periods : null}
          asTable={view.asTable}
          onRetry={() => setTries(tries + 1)}
        />
      )}
    </section>
  )
}

/** Stays the same object while the periods do, so that the averages are not subscribed anew. */
function useOverlayPeriods(): OverlayPeriods {
  const { fast, slow } = overlayPeriods(useStrategies().list)
  return useMemo(() => ({ fast, slow }), [fast, slow])
}

interface ChartBodyProps {
  readonly instrument: InstrumentView
  readonly timeframe: Timeframe
  readonly periods: OverlayPeriods | null
  readonly asTable: boolean
  readonly onRetry: () => void
}

function ChartBody({ instrument, timeframe, periods, asTable, onRetry }: ChartBodyProps) {
  const [store] = useState(createChartStore)
  const [placer] = useState(() => new PillPlacer())
  const { attach, session } = useChartSession({ instrument, timeframe, store, placer })
  const lines = useChartLines(session, instrument.instrumentId)
  useChartFills(session, instrument.instrumentId)
  useChartOverlays(session, periods)
  const stale = useChartStale(session, instrument.instrumentId)
  const historyFault = useStore(store, (state) => state.historyFault)
  return (
    <div className="chart-plot" data-stale={stale}>
      <div ref={attach} className="chart-canvas" aria-hidden="true" />
      <LinePills {...{ lines, instrument, placer }} />
      <ChartLegend {...{ instrument, timeframe, store, periods }} />
      {historyFault !== undefined && <p className="chart-fault warn">Older bars: {historyFault}</p>}
      <ChartStates store={store} symbol={instrument.symbol} onRetry={onRetry} />
      {asTable && session !== undefined && <ChartTable session={session} instrument={instrument} />}
      <p className="chart-attribution">
        Charts:{' '}
        <a href="https://www.tradingview.com/" target="_blank" rel="noreferrer">
          TradingView Lightweight Charts
        </a>
      </p>
    </div>
  )
}
