import type { InstrumentView } from '../../src-contract/index.ts'
import { formatDayAndClock, formatPrice, formatQuantity, Table, useNowMs } from '../ui/index.ts'
import type { ChartSession } from './chart-session.ts'

const SHOWN_BARS = 100
const REFRESH_MS = 1_000

const COLUMNS = [
  { key: 'time', label: 'Opens, UTC' },
  { key: 'open', label: 'Open', number: true },
  { key: 'high', label: 'High', number: true },
  { key: 'low', label: 'Low', number: true },
  { key: 'close', label: 'Close', number: true },
  { key: 'volume', label: 'Volume', number: true },
] as const

export interface ChartTableProps {
  readonly session: ChartSession
  readonly instrument: InstrumentView
}

/** The newest bars as a table, for those who cannot see the chart. */
export function ChartTable({ session, instrument }: ChartTableProps) {
  useNowMs(REFRESH_MS)
  const bars = session.bars.slice(-SHOWN_BARS).reverse()
  return (
    <div className="chart-cover chart-table">
      <Table label={`Newest bars of ${instrument.symbol}`} columns={COLUMNS}>
        {bars.map((bar) => (
          <tr key={bar.openTimeMs}>
            <td>{formatDayAndClock(bar.openTimeMs)}</td>
            {(['open', 'high', 'low', 'close'] as const).map((name) => (
              <td key={name} className="number">
                {formatPrice(bar[name], instrument.tickSize)}
              </td>
            ))}
            <td className="number">{formatQuantity(bar.volume, instrument.lotSize)}</td>
          </tr>
        ))}
      </Table>
    </div>
  )
}
