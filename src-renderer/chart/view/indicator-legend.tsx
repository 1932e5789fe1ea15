import { TriangleAlert } from 'lucide-react'
import { useRef, useState } from 'react'
import { useStore } from 'zustand'
import type { IndicatorColumn, InstrumentView } from '../../../src-contract/index.ts'
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
import { areCandles, type ColumnLook, columnLooks } from '../indicators/column-look.ts'
import { columnName, columnText } from '../indicators/column-text.ts'
import { IndicatorEditor } from '../indicators/indicator-editor.tsx'
import type { ShownIndicator } from '../indicators/indicator-track.ts'
import type { ChartIndicators } from '../indicators/use-chart-indicators.ts'
import type { ChartStore } from '../session/chart-store.ts'
import { LEGEND, type LegendValues } from '../session/legend-values.ts'

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
        {visible ? <ColumnValues {...{ indicator, instrument, legend }} /> : t('hidden')}
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

type ColumnValuesProps = Pick<IndicatorChipProps, 'indicator' | 'instrument' | 'legend'>

/** Values of all columns; those of several are named, with the dash of the line. */
function ColumnValues({ indicator, instrument, legend }: ColumnValuesProps) {
  const { key, columns, colour } = indicator
  const looks = areCandles(columns) ? [] : columnLooks(columns, colour)
  const told = columns.flatMap((column, index) => (column.scale === 'flag' ? [] : [{ column, index }]))
  return told.map(({ column, index }) => (
    <span key={column.id} className="chart-column">
      {told.length > 1 && <ColumnMark column={column} look={looks[index]} />}
      <LiveText
        values={legend}
        id={LEGEND}
        placeholder=""
        format={({ indicators }) => valueText(column, indicators.get(key)?.[index] ?? null, instrument)}
      />
    </span>
  ))
}

interface ColumnMarkProps {
  readonly column: IndicatorColumn
  readonly look: ColumnLook | undefined
}

function ColumnMark({ column, look }: ColumnMarkProps) {
  return (
    <>
      {look?.drawn === true && <ColumnSample plot={column.plot} {...look} />}
      <i>{columnName(column.id)}</i>
    </>
  )
}

const SAMPLE_WIDTH = 16
/** As the plot has them, by dash. */
const SAMPLE_DASHES = ['', '4 4', '1.5 2', '6 4', '1.5 5'] as const
const SAMPLE_DOTS = '2 4'

function ColumnSample({ plot, colour, dash }: ColumnLook & Pick<IndicatorColumn, 'plot'>) {
  return (
    <svg
      className="column-sample"
      width={SAMPLE_WIDTH}
      height={6}
      style={{ stroke: `var(--${colour})` }}
      aria-hidden="true"
    >
      <line
        x1={0}
        x2={SAMPLE_WIDTH}
        y1={3}
        y2={3}
        strokeWidth={plot === 'line' ? 1.5 : 3}
        strokeDasharray={plot === 'line' ? SAMPLE_DASHES[dash] : SAMPLE_DOTS}
      />
    </svg>
  )
}

const valueText = (column: IndicatorColumn, value: number | null, { tickSize }: InstrumentView): string =>
  value === null ? NOT_APPLICABLE : columnText(column, value, (price) => formatPrice(price, tickSize))
