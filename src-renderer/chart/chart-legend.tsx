import { useStore } from 'zustand'
import type { CandleView, InstrumentView, Timeframe } from '../../src-contract/index.ts'
import { formatPercent, formatPrice, formatPriceChange, formatQuantity, signTone } from '../ui/index.ts'
import type { ChartStore } from './chart-store.ts'
import type { OverlayPeriods } from './overlay-periods.ts'

export interface ChartLegendProps {
  readonly instrument: InstrumentView
  readonly timeframe: Timeframe
  readonly store: ChartStore
  /** Null while the averages are off. */
  readonly periods: OverlayPeriods | null
}

/** Two rows over the candles: the bar under the pointer (else the newest) and the averages there. */
export function ChartLegend({ instrument, timeframe, store, periods }: ChartLegendProps) {
  const legend = useStore(store, (state) => state.legend)
  const price = (value: number | null | undefined): string =>
    value === null || value === undefined ? '·' : formatPrice(value, instrument.tickSize)
  return (
    <div className="chart-legend" aria-live="off">
      <p>
        <b>
          {instrument.symbol} · {timeframe} · {instrument.venueId}
        </b>
        {legend !== undefined && <BarValues bar={legend.bar} instrument={instrument} />}
      </p>
      {periods !== null && (
        <p>
          <Average tone="fast" period={periods.fast} value={price(legend?.fast)} />
          <Average tone="slow" period={periods.slow} value={price(legend?.slow)} />
        </p>
      )}
    </div>
  )
}

function BarValues({ bar, instrument }: { readonly bar: CandleView; readonly instrument: InstrumentView }) {
  const { tickSize } = instrument
  const change = bar.close - bar.open
  return (
    <>
      {(['open', 'high', 'low', 'close'] as const).map((name) => (
        <span key={name}>
          <i>{name.charAt(0).toUpperCase()}</i> {formatPrice(bar[name], tickSize)}
        </span>
      ))}
      <span className={signTone(change)}>
        {formatPriceChange(change, tickSize)} ({formatPercent(change / bar.open, true)})
      </span>
      <span>
        <i>Vol</i> {formatQuantity(bar.volume, instrument.lotSize)}
      </span>
      {bar.gap && <span className="warn">gap in this bar</span>}
    </>
  )
}

interface AverageProps {
  readonly tone: 'fast' | 'slow'
  readonly period: number
  readonly value: string
}

function Average({ tone, period, value }: AverageProps) {
  return (
    <span className={`chart-average chart-average-${tone}`}>
      EMA {period} <i>{value}</i>
    </span>
  )
}
