import { formatQuantity, formatSignedMoney } from '../../ui/index.ts'
import { useMemo } from 'react'
import { useAccount } from '../../client/index.ts'
import { useWords } from '../../i18n/index.ts'
import { ownerText } from '../../trading/index.ts'
import { type ExportColumn, isoTime, SessionAge } from '../tables/index.ts'
import { ExitCell } from './exit-cell.tsx'
import { PositionActions, PositionMore } from './position-actions.tsx'
import {
  HeldByCell,
  LiquidationCell,
  MarginCell,
  MarkCell,
  MultipleCell,
  priceText,
  ProfitCell,
} from './position-cells.tsx'
import type { PositionRow } from './position-rows.ts'
import { stopWord } from './stop-words.ts'

export type PositionColumn = ExportColumn<PositionRow>

/** The columns of the table; narrow panels leave them out from the highest rank on. */
export function usePositionColumns(): readonly PositionColumn[] {
  const t = useWords('positions')
  const shared = useWords('tables')
  const currency = useAccount((account) => account.currency) ?? ''
  return useMemo(
    () => [
      ...identityColumns(shared),
      ...priceColumns(t),
      ...resultColumns(t, shared, currency),
      ...ACTIONS(t, shared),
    ],
    [t, shared, currency],
  )
}

type Words = ReturnType<typeof useWords<'positions'>>
type SharedWords = ReturnType<typeof useWords<'tables'>>

const symbolOf = ({ instrument, position }: PositionRow): string => instrument?.symbol ?? position.instrumentId

const identityColumns = (shared: SharedWords): readonly PositionColumn[] => [
  {
    id: 'instrument',
    label: shared('columns.instrument'),
    widthPx: 88,
    rowHead: true,
    cell: symbolOf,
    sortValue: symbolOf,
    plain: symbolOf,
  },
  {
    id: 'side',
    label: shared('columns.side'),
    widthPx: 56,
    dropRank: 3,
    cell: ({ position }) => shared(`side.${position.side}`),
    tone: ({ position }) => (position.side === 'long' ? 'up' : 'down'),
    sortValue: ({ position }) => position.side,
    plain: ({ position }) => position.side,
  },
  {
    id: 'quantity',
    label: shared('columns.quantity'),
    widthPx: 84,
    number: true,
    dropRank: 4,
    cell: ({ position, instrument }) => formatQuantity(position.quantity, instrument?.lotSize ?? position.quantity),
    sortValue: ({ position }) => Number(position.quantity),
    plain: ({ position }) => position.quantity,
  },
]

const priceColumns = (t: Words): readonly PositionColumn[] => [
  {
    id: 'entry',
    label: t('columns.entry'),
    widthPx: 92,
    number: true,
    dropRank: 7,
    cell: (row) => priceText(row.position.entryPrice, row),
    plain: ({ position }) => position.entryPrice,
  },
  {
    id: 'mark',
    label: t('columns.mark'),
    widthPx: 92,
    number: true,
    dropRank: 8,
    cell: (row) => <MarkCell row={row} />,
    plain: ({ position }) => position.markPrice,
  },
  {
    id: 'stop',
    label: t('columns.stop'),
    widthPx: 92,
    number: true,
    dropRank: 5,
    cell: (row) => <ExitCell row={row} leg="stop" />,
    plain: ({ position }) => position.stopPrice,
  },
  {
    id: 'target',
    label: t('columns.target'),
    widthPx: 92,
    number: true,
    dropRank: 6,
    cell: (row) => <ExitCell row={row} leg="target" />,
    plain: ({ position }) => position.targetPrice,
  },
  {
    id: 'liquidation',
    label: t('columns.liquidation'),
    help: t('help.liquidation'),
    widthPx: 92,
    number: true,
    dropRank: 9,
    cell: (row) => <LiquidationCell row={row} />,
    plain: ({ position }) => position.margin?.liquidationPrice ?? null,
  },
  {
    id: 'margin',
    label: t('columns.margin'),
    help: t('help.margin'),
    widthPx: 84,
    dropRank: 16,
    cell: (row) => <MarginCell row={row} />,
    plain: ({ position: { margin } }) => margin && `${margin.mode} ${margin.leverage}`,
  },
]

const resultColumns = (t: Words, shared: SharedWords, currency: string): readonly PositionColumn[] => [
  {
    id: 'pnl',
    label: t('columns.pnl', { currency }),
    widthPx: 84,
    number: true,
    cell: (row) => <ProfitCell row={row} />,
    sortValue: ({ position }) => position.unrealisedPnl,
    plain: ({ position }) => position.unrealisedPnl.toFixed(2),
  },
  {
    id: 'multiple',
    label: t('columns.multiple'),
    help: t('help.multiple'),
    widthPx: 60,
    number: true,
    dropRank: 11,
    cell: (row) => <MultipleCell row={row} />,
  },
  {
    id: 'fees',
    label: shared('columns.fees'),
    widthPx: 76,
    number: true,
    dropRank: 15,
    cell: ({ position }) => formatSignedMoney(-Number(position.fees)),
    sortValue: ({ position }) => Number(position.fees),
    plain: ({ position }) => position.fees,
  },
  {
    id: 'openFor',
    label: t('columns.openFor'),
    widthPx: 84,
    number: true,
    dropRank: 14,
    cell: ({ position }) => <SessionAge sinceMs={position.openedAtMs} />,
    sortValue: ({ position }) => position.openedAtMs,
    plain: ({ position }) => isoTime(position.openedAtMs),
    plainLabel: t('columns.opened'),
  },
  {
    id: 'heldBy',
    label: t('columns.heldBy'),
    help: t('help.heldBy'),
    widthPx: 112,
    dropRank: 12,
    cell: (row) => <HeldByCell row={row} />,
    plain: ({ position, keeper }) => stopWord(position, keeper),
  },
  {
    id: 'owner',
    label: shared('columns.owner'),
    widthPx: 104,
    grow: true,
    dropRank: 13,
    cell: ({ position }) => ownerText(position.owner),
    sortValue: ({ position }) => position.owner,
    plain: ({ position }) => position.owner,
  },
]

const ACTIONS = (t: Words, shared: SharedWords): readonly PositionColumn[] => [
  {
    id: 'actions',
    label: shared('actions'),
    widthPx: 132,
    actions: true,
    dropRank: 2,
    cell: (row) => <PositionActions row={row} />,
  },
  { id: 'more', label: t('columns.more'), widthPx: 36, actions: true, cell: (row) => <PositionMore row={row} /> },
]
