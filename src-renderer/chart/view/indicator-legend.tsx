import { TriangleAlert } from 'lucide-react'
import { useRef, useState } from 'react'
import { useStore } from 'zustand'
import type { InstrumentView } from '../../../src-contract/index.ts'
import { useWords } from '../../i18n/index.ts'
import {
  classNames,
  ColourSwatch,
  formatPrice,
  LiveText,
  Menu,
  NOT_APPLICABLE,
  useFormatSettings,
} from '../../ui/index.ts'
import { indicatorValueText } from '../canvas/value-text.ts'
import { IndicatorEditor } from '../indicators/indicator-editor.tsx'
import type { ShownIndicator } from '../indicators/indicator-track.ts'
import type { ChartIndicators } from '../indicators/use-chart-indicators.ts'
import type { ChartStore } from '../session/chart-store.ts'
import { type LegendAtBar, LEGEND, type LegendValues } from '../session/legend-values.ts'

export interface IndicatorLegendProps {
  readonly indicators: ChartIndicators
  readonly instrument: InstrumentView
  readonly legend: LegendValues
  readonly store: ChartStore
}

/** Lower row of the legend: every indicator with its values at the crosshair, each a menu of what can be done with it. */
export function IndicatorLegend({ indicators, ...rest }: IndicatorLegendProps) {
  const t = useWords('chart')
  if (indicators.shown.length === 0) return null
  return (
    <ul className="chart-indicators" aria-label={t('indicators')}>
      {indicators.shown.map((indicator) => (
        <IndicatorChip key={indicator.key} {...{ indicator, indicators }} {...rest} />
      ))}
    </ul>
  )
}

interface IndicatorChipProps extends IndicatorLegendProps {
  readonly indicator: ShownIndicator
}

function IndicatorChip({ indicator, indicators, instrument, legend, store }: IndicatorChipProps) {
  const t = useWords('chart')
  useFormatSettings()
  const chip = useRef<HTMLButtonElement>(null)
  const [editing, setEditing] = useState(false)
  const fault = useStore(store, ({ indicatorFaults }) => indicatorFaults.get(indicator.key))
  const { key, name, visible, colour } = indicator
  const format = (at: LegendAtBar): string => valuesText(at, indicator, instrument)
  return (
    <li>
      <Menu
        label={t('indicatorMenu', { name })}
        trigger={
          <button
            ref={chip}
            type="button"
            className={classNames('chart-indicator', !visible && 'chart-indicator-hidden')}
            aria-label={t('indicatorMenu', { name })}
            title={fault ?? name}
          >
            <ColourSwatch colour={colour} />
            {name}
            {fault !== undefined && <TriangleAlert size={12} className="warn" aria-hidden="true" />}
          </button>
        }
        entries={[
          { kind: 'action', id: 'edit', label: t('edit'), onSelect: () => setEditing(true) },
          {
            kind: 'action',
            id: 'visible',
            label: visible ? t('hide') : t('show'),
            onSelect: () => indicators.change(key, { visible: !visible }),
          },
          {
            kind: 'action',
            id: 'remove',
            label: t('removeName', { name }),
            danger: true,
            onSelect: () => indicators.remove(key),
          },
        ]}
      />
      <span className="chart-indicator-values">
        {visible ? <LiveText values={legend} id={LEGEND} format={format} placeholder="" /> : t('hidden')}
      </span>
      <IndicatorEditor
        indicator={indicator}
        indicators={indicators}
        open={editing}
        onOpenChange={setEditing}
        anchor={chip}
      />
    </li>
  )
}

function valuesText(
  { indicators }: LegendAtBar,
  { key, placement, columns }: ShownIndicator,
  { tickSize }: InstrumentView,
) {
  const values = indicators.get(key) ?? columns.map(() => null)
  return values
    .map((value) => {
      if (value === null) return NOT_APPLICABLE
      return placement === 'overlay' ? formatPrice(value, tickSize) : indicatorValueText(value)
    })
    .join(' ')
}
