import { type ReactNode, useMemo } from 'react'
import type { InstrumentView, OrderView } from '../../../src-contract/index.ts'
import { useInstruments } from '../../client/index.ts'
import { useWords } from '../../i18n/index.ts'
import { isOpenOrder, orderBadge, orderDetail, ownerText } from '../../trading/index.ts'
import { Badge, formatClock, formatPercent, NOT_APPLICABLE, zoneName } from '../../ui/index.ts'
import { type ExportColumn, FILE_ZONE, isoTime, SessionAge } from '../tables/index.ts'
import { OrderActions } from './order-actions.tsx'
import type { OrderWords } from './order-name.ts'
import { filledShare, orderPrice, orderTexts } from './order-texts.ts'

export type OrderColumn = ExportColumn<OrderView>

/** The columns of the table; narrow panels leave them out from the highest rank on. */
export function useOrderColumns(): readonly OrderColumn[] {
  const t = useWords('orders')
  const shared = useWords('tables')
  const instruments = useInstruments().byId
  return useMemo(() => {
    const words = { t, shared, instruments }
    return [...identityColumns(words), ...numberColumns(words), ...timeColumns(words), ...endColumns(words)]
  }, [t, shared, instruments])
}

interface ColumnWords extends OrderWords {
  readonly instruments: ReadonlyMap<string, InstrumentView>
}

function identityColumns({ t, shared, instruments }: ColumnWords): readonly OrderColumn[] {
  const symbolOf = ({ instrumentId }: OrderView): string => instruments.get(instrumentId)?.symbol ?? instrumentId
  return [
    {
      id: 'instrument',
      label: shared('columns.instrument'),
      widthPx: 92,
      rowHead: true,
      cell: symbolOf,
      sortValue: symbolOf,
      plain: symbolOf,
    },
    {
      id: 'state',
      label: shared('columns.state'),
      widthPx: 110,
      dropRank: 1,
      cell: stateBadge,
      sortValue: ({ state }) => state,
      plain: ({ state }) => state,
    },
    {
      id: 'side',
      label: shared('columns.side'),
      widthPx: 68,
      cell: ({ side }) => shared(`side.${side}`),
      tone: ({ side }) => (side === 'buy' ? 'up' : 'down'),
      sortValue: ({ side }) => side,
      plain: ({ side }) => side,
    },
    {
      id: 'order',
      label: t('columns.order'),
      widthPx: 112,
      dropRank: 5,
      cell: orderDetail,
      sortValue: orderDetail,
      plain: ({ role, type }) => `${role} ${type}`,
    },
  ]
}

function stateBadge({ state }: Pick<OrderView, 'state'>): ReactNode {
  const { tone, word } = orderBadge(state)
  return <Badge tone={tone}>{word}</Badge>
}

/** Who sees to the order: what the engine does by itself ends when the engine does. */
function handlingText({ handling }: OrderView, t: OrderWords['t']): ReactNode {
  return (
    <span title={t(`handlingHelp.${handling}`)}>
      {handling === 'engine' ? <Badge tone="neutral">{t('emulated')}</Badge> : t('handling.venue')}
    </span>
  )
}

function numberColumns({ t, shared, instruments }: ColumnWords): readonly OrderColumn[] {
  const textsOf = (order: OrderView) => orderTexts(order, instruments.get(order.instrumentId))
  return [
    {
      id: 'price',
      label: shared('columns.price'),
      widthPx: 88,
      number: true,
      dropRank: 4,
      cell: (order) => textsOf(order).price,
      sortValue: orderPrice,
      plain: orderPrice,
    },
    {
      id: 'trigger',
      label: t('columns.trigger'),
      help: t('help.trigger'),
      widthPx: 88,
      number: true,
      dropRank: 10,
      cell: (order) => textsOf(order).trigger,
      plain: ({ triggerPrice }) => triggerPrice,
    },
    {
      id: 'filled',
      label: t('columns.filled'),
      widthPx: 124,
      number: true,
      dropRank: 3,
      cell: (order) => textsOf(order).filled,
      sortValue: ({ quantity }) => Number(quantity),
      plain: ({ filledQuantity, quantity }) => `${filledQuantity}/${quantity}`,
    },
    {
      id: 'share',
      label: t('columns.share'),
      widthPx: 76,
      number: true,
      dropRank: 9,
      cell: (order) => (filledShare(order) === 0 ? NOT_APPLICABLE : formatPercent(filledShare(order))),
      sortValue: filledShare,
    },
    {
      id: 'average',
      label: t('columns.average'),
      widthPx: 92,
      number: true,
      dropRank: 8,
      cell: (order) => textsOf(order).averagePrice,
      plain: ({ averagePrice }) => averagePrice,
    },
  ]
}

function timeColumns({ t }: ColumnWords): readonly OrderColumn[] {
  const zone = zoneName()
  return [
    {
      id: 'created',
      label: t('columns.created', { zone }),
      widthPx: 96,
      number: true,
      dropRank: 7,
      cell: ({ createdAtMs }) => formatClock(createdAtMs),
      sortValue: ({ createdAtMs }) => createdAtMs,
      plain: ({ createdAtMs }) => isoTime(createdAtMs),
      plainLabel: t('columns.created', { zone: FILE_ZONE }),
    },
    {
      id: 'age',
      label: t('columns.age'),
      help: t('help.age'),
      widthPx: 80,
      number: true,
      dropRank: 11,
      cell: (order) => (isOpenOrder(order) ? <SessionAge sinceMs={order.createdAtMs} /> : NOT_APPLICABLE),
    },
    {
      id: 'updated',
      label: t('columns.updated', { zone }),
      widthPx: 100,
      number: true,
      hiddenAtFirst: true,
      cell: ({ updatedAtMs }) => formatClock(updatedAtMs),
      sortValue: ({ updatedAtMs }) => updatedAtMs,
      plain: ({ updatedAtMs }) => isoTime(updatedAtMs),
      plainLabel: t('columns.updated', { zone: FILE_ZONE }),
    },
  ]
}

function endColumns({ t, shared, instruments }: ColumnWords): readonly OrderColumn[] {
  const words: OrderWords = { t, shared }
  return [
    {
      id: 'owner',
      label: shared('columns.owner'),
      widthPx: 96,
      dropRank: 6,
      cell: ({ owner }) => ownerText(owner),
      sortValue: ({ owner }) => owner,
      plain: ({ owner }) => owner,
    },
    {
      id: 'handling',
      label: t('columns.handling'),
      help: t('help.handling'),
      widthPx: 92,
      dropRank: 6,
      cell: (order) => handlingText(order, t),
      sortValue: ({ handling }) => handling,
      plain: ({ handling }) => handling,
    },
    {
      id: 'reason',
      label: shared('columns.reason'),
      widthPx: 160,
      grow: true,
      dropRank: 12,
      cell: ({ reason }) => <span title={reason ?? undefined}>{reason ?? NOT_APPLICABLE}</span>,
      tone: () => 'order-reason',
      plain: ({ reason }) => reason,
    },
    {
      id: 'group',
      label: t('columns.group'),
      help: t('help.group'),
      widthPx: 150,
      hiddenAtFirst: true,
      cell: ({ ocoGroup }) => (ocoGroup === null ? NOT_APPLICABLE : <span className="mono">{ocoGroup}</span>),
      plain: ({ ocoGroup }) => ocoGroup,
    },
    {
      id: 'id',
      label: t('columns.id'),
      widthPx: 150,
      hiddenAtFirst: true,
      cell: ({ orderId }) => <span className="mono">{orderId}</span>,
      plain: ({ orderId }) => orderId,
    },
    {
      id: 'actions',
      label: shared('actions'),
      widthPx: 64,
      actions: true,
      cell: (order) => <OrderActions order={order} instrument={instruments.get(order.instrumentId)} words={words} />,
    },
  ]
}
