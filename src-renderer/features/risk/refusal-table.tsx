import { useMemo } from 'react'
import type { InstrumentView, RefusalView } from '../../../src-contract/index.ts'
import { useConnection, useInstruments, type Watched } from '../../client/index.ts'
import { useWords } from '../../i18n/index.ts'
import { ownerText } from '../../trading/index.ts'
import {
  type DataColumn,
  DataTable,
  EmptyState,
  ErrorState,
  formatDayAndClock,
  formatQuantity,
  type TableView,
  useFormatSettings,
  zoneName,
} from '../../ui/index.ts'
import { riskValue, riskValueWithUnit } from './risk-rows.ts'
import type { Refusals } from './use-risk.ts'

type Words = ReturnType<typeof useWords<'risk'>>
type SharedWords = ReturnType<typeof useWords<'tables'>>

export interface RefusalTableProps {
  readonly refusals: Watched<Refusals>
  readonly table: TableView
  readonly onTableChange: (table: TableView) => void
  readonly onSelect: (instrumentId: string) => void
}

/** Orders that the risk check refused: what was measured, what is allowed, what would fit. */
export function RefusalTable({ refusals: { value, fault }, table, onTableChange, onSelect }: RefusalTableProps) {
  const t = useWords('risk')
  const connected = useConnection().kind === 'connected'
  const columns = useColumns()
  if (fault !== undefined && value === undefined) {
    return (
      <ErrorState title={t('refusals.refused')} code={fault.code}>
        {fault.message}
      </ErrorState>
    )
  }
  return (
    <DataTable<RefusalView>
      label={t('refusals.title')}
      className={connected ? '' : 'table-old'}
      columns={columns}
      rows={value?.list}
      rowId={({ refusalId }) => refusalId}
      view={table}
      onViewChange={onTableChange}
      onSelect={({ instrumentId }) => onSelect(instrumentId)}
      detailOf={({ message }) => message}
      empty={<EmptyState title={t('refusals.empty.title')}>{t('refusals.empty.text')}</EmptyState>}
      footer={value !== undefined && value.skipped > 0 && t('refusals.skipped', { count: value.skipped })}
    />
  )
}

function useColumns(): readonly DataColumn<RefusalView>[] {
  const t = useWords('risk')
  const shared = useWords('tables')
  const formats = useFormatSettings()
  const instruments = useInstruments().byId
  return useMemo(
    () => [...orderColumns(t, shared, instruments), ...numberColumns(t, instruments)],
    // oxlint-disable-next-line react/exhaustive-deps -- the formats are read by functions, not from here.
    [t, shared, instruments, formats],
  )
}

type Instruments = ReadonlyMap<string, InstrumentView>

function orderColumns(t: Words, shared: SharedWords, instruments: Instruments): readonly DataColumn<RefusalView>[] {
  const symbolOf = ({ instrumentId }: RefusalView): string => instruments.get(instrumentId)?.symbol ?? instrumentId
  return [
    {
      id: 'instrument',
      label: shared('columns.instrument'),
      widthPx: 92,
      rowHead: true,
      cell: symbolOf,
      sortValue: symbolOf,
    },
    {
      id: 'side',
      label: shared('columns.side'),
      widthPx: 52,
      cell: ({ side }) => shared(`side.${side}`),
      tone: ({ side }) => (side === 'buy' ? 'up' : 'down'),
    },
    {
      id: 'rule',
      label: t('refusals.columns.rule'),
      widthPx: 170,
      grow: true,
      cell: ({ code }) => <span className="mono">{code}</span>,
      sortValue: ({ code }) => code,
    },
    {
      id: 'source',
      label: t('refusals.columns.source'),
      widthPx: 104,
      dropRank: 3,
      cell: ({ source, owner }) => (source === 'strategy' ? ownerText(owner) : t(`refusals.sources.${source}`)),
    },
    {
      id: 'time',
      label: t('refusals.columns.time', { zone: zoneName() }),
      widthPx: 136,
      number: true,
      dropRank: 2,
      cell: ({ timeMs }) => formatDayAndClock(timeMs),
      sortValue: ({ timeMs }) => timeMs,
    },
  ]
}

function numberColumns(t: Words, instruments: Instruments): readonly DataColumn<RefusalView>[] {
  return [
    {
      id: 'measured',
      label: t('refusals.columns.measured'),
      widthPx: 80,
      number: true,
      tone: () => 'danger',
      cell: ({ measured, unit }) => riskValue(measured, unit),
    },
    {
      id: 'limit',
      label: t('refusals.columns.limit'),
      widthPx: 104,
      number: true,
      cell: ({ limit, unit }) => riskValueWithUnit(limit, unit),
    },
    {
      id: 'fits',
      label: t('refusals.columns.fits'),
      widthPx: 84,
      number: true,
      dropRank: 1,
      cell: ({ quantityThatFits, instrumentId }) =>
        quantityThatFits === null
          ? t('refusals.nothingFits')
          : formatQuantity(quantityThatFits, instruments.get(instrumentId)?.lotSize ?? quantityThatFits),
    },
  ]
}
