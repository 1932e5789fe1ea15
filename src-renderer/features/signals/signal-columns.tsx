import { useMemo } from 'react'
import type { InstrumentView, SignalView } from '../../../src-contract/index.ts'
import { useInstruments, useStrategies } from '../../client/index.ts'
import { useWords } from '../../i18n/index.ts'
import { Button, formatDayAndClock, formatPrice, formatRatio, NOT_APPLICABLE, zoneName } from '../../ui/index.ts'
import { type ExportColumn, FILE_ZONE, isoTime } from '../tables/index.ts'
import { GapMark } from './gap-mark.tsx'
import { actionTone, OutcomeBadge } from './outcome-badge.tsx'
import { signalRatio } from './trade-story.ts'

export type SignalColumn = ExportColumn<SignalView>

/** The columns of the table; narrow panels leave them out from the highest rank on. @param onWhy The same function from render to render. */
export function useSignalColumns(onWhy: (signal: SignalView) => void): readonly SignalColumn[] {
  const t = useWords('signals')
  const shared = useWords('tables')
  const instruments = useInstruments().byId
  const nameOf = useStrategyNames()
  return useMemo(() => {
    const words = { t, shared, instruments, nameOf, onWhy }
    return [...decisionColumns(words), ...priceColumns(words), ...outcomeColumns(words)]
  }, [t, shared, instruments, nameOf, onWhy])
}

/** Names by strategy id, which change only with the configuration. */
function useStrategyNames(): (strategyId: string) => string {
  const { list } = useStrategies()
  const key = JSON.stringify(list.map(({ strategyId, name }) => [strategyId, name]))
  return useMemo(() => {
    const names = new Map(JSON.parse(key) as [string, string][])
    return (strategyId) => names.get(strategyId) ?? strategyId
  }, [key])
}

interface ColumnWords {
  readonly t: ReturnType<typeof useWords<'signals'>>
  readonly shared: ReturnType<typeof useWords<'tables'>>
  readonly instruments: ReadonlyMap<string, InstrumentView>
  readonly nameOf: (strategyId: string) => string
  readonly onWhy: (signal: SignalView) => void
}

function decisionColumns({ t, shared, instruments, nameOf }: ColumnWords): readonly SignalColumn[] {
  const symbolOf = ({ instrumentId }: SignalView): string => instruments.get(instrumentId)?.symbol ?? instrumentId
  return [
    {
      id: 'time',
      label: shared('columns.time', { zone: zoneName() }),
      widthPx: 158,
      dropRank: 6,
      cell: ({ timeMs }) => formatDayAndClock(timeMs),
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
      id: 'decision',
      label: t('columns.decision'),
      widthPx: 124,
      dropRank: 1,
      cell: ({ action, gap }) => (
        <>
          {t(`actions.${action}`)} {gap && <GapMark />}
        </>
      ),
      tone: ({ action }) => actionTone(action),
      sortValue: ({ action }) => action,
      plain: ({ action }) => action,
    },
    {
      id: 'strategy',
      label: t('columns.strategy'),
      widthPx: 112,
      dropRank: 4,
      cell: ({ strategyId }) => nameOf(strategyId),
      sortValue: ({ strategyId }) => nameOf(strategyId),
      plain: ({ strategyId }) => strategyId,
    },
    {
      id: 'timeframe',
      label: t('columns.timeframe'),
      widthPx: 60,
      dropRank: 9,
      cell: ({ timeframe }) => timeframe,
      plain: ({ timeframe }) => timeframe,
    },
  ]
}

function priceColumns({ t, shared, instruments }: ColumnWords): readonly SignalColumn[] {
  const priceText = (price: number | null, { instrumentId }: SignalView): string => {
    if (price === null) return NOT_APPLICABLE
    const instrument = instruments.get(instrumentId)
    return instrument === undefined ? String(price) : formatPrice(price, instrument.tickSize)
  }
  const column = (id: string, label: string, priceOf: (signal: SignalView) => number | null): SignalColumn => ({
    id,
    label,
    widthPx: 88,
    number: true,
    dropRank: id === 'price' ? 3 : 7,
    cell: (signal) => priceText(priceOf(signal), signal),
    plain: priceOf,
  })
  return [
    column('price', shared('columns.price'), ({ price }) => price),
    column('stop', t('columns.stop'), ({ stopLossPrice }) => stopLossPrice),
    column('target', t('columns.target'), ({ takeProfitPrice }) => takeProfitPrice),
    {
      id: 'ratio',
      label: t('columns.ratio'),
      help: t('help.ratio'),
      widthPx: 52,
      number: true,
      dropRank: 8,
      cell: (signal) => ratioText(signal),
      sortValue: signalRatio,
      plain: (signal) => signalRatio(signal)?.toFixed(2),
    },
  ]
}

function ratioText(signal: SignalView): string {
  const ratio = signalRatio(signal)
  return ratio === undefined ? NOT_APPLICABLE : formatRatio(ratio)
}

/** What is worth knowing first: why it was refused, else why it was decided. */
function whyText({ denial, ignoredReason, reasons, gap }: SignalView, t: ColumnWords['t']): string {
  const why = denial?.message ?? ignoredReason ?? reasons.join(' · ')
  return gap ? `${t('gap')} · ${why}` : why
}

function outcomeColumns({ t, shared, instruments, onWhy }: ColumnWords): readonly SignalColumn[] {
  return [
    {
      id: 'outcome',
      label: t('columns.outcome'),
      widthPx: 108,
      cell: ({ outcome }) => <OutcomeBadge outcome={outcome} />,
      sortValue: ({ outcome }) => outcome,
      plain: ({ outcome }) => outcome,
    },
    {
      id: 'why',
      label: t('columns.why'),
      widthPx: 180,
      grow: true,
      dropRank: 5,
      cell: (signal) => <span title={whyText(signal, t)}>{whyText(signal, t)}</span>,
      tone: () => 'signal-reasons',
      plain: (signal) => whyText(signal, t),
    },
    {
      id: 'actions',
      label: shared('actions'),
      widthPx: 74,
      actions: true,
      dropRank: 2,
      cell: (signal) => (
        <Button
          size="row"
          aria-label={t('openWhy', {
            action: t(`actions.${signal.action}`),
            symbol: instruments.get(signal.instrumentId)?.symbol ?? signal.instrumentId,
            time: formatDayAndClock(signal.timeMs),
          })}
          onClick={() => onWhy(signal)}
        >
          {t('why')}
        </Button>
      ),
    },
  ]
}
