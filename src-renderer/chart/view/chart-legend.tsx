import type { InstrumentView } from '../../../src-contract/index.ts'
import { useWords } from '../../i18n/index.ts'
import {
  formatPercent,
  formatPrice,
  formatPriceChange,
  formatQuantity,
  LiveText,
  signTone,
  useFormatSettings,
} from '../../ui/index.ts'
import type { ChartSettings } from '../chart-settings.ts'
import { type LegendAtBar, LEGEND, type LegendValues } from '../session/legend-values.ts'
import { gapText } from './gap-text.ts'

export interface BarLegendProps {
  readonly instrument: InstrumentView
  readonly timeframe: ChartSettings['timeframe']
  readonly legend: LegendValues
}

const PRICES = ['open', 'high', 'low', 'close'] as const

/** Upper row of the legend: what is seen, and the bar under the crosshair (else the newest). */
export function BarLegend({ instrument, timeframe, legend }: BarLegendProps) {
  const t = useWords('chart')
  useFormatSettings()
  const { symbol, venueId, tickSize, lotSize } = instrument
  const live = { values: legend, id: LEGEND, placeholder: '' } as const
  return (
    <p>
      <b>
        {symbol} · {timeframe}
        <span className="chart-legend-wide"> · {venueId}</span>
      </b>
      {PRICES.map((name) => (
        <span key={name} className={name === 'close' ? undefined : 'chart-legend-wide'}>
          <i>{t(`legend.${name}`)}</i> <LiveText {...live} format={({ bar }) => formatPrice(bar[name], tickSize)} />
        </span>
      ))}
      <LiveText
        {...live}
        format={(at) => changeText(at, tickSize)}
        tone={({ bar }) => signTone(bar.close - bar.open)}
      />
      <span className="chart-legend-wide">
        <i>{t('legend.volume')}</i> <LiveText {...live} format={({ bar }) => formatQuantity(bar.volume, lotSize)} />
      </span>
      <LiveText {...live} format={({ gap }) => gapText(gap, t)} tone={() => 'warn'} />
    </p>
  )
}

function changeText({ bar }: LegendAtBar, tickSize: string): string {
  const change = bar.close - bar.open
  return `${formatPriceChange(change, tickSize)} (${formatPercent(change / bar.open, true)})`
}
