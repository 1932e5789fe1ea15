import { useMemo } from 'react'
import type { ClosedTradeView, InstrumentView } from '../../../src-contract/index.ts'
import { type EngineCalls, useConnection, useInstruments, usePolled } from '../../client/index.ts'
import { useWords } from '../../i18n/index.ts'
import { useLinkedInstrument } from '../../panels/index.ts'
import { ownerText } from '../../trading/index.ts'
import {
  type DataColumn,
  DataTable,
  EmptyState,
  ErrorState,
  formatAge,
  formatDayAndClock,
  formatPrice,
  formatR,
  formatSignedMoney,
  NOT_APPLICABLE,
  Note,
  signTone,
  type TableView,
  useFormatSettings,
  zoneName,
} from '../../ui/index.ts'

const REFRESH_MS = 15_000
const MOST_TRADES = 500

const askTrades = async ({ analytics }: EngineCalls): Promise<readonly ClosedTradeView[]> =>
  (await analytics.trades({ limit: MOST_TRADES })).trades

export interface TradesTableProps {
  readonly table: TableView
  readonly onTableChange: (table: TableView) => void
}

/** Positions from flat to flat, newest first. */
export function TradesTable({ table, onTableChange }: TradesTableProps) {
  const t = useWords('performance')
  const connected = useConnection().kind === 'connected'
  const { select } = useLinkedInstrument()
  const columns = useColumns()
  const { value: trades, fault } = usePolled(REFRESH_MS, askTrades)
  if (fault !== undefined && trades === undefined) return <ErrorState title={t('failed')}>{fault}</ErrorState>
  return (
    <>
      {fault !== undefined && <Note kind="warn" title={t('notNew', { fault })} />}
      <DataTable<ClosedTradeView>
        label={t('trades.title')}
        className={connected ? '' : 'table-old'}
        columns={columns}
        rows={trades}
        rowId={({ closedTradeId }) => closedTradeId}
        view={table}
        onViewChange={onTableChange}
        onSelect={({ instrumentId }) => select(instrumentId)}
        empty={<EmptyState title={t('empty.title')}>{t('empty.text')}</EmptyState>}
      />
    </>
  )
}

type Words = ReturnType<typeof useWords<'performance'>>
type SharedWords = ReturnType<typeof useWords<'tables'>>
type Instruments = ReadonlyMap<string, InstrumentView>

function useColumns(): readonly DataColumn<ClosedTradeView>[] {
  const t = useWords('performance')
  const shared = useWords('tables')
  const formats = useFormatSettings()
  const instruments = useInstruments().byId
  return useMemo(
    () => [...tradeColumns(shared, instruments), ...resultColumns(t), ...wayColumns(t, shared, instruments)],
    // oxlint-disable-next-line react/exhaustive-deps -- the formats are read by functions, not from here.
    [t, shared, instruments, formats],
  )
}

function tradeColumns(shared: SharedWords, instruments: Instruments): readonly DataColumn<ClosedTradeView>[] {
  const symbolOf = ({ instrumentId }: ClosedTradeView): string => instruments.get(instrumentId)?.symbol ?? instrumentId
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
      widthPx: 56,
      dropRank: 2,
      cell: ({ side }) => shared(`side.${side}`),
      tone: ({ side }) => (side === 'long' ? 'up' : 'down'),
      sortValue: ({ side }) => side,
    },
  ]
}

const netOf = ({ realised, fees, funding }: ClosedTradeView): number =>
  Number(realised) - Number(fees) + Number(funding)

function resultColumns(t: Words): readonly DataColumn<ClosedTradeView>[] {
  const multiple = (id: 'result' | 'mae' | 'mfe', of: (trade: ClosedTradeView) => number | null, dropRank: number) => ({
    id,
    label: t(`trades.columns.${id}`),
    widthPx: 72,
    number: true,
    dropRank,
    cell: (trade: ClosedTradeView) => multipleText(of(trade)),
    tone: (trade: ClosedTradeView) => signTone(of(trade) ?? 0),
    sortValue: (trade: ClosedTradeView) => of(trade) ?? undefined,
  })
  return [
    {
      id: 'net',
      label: t('trades.columns.net'),
      widthPx: 88,
      number: true,
      cell: (trade) => formatSignedMoney(netOf(trade)),
      tone: (trade) => signTone(netOf(trade)),
      sortValue: netOf,
    },
    multiple('result', ({ resultR }) => resultR, 3),
    multiple('mae', ({ maeR }) => maeR, 8),
    multiple('mfe', ({ mfeR }) => mfeR, 7),
  ]
}

/** Without a stop there is no risk to measure by. */
const multipleText = (value: number | null): string => (value === null ? NOT_APPLICABLE : formatR(value))

function wayColumns(t: Words, shared: SharedWords, instruments: Instruments): readonly DataColumn<ClosedTradeView>[] {
  const price = (trade: ClosedTradeView, text: string): string =>
    formatPrice(text, instruments.get(trade.instrumentId)?.tickSize ?? text)
  return [
    {
      id: 'entry',
      label: t('trades.columns.entry'),
      widthPx: 92,
      number: true,
      dropRank: 5,
      cell: (trade) => price(trade, trade.entryPrice),
    },
    {
      id: 'exit',
      label: t('trades.columns.exit'),
      widthPx: 92,
      number: true,
      dropRank: 5,
      cell: (trade) => price(trade, trade.exitPrice),
    },
    {
      id: 'lasted',
      label: t('trades.columns.lasted'),
      widthPx: 80,
      number: true,
      dropRank: 6,
      cell: ({ openedAtMs, closedAtMs }) => formatAge(closedAtMs - openedAtMs),
      sortValue: ({ openedAtMs, closedAtMs }) => closedAtMs - openedAtMs,
    },
    {
      id: 'closed',
      label: t('trades.columns.closed', { zone: zoneName() }),
      widthPx: 152,
      number: true,
      dropRank: 1,
      cell: ({ closedAtMs }) => formatDayAndClock(closedAtMs),
      sortValue: ({ closedAtMs }) => closedAtMs,
    },
    {
      id: 'owner',
      label: shared('columns.owner'),
      widthPx: 100,
      dropRank: 4,
      cell: ({ owner }) => ownerText(owner),
      sortValue: ({ owner }) => owner,
    },
    {
      id: 'ended',
      label: t('trades.columns.ended'),
      widthPx: 110,
      grow: true,
      dropRank: 9,
      cell: ({ ended }) => <span title={ended}>{ended}</span>,
      sortValue: ({ ended }) => ended,
    },
  ]
}
