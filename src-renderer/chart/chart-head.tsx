import { ChartCandlestick, Table2, TrendingUp } from 'lucide-react'
import { type InstrumentView, TIMEFRAMES, type Timeframe } from '../../src-contract/index.ts'
import { useLive, useQuotes } from '../client/index.ts'
import { Badge, Button, formatAge, IconButton, Segmented, useNowMs } from '../ui/index.ts'

export interface ChartView {
  /** Averages over the candles. */
  readonly overlays: boolean
  /** A table of bars in the place of the picture. */
  readonly asTable: boolean
}

export interface ChartHeadProps {
  readonly instrument: InstrumentView | undefined
  readonly timeframe: Timeframe
  readonly onTimeframe: (timeframe: Timeframe) => void
  readonly view: ChartView
  readonly onView: (view: ChartView) => void
}

const OPTIONS = TIMEFRAMES.map((value) => ({ value, label: value }))

/** Instrument, timeframe and what is shown. */
export function ChartHead({ instrument, timeframe, onTimeframe, view, onView }: ChartHeadProps) {
  return (
    <header className="panel-head chart-head">
      <h2 className="chart-title">{instrument?.symbol ?? 'Chart'}</h2>
      <Segmented
        small
        className="chart-timeframes"
        label="Timeframe"
        value={timeframe}
        options={OPTIONS}
        onValueChange={onTimeframe}
      />
      <Button
        tone="quiet"
        aria-pressed={view.overlays}
        className="chart-toggle"
        onClick={() => onView({ ...view, overlays: !view.overlays })}
      >
        <TrendingUp size={14} aria-hidden="true" />
        Averages
      </Button>
      <div className="panel-actions">
        {instrument !== undefined && <StaleBadge instrumentId={instrument.instrumentId} />}
        <span title="All times of the chart are session time in UTC">UTC</span>
        <IconButton
          label={view.asTable ? 'Show as chart' : 'Show as table'}
          aria-pressed={view.asTable}
          onClick={() => onView({ ...view, asTable: !view.asTable })}
        >
          {view.asTable ? <ChartCandlestick size={14} /> : <Table2 size={14} />}
        </IconButton>
      </div>
    </header>
  )
}

function StaleBadge({ instrumentId }: { readonly instrumentId: string }) {
  const stale = useLive(useQuotes(), instrumentId, (quote) => quote.stale)
  return stale === true ? <StaleAge instrumentId={instrumentId} /> : null
}

const AGE_REFRESH_MS = 1_000

function StaleAge({ instrumentId }: { readonly instrumentId: string }) {
  const nowMs = useNowMs(AGE_REFRESH_MS)
  const receivedAtMs = useLive(useQuotes(), instrumentId, (quote) => quote.receivedAtMs)
  return <Badge tone="warn">Stale {receivedAtMs === undefined ? '' : formatAge(nowMs - receivedAtMs)}</Badge>
}
