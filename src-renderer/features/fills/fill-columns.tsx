import { useMemo } from 'react'
import type { FillView, InstrumentView } from '../../../src-contract/index.ts'
import { useInstruments } from '../../client/index.ts'
import { useWords } from '../../i18n/index.ts'
import { ownerText } from '../../trading/index.ts'
import {
  formatClock,
  formatDayAndClock,
  formatMoney,
  formatPrice,
  formatQuantity,
  formatSignedMoney,
  NOT_APPLICABLE,
  signTone,
  zoneName,
} from '../../ui/index.ts'
import { type ExportColumn, FILE_ZONE, isoTime } from '../tables/index.ts'
import { fillValue } from './fill-sums.ts'

export type FillColumn = ExportColumn<FillView>

/**
 * The columns of the table; narrow panels leave them out from the highest rank on.
 * @param byDay The day of a fill stands over it.
 */
export function useFillColumns(byDay: boolean): readonly FillColumn[] {
  const t = useWords('fills')
  const shared = useWords('tables')
  const instruments = useInstruments().byId
  return useMemo(() => {
    const words = { t, shared, instruments, byDay }
    return [...identityColumns(words), ...amountColumns(words), ...resultColumns(words)]
  }, [t, shared, instruments, byDay])
}

interface ColumnWords {
  readonly t: ReturnType<typeof useWords<'fills'>>
  readonly shared: ReturnType<typeof useWords<'tables'>>
  readonly instruments: ReadonlyMap<string, InstrumentView>
  readonly byDay: boolean
}

function identityColumns({ shared, instruments, byDay }: ColumnWords): readonly FillColumn[] {
  const symbolOf = ({ instrumentId }: FillView): string => instruments.get(instrumentId)?.symbol ?? instrumentId
  return [
    {
      id: 'time',
      label: shared('columns.time', { zone: zoneName() }),
      widthPx: byDay ? 84 : 158,
      dropRank: 4,
      cell: ({ timeMs }) => (byDay ? formatClock(timeMs) : formatDayAndClock(timeMs)),
      sortValue: ({ timeMs }) => timeMs,
      plain: ({ timeMs }) => isoTime(timeMs),
      plainLabel: shared('columns.time', { zone: FILE_ZONE }),
    },
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
      id: 'side',
      label: shared('columns.side'),
      widthPx: 68,
      dropRank: 2,
      cell: ({ side }) => shared(`side.${side}`),
      tone: ({ side }) => (side === 'buy' ? 'up' : 'down'),
      sortValue: ({ side }) => side,
      plain: ({ side }) => side,
    },
  ]
}

function amountColumns({ t, shared, instruments }: ColumnWords): readonly FillColumn[] {
  return [
    {
      id: 'quantity',
      label: shared('columns.quantity'),
      widthPx: 84,
      number: true,
      dropRank: 3,
      cell: ({ quantity, instrumentId }) =>
        formatQuantity(quantity, instruments.get(instrumentId)?.lotSize ?? quantity),
      sortValue: ({ quantity }) => Number(quantity),
      plain: ({ quantity }) => quantity,
    },
    {
      id: 'price',
      label: shared('columns.price'),
      widthPx: 92,
      number: true,
      cell: ({ price, instrumentId }) => formatPrice(price, instruments.get(instrumentId)?.tickSize ?? price),
      sortValue: ({ price }) => Number(price),
      plain: ({ price }) => price,
    },
    {
      id: 'value',
      label: t('columns.value'),
      widthPx: 96,
      number: true,
      dropRank: 6,
      cell: (fill) => formatMoney(fillValue(fill)),
      sortValue: fillValue,
      plain: (fill) => fillValue(fill).toFixed(2),
    },
    {
      id: 'fee',
      label: t('columns.fee'),
      widthPx: 104,
      number: true,
      dropRank: 5,
      cell: ({ fee, feeCurrency }) => (
        <>
          {formatMoney(fee)} <span className="quiet">{feeCurrency}</span>
        </>
      ),
      sortValue: ({ fee }) => Number(fee),
      plain: ({ fee, feeCurrency }) => `${fee} ${feeCurrency}`,
    },
  ]
}

/** A fill that only opens has nothing realised. */
const realisedText = ({ realisedPnl }: FillView): string =>
  Number(realisedPnl) === 0 ? NOT_APPLICABLE : formatSignedMoney(realisedPnl)

function resultColumns({ t, shared }: ColumnWords): readonly FillColumn[] {
  return [
    {
      id: 'liquidity',
      label: t('columns.liquidity'),
      widthPx: 76,
      dropRank: 8,
      cell: ({ liquidity }) => t(liquidity),
      sortValue: ({ liquidity }) => liquidity,
      plain: ({ liquidity }) => liquidity,
    },
    {
      id: 'realised',
      label: t('columns.realised'),
      widthPx: 104,
      number: true,
      dropRank: 1,
      cell: realisedText,
      tone: ({ realisedPnl }) => signTone(realisedPnl),
      sortValue: ({ realisedPnl }) => Number(realisedPnl),
      plain: ({ realisedPnl }) => realisedPnl,
    },
    {
      id: 'owner',
      label: shared('columns.owner'),
      widthPx: 120,
      grow: true,
      dropRank: 7,
      cell: ({ owner }) => ownerText(owner),
      sortValue: ({ owner }) => owner,
      plain: ({ owner }) => owner,
    },
    {
      id: 'order',
      label: t('columns.order'),
      widthPx: 150,
      hiddenAtFirst: true,
      cell: ({ orderId }) => <span className="mono">{orderId}</span>,
      plain: ({ orderId }) => orderId,
    },
  ]
}
