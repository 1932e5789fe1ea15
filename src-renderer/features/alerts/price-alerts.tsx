import { MoveDown, MoveUp, Trash2 } from 'lucide-react'
import { useMemo, useState } from 'react'
import type { PriceAlertView } from '../../../src-contract/index.ts'
import {
  describeFault,
  type EngineCalls,
  useConnection,
  useEngine,
  useInstruments,
  usePriceAlerts,
  useQuotes,
} from '../../client/index.ts'
import { useWords, words } from '../../i18n/index.ts'
import { useLinkGroups } from '../../panels/index.ts'
import {
  type DataColumn,
  DataTable,
  EmptyState,
  formatDayAndClock,
  formatNumber,
  formatPercent,
  formatPrice,
  IconButton,
  INITIAL_TABLE_VIEW,
  LiveText,
  NOT_APPLICABLE,
  showToast,
  type TableView,
  UNKNOWN,
  zoneName,
} from '../../ui/index.ts'
import { PriceAlertForm } from './price-alert-form.tsx'
import { distanceFraction } from './price-alert-input.ts'

/** Prices that somebody waits for, and a form for one more. */
export function PriceAlerts() {
  const t = useWords('alerts')
  const { loaded, list } = usePriceAlerts()
  const [view, setView] = useState<TableView>(INITIAL_TABLE_VIEW)
  const columns = useColumns()
  return (
    <>
      <PriceAlertForm />
      <DataTable<PriceAlertView>
        label={t('prices.title')}
        columns={columns}
        rows={loaded ? list : undefined}
        rowId={({ priceAlertId }) => priceAlertId}
        view={view}
        onViewChange={setView}
        empty={<EmptyState title={t('prices.none')}>{t('prices.noneText')}</EmptyState>}
      />
    </>
  )
}

function useColumns(): readonly DataColumn<PriceAlertView>[] {
  const t = useWords('alerts')
  const { calls } = useEngine()
  const connected = useConnection().kind === 'connected'
  return useMemo(() => {
    const facts = factColumns(t)
    const remove: DataColumn<PriceAlertView> = {
      id: 'remove',
      label: t('prices.actions'),
      widthPx: 36,
      actions: true,
      cell: (alert) => (
        <RemoveButton alert={alert} disabled={!connected} onRemove={() => void removeAlert(calls, alert)} />
      ),
    }
    return [...facts, remove]
  }, [t, calls, connected])
}

function factColumns(t: ReturnType<typeof useWords<'alerts'>>): readonly DataColumn<PriceAlertView>[] {
  return [
    {
      id: 'instrument',
      label: t('prices.instrument'),
      widthPx: 90,
      rowHead: true,
      sortValue: ({ instrumentId }) => instrumentId,
      cell: (alert) => <InstrumentName alert={alert} />,
    },
    {
      id: 'price',
      label: t('prices.price'),
      widthPx: 96,
      number: true,
      sortValue: ({ price }) => Number(price),
      cell: (alert) => <WaitedPrice alert={alert} />,
    },
    {
      id: 'distance',
      label: t('prices.distance'),
      help: t('prices.distanceHelp'),
      widthPx: 72,
      number: true,
      dropRank: 1,
      cell: (alert) => <Distance alert={alert} />,
    },
    {
      id: 'note',
      label: t('prices.note'),
      widthPx: 100,
      grow: true,
      dropRank: 3,
      cell: ({ note }) => (note === '' ? NOT_APPLICABLE : <span title={note}>{note}</span>),
    },
    {
      id: 'created',
      label: t('prices.created', { zone: zoneName() }),
      widthPx: 130,
      dropRank: 2,
      tone: () => 'quiet',
      sortValue: ({ createdAtMs }) => createdAtMs,
      cell: ({ createdAtMs }) => formatDayAndClock(createdAtMs),
    },
  ]
}

function InstrumentName({ alert: { instrumentId } }: { readonly alert: PriceAlertView }) {
  const symbol = useInstruments().byId.get(instrumentId)?.symbol ?? instrumentId
  const { active, select } = useLinkGroups()
  return (
    <button type="button" className="alert-link" onClick={() => select(active, instrumentId)}>
      {symbol}
    </button>
  )
}

function WaitedPrice({ alert: { instrumentId, price, direction } }: { readonly alert: PriceAlertView }) {
  const t = useWords('alerts')
  const instrument = useInstruments().byId.get(instrumentId)
  const Arrow = direction === 'above' ? MoveUp : MoveDown
  return (
    <span className="alert-price">
      <Arrow size={10} role="img" aria-label={t(`prices.${direction}`)} />
      {instrument === undefined ? formatNumber(price, { decimals: 2 }) : formatPrice(price, instrument.tickSize)}
    </span>
  )
}

function Distance({ alert: { instrumentId, price } }: { readonly alert: PriceAlertView }) {
  return (
    <LiveText
      values={useQuotes()}
      id={instrumentId}
      format={({ last }) => formatPercent(distanceFraction(Number(price), last), true)}
      tone={({ stale }) => (stale ? 'quiet' : '')}
      placeholder={UNKNOWN}
    />
  )
}

interface RemoveButtonProps {
  readonly alert: PriceAlertView
  readonly disabled: boolean
  readonly onRemove: () => void
}

function RemoveButton({ alert: { instrumentId, price }, disabled, onRemove }: RemoveButtonProps) {
  const t = useWords('alerts')
  const symbol = useInstruments().byId.get(instrumentId)?.symbol ?? instrumentId
  return (
    <IconButton label={t('prices.remove', { symbol, price })} disabled={disabled} onClick={onRemove}>
      <Trash2 size={12} aria-hidden="true" />
    </IconButton>
  )
}

async function removeAlert({ alerts }: EngineCalls, { priceAlertId }: PriceAlertView): Promise<void> {
  try {
    await alerts.removePrice({ priceAlertId })
  } catch (error) {
    showToast({ kind: 'error', title: words('alerts')('prices.notRemoved'), text: describeFault(error).message })
  }
}
