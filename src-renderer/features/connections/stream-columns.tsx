import type { useWords } from '../../i18n/index.ts'
import { type DataColumn, formatNumber, StateShape } from '../../ui/index.ts'
import { SystemAge } from '../tables/index.ts'
import { type ConnectionRow, countStreams, type StreamRow, textTone, toneOf } from './stream-rows.ts'

export type ConnectionWords = ReturnType<typeof useWords<'connections'>>

type Column = DataColumn<ConnectionRow>

/** What the table of streams shows. */
export function streamColumns(t: ConnectionWords): readonly Column[] {
  return [
    {
      id: 'name',
      label: t('columns.name'),
      widthPx: 150,
      grow: true,
      rowHead: true,
      cell: (row) => nameOf(row, t),
    },
    {
      id: 'state',
      label: t('columns.state'),
      widthPx: 132,
      tone: textTone,
      cell: (row) => (
        <span className="accounts-state">
          <StateShape shape={toneOf(row)} />
          {stateText(row, t)}
        </span>
      ),
    },
    {
      id: 'since',
      label: t('columns.since'),
      widthPx: 76,
      dropRank: 1,
      cell: (row) => (row.kind === 'stream' ? <SystemAge sinceMs={row.stream.sinceMs} /> : null),
    },
    countColumn('reconnects', t, 3),
    countColumn('silences', t, 4),
    {
      id: 'failure',
      label: t('columns.failure'),
      widthPx: 240,
      dropRank: 2,
      tone: () => 'quiet',
      cell: (row) => <Failure row={row} />,
    },
  ]
}

function countColumn(id: 'reconnects' | 'silences', t: ConnectionWords, dropRank: number): Column {
  const count = (row: ConnectionRow): number =>
    row.kind === 'stream' ? row.stream[id] : row.streams.reduce((sum, { stream }) => sum + stream[id], 0)
  return {
    id,
    label: t(`columns.${id}`),
    help: t(`help.${id}`),
    widthPx: 92,
    number: true,
    dropRank,
    cell: (row) => formatNumber(count(row), { decimals: 0 }),
  }
}

function nameOf(row: ConnectionRow, t: ConnectionWords): string {
  if (row.kind === 'stream') return t(`kinds.${row.stream.kind}`)
  return row.instrumentId === null ? t('account') : symbolOf(row.instrumentId)
}

const symbolOf = (instrumentId: string): string => instrumentId.slice(instrumentId.indexOf(':') + 1)

function stateText(row: ConnectionRow, t: ConnectionWords): string {
  if (row.kind === 'stream') return t(`states.${row.stream.state}`)
  const { live, all } = countStreams([row])
  return t('live', { count: live, all })
}

/** Of a stream that comes, what it failed with last is history. */
function Failure({ row }: { readonly row: ConnectionRow }) {
  const text = row.kind === 'stream' ? failureOf(row) : ''
  return <span title={text}>{text}</span>
}

const failureOf = (row: StreamRow): string => row.stream.failure ?? ''
