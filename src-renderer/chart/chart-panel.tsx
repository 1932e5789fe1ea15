import { useRef, useState } from 'react'
import { useLive, useQuotes } from '../client/index.ts'
import { HeadTools, useLinkedInstrument, usePanelParams } from '../panels/index.ts'
import { useInstrument } from '../trading/index.ts'
import { useElementWidth } from '../ui/index.ts'
import { ChartBody } from './chart-body.tsx'
import { ChartSettings } from './chart-settings.ts'
import './chart-tokens.css'
import './chart.css'
import { ChartTools } from './head/chart-tools.tsx'
import { headRoom } from './head/head-room.ts'
import { useChartIndicatorList } from './indicators/use-chart-indicators.ts'
import { ChartSkeleton } from './view/chart-states.tsx'

/** Prices of an instrument with indicators, positions, orders, alerts and fills. Another tick is another scale, and so another chart. */
export function ChartPanel() {
  const { instrumentId, select } = useLinkedInstrument()
  const instrument = useInstrument(instrumentId)
  const [settings, onSettings] = usePanelParams(ChartSettings)
  const indicators = useChartIndicatorList(settings.indicators, onSettings)
  const [tries, setTries] = useState(0)
  const panel = useRef<HTMLDivElement>(null)
  const stale = useLive(useQuotes(), instrumentId, (quote) => quote.stale) ?? false
  const room = headRoom(useElementWidth(panel), stale)
  return (
    <div ref={panel} className="chart-panel" data-room={room}>
      <HeadTools>
        <ChartTools {...{ instrument, settings, onSettings, indicators, room }} onInstrument={select} />
      </HeadTools>
      {instrument === undefined ? (
        <div className="chart-plot">
          <ChartSkeleton />
        </div>
      ) : (
        <ChartBody
          key={`${instrument.instrumentId} ${instrument.tickSize} ${settings.timeframe} ${tries}`}
          {...{ instrument, settings, onSettings, indicators, room }}
          onRetry={() => setTries(tries + 1)}
        />
      )}
    </div>
  )
}
