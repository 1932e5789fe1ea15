import { Check, CircleHelp, TriangleAlert } from 'lucide-react'
import { useMemo } from 'react'
import type { InstrumentView, ReconciliationView } from '../../../src-contract/index.ts'
import { useConnection, useInstruments } from '../../client/index.ts'
import { useWords } from '../../i18n/index.ts'
import {
  Badge,
  type DataColumn,
  DataTable,
  EmptyState,
  formatMoney,
  formatNumber,
  formatQuantity,
  formatSignedMoney,
  NOT_APPLICABLE,
  type TableView,
  UNKNOWN,
} from '../../ui/index.ts'
import { SystemAge } from '../tables/index.ts'
import { type ComparisonRow, comparisonRows, gapOf } from './comparison-rows.ts'
import { symbolOf } from './subject-text.ts'

type Words = ReturnType<typeof useWords<'reconciliation'>>
type Instruments = ReadonlyMap<string, InstrumentView>

export interface ComparisonTableProps {
  /** Undefined while it is loading. */
  readonly view: ReconciliationView | undefined
  readonly table: TableView
  readonly onTableChange: (table: TableView) => void
  readonly onSelect: (instrumentId: string) => void
}

/** Positions, orders and cash: what the ledger says beside what the venue says. */
export function ComparisonTable({ view, table, onTableChange, onSelect }: ComparisonTableProps) {
  const t = useWords('reconciliation')
  const instruments = useInstruments().byId
  const connected = useConnection().kind === 'connected'
  const columns = useMemo(() => comparisonColumns(t, instruments), [t, instruments])
  const rows = useMemo(() => (view === undefined ? undefined : comparisonRows(view)), [view])
  return (
    <DataTable<ComparisonRow>
      label={t('title')}
      className={connected ? '' : 'table-old'}
      columns={columns}
      rows={rows}
      rowId={({ rowId }) => rowId}
      groupOf={({ section }) => ({ id: section, label: t(`sections.${section}`) })}
      view={table}
      onViewChange={onTableChange}
      onSelect={({ instrumentId }) => {
        if (instrumentId !== null) onSelect(instrumentId)
      }}
      rowClass={({ outcome }) => (outcome === 'differs' ? 'reconciliation-differs' : undefined)}
      empty={<EmptyState title={t('empty.both.title')}>{t('empty.both.text')}</EmptyState>}
    />
  )
}

function comparisonColumns(t: Words, instruments: Instruments): readonly DataColumn<ComparisonRow>[] {
  const nameOf = ({ instrumentId, currency }: ComparisonRow): string =>
    instrumentId === null ? (currency ?? '') : symbolOf(instrumentId, instruments)
  return [
    { id: 'item', label: t('columns.item'), widthPx: 110, rowHead: true, cell: nameOf },
    ...sideColumns(t, instruments),
    {
      id: 'state',
      label: t('columns.state'),
      widthPx: 176,
      cell: (row) => <Outcome row={row} t={t} />,
    },
    {
      id: 'cause',
      label: t('columns.cause'),
      widthPx: 200,
      grow: true,
      dropRank: 1,
      cell: (row) => <Cause row={row} />,
    },
  ]
}

function sideColumns(t: Words, instruments: Instruments): readonly DataColumn<ComparisonRow>[] {
  const text = (row: ComparisonRow, value: string | null): string =>
    value === null ? UNKNOWN : amountText(row, value, instruments)
  return [
    {
      id: 'ledger',
      label: t('columns.ledger'),
      widthPx: 96,
      number: true,
      cell: (row) => text(row, row.ledger),
    },
    {
      id: 'venue',
      label: t('columns.venue'),
      widthPx: 96,
      number: true,
      cell: (row) => text(row, row.venue),
    },
    {
      id: 'gap',
      label: t('columns.gap'),
      widthPx: 92,
      number: true,
      dropRank: 2,
      cell: (row) => gapText(row, instruments),
      tone: (row) => ((gapOf(row) ?? 0) === 0 ? 'quiet' : 'danger'),
    },
  ]
}

function amountText({ section, instrumentId }: ComparisonRow, value: string, instruments: Instruments): string {
  switch (section) {
    case 'cash':
      return formatMoney(value)
    case 'orders':
      return formatNumber(value, { decimals: 0 })
    default:
      return formatQuantity(value, instruments.get(instrumentId ?? '')?.lotSize ?? value)
  }
}

function gapText(row: ComparisonRow, instruments: Instruments): string {
  const gap = gapOf(row)
  if (gap === undefined) return NOT_APPLICABLE
  if (row.section === 'cash') return formatSignedMoney(gap)
  const lot = row.section === 'orders' ? '1' : (instruments.get(row.instrumentId ?? '')?.lotSize ?? row.venue ?? '1')
  return `${gap > 0 ? '+' : ''}${formatQuantity(gap, lot)}`
}

const ICONS = { agreed: Check, differs: TriangleAlert, notAsked: CircleHelp } as const

/** Icon and word, and the quarantine beside them: no meaning by colour alone. */
function Outcome({ row: { outcome, quarantined }, t }: { readonly row: ComparisonRow; readonly t: Words }) {
  const Icon = ICONS[outcome]
  return (
    <span className={`reconciliation-outcome reconciliation-${outcome}`}>
      <Icon size={12} aria-hidden="true" />
      {t(`outcomes.${outcome}`)}
      {quarantined && <Badge tone="danger">{t('quarantined')}</Badge>}
    </span>
  )
}

function Cause({ row: { difference, reason } }: { readonly row: ComparisonRow }) {
  if (difference === undefined) return <span title={reason ?? undefined}>{reason ?? NOT_APPLICABLE}</span>
  return (
    <span title={difference.cause}>
      <SystemAge sinceMs={difference.firstSeenMs} /> · {difference.cause}
    </span>
  )
}
