import type { ReactNode } from 'react'
import type { CandleView, InstrumentView } from '../../../src-contract/index.ts'
import { useWords } from '../../i18n/index.ts'
import {
  formatDayAndClock,
  formatPrice,
  formatQuantity,
  NOT_APPLICABLE,
  useFormatSettings,
  useNowMs,
  zoneName,
} from '../../ui/index.ts'
import { columnName, columnText } from '../indicators/column-text.ts'
import type { ShownIndicator } from '../indicators/indicator-track.ts'
import type { ChartSession } from '../session/chart-session.ts'
import { gapText } from './gap-text.ts'

const SHOWN_BARS = 100
const REFRESH_MS = 1_000
const PRICES = ['open', 'high', 'low', 'close'] as const

export interface ChartTableProps {
  readonly session: ChartSession
  readonly instrument: InstrumentView
  readonly indicators: readonly ShownIndicator[]
}

/** The newest bars with the values of the indicators as a table, for those who cannot see the chart. */
export function ChartTable({ session, instrument, indicators }: ChartTableProps) {
  const t = useWords('chart')
  useNowMs(REFRESH_MS)
  useFormatSettings()
  const bars = session.bars.slice(-SHOWN_BARS).reverse()
  const gaps = new Map(session.gaps.map((gap) => [gap.openTimeMs, gap]))
  return (
    <div className="chart-cover chart-table">
      <BarTable label={t('newestBars', { symbol: instrument.symbol })} columns={useColumns(indicators)}>
        {bars.map((bar) => (
          <tr key={bar.openTimeMs}>
            <td>
              {formatDayAndClock(bar.openTimeMs)} <span className="warn">{gapText(gaps.get(bar.openTimeMs), t)}</span>
            </td>
            {PRICES.map((name) => (
              <td key={name} className="number">
                {formatPrice(bar[name], instrument.tickSize)}
              </td>
            ))}
            <td className="number">{formatQuantity(bar.volume, instrument.lotSize)}</td>
            <IndicatorCells {...{ bar, session, instrument, indicators }} />
          </tr>
        ))}
      </BarTable>
    </div>
  )
}

interface BarColumn {
  readonly key: string
  readonly label: string
  readonly number?: boolean
}

interface BarTableProps {
  readonly label: string
  readonly columns: readonly BarColumn[]
  readonly children: ReactNode
}

/** Has the focus as a whole, so that keys scroll it: its rows have nothing to choose. */
function BarTable({ label, columns, children }: BarTableProps) {
  return (
    <section className="table-frame" tabIndex={0} aria-label={label}>
      <table className="table" aria-label={label}>
        <thead>
          <tr>
            {columns.map(({ key, label: head, number }) => (
              <th key={key} scope="col" className={number === true ? 'number' : undefined}>
                {head}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>{children}</tbody>
      </table>
    </section>
  )
}

function useColumns(indicators: readonly ShownIndicator[]): readonly BarColumn[] {
  const t = useWords('chart')
  return [
    { key: 'time', label: t('columns.opens', { zone: zoneName() }) },
    ...PRICES.map((name) => ({ key: name, label: t(`columns.${name}`), number: true })),
    { key: 'volume', label: t('columns.volume'), number: true },
    ...indicators.flatMap(({ key, name, columns }) =>
      columns.map((column) => ({
        key: `${key} ${column.id}`,
        label: columns.length === 1 ? name : `${name} ${columnName(column.id)}`,
        number: true,
      })),
    ),
  ]
}

function IndicatorCells({ bar, session, instrument, indicators }: ChartTableProps & { readonly bar: CandleView }) {
  const values = session.valuesAt(bar.openTimeMs)
  return indicators.flatMap(({ key, columns }) =>
    columns.map((column, index) => {
      const value = values.get(key)?.[index] ?? null
      return (
        <td key={`${key} ${column.id}`} className="number">
          {value === null
            ? NOT_APPLICABLE
            : columnText(column, value, (price) => formatPrice(price, instrument.tickSize))}
        </td>
      )
    }),
  )
}
