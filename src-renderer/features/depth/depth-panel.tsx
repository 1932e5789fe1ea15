import { useCallback, useEffect, useMemo, useRef, useState, useSyncExternalStore } from 'react'
import type { InstrumentView } from '../../../src-contract/index.ts'
import { useEngine, useLive, useOrders, useQuotes } from '../../client/index.ts'
import { useWords } from '../../i18n/index.ts'
import { HeadActions, useLinkedInstrument, usePanel, usePanelParams } from '../../panels/index.ts'
import { useInstrument, useTicketForm, writeTicketPrice } from '../../trading/index.ts'
import { EmptyState, ErrorState, formatPrice } from '../../ui/index.ts'
import { DepthSession } from './depth-session.ts'
import { DepthSettings } from './depth-settings.ts'
import './depth.css'
import { GroupMenu } from './group-menu.tsx'
import { Imbalance, writeImbalance } from './imbalance.tsx'
import { LadderTable } from './ladder-table.tsx'
import { writeLadder } from './ladder-writer.ts'
import { ownOrdersOf } from './own-orders.ts'

/** The order book of an instrument as a ladder of prices; a click writes a price into the ticket. Another tick is another ladder. */
export function DepthPanel() {
  const t = useWords('depth')
  const { instrumentId } = useLinkedInstrument()
  const instrument = useInstrument(instrumentId)
  return (
    <div className="depth">
      {instrument === undefined ? (
        <EmptyState title={t('noInstrument.title')}>{t('noInstrument.text')}</EmptyState>
      ) : (
        <Depth key={`${instrument.instrumentId} ${instrument.tickSize}`} instrument={instrument} />
      )}
    </div>
  )
}

function Depth({ instrument }: { readonly instrument: InstrumentView }) {
  const t = useWords('depth')
  const { visible } = usePanel()
  const client = useEngine()
  const [session] = useState(() => new DepthSession(client, instrument))
  const state = useSyncExternalStore(session.subscribe, () => session.state)
  useEffect(() => (visible ? session.watch() : undefined), [session, visible])
  switch (state.kind) {
    case 'refused':
      return (
        <ErrorState title={t('refused')} code={state.code}>
          {state.message}
        </ErrorState>
      )
    case 'none':
      return <EmptyState title={t('empty.title')}>{t('empty.text', { symbol: instrument.symbol })}</EmptyState>
    default:
      return (
        <DepthBody
          instrument={instrument}
          session={session}
          fittingTicks={state.kind === 'shown' ? state.ticks : undefined}
        />
      )
  }
}

interface DepthBodyProps {
  readonly instrument: InstrumentView
  readonly session: DepthSession
  /** Undefined until there is a book. */
  readonly fittingTicks: number | undefined
}

function DepthBody({ instrument, session, fittingTicks }: DepthBodyProps) {
  const t = useWords('depth')
  const { instrumentId, symbol, tickSize } = instrument
  const [said, setSaid] = useState('')
  const { ticks, setTicks, setRows } = useDepthLook(session, instrumentId)
  const { body, spread, imbalance } = useDepthView(session, instrument)
  const stale = useLive(useQuotes(), instrumentId, (quote) => quote.stale) ?? false
  const pick = (price: string): void => {
    writeTicketPrice(instrumentId, price)
    setSaid(t('written', { price: formatPrice(price, tickSize), symbol }))
  }
  return (
    <div className="depth-body" data-stale={stale}>
      <HeadActions>
        <GroupMenu tickSize={tickSize} ticks={ticks ?? fittingTicks ?? 1} onTicksChange={setTicks} />
      </HeadActions>
      <LadderTable
        instrument={instrument}
        body={body}
        spread={spread}
        waiting={fittingTicks === undefined}
        onRows={setRows}
        onPick={pick}
      />
      <Imbalance place={imbalance} />
      <p className="visually-hidden" role="status">
        {said}
      </p>
    </div>
  )
}

/** How the book is looked at: with what is chosen here, one's own orders, and the price in the ticket. */
function useDepthLook(session: DepthSession, instrumentId: string) {
  const [{ groups }, setSettings] = usePanelParams(DepthSettings)
  const [rows, setRows] = useState(0)
  const orders = useOrders().list
  const { type, price } = useTicketForm(instrumentId)
  const ticks = groups[instrumentId]
  const own = useMemo(() => ownOrdersOf(orders, instrumentId), [orders, instrumentId])
  const ticketPrice = type === 'limit' && Number(price) > 0 ? Number(price) : undefined
  useEffect(() => session.setLook({ ticks, rows, own, ticketPrice }), [session, ticks, rows, own, ticketPrice])
  const setTicks = useCallback(
    (chosen: number) => setSettings({ groups: { ...groups, [instrumentId]: chosen } }),
    [setSettings, groups, instrumentId],
  )
  return { ticks, setTicks, setRows }
}

/** Elements that the session writes into. */
function useDepthView(session: DepthSession, instrument: InstrumentView) {
  const body = useRef<HTMLTableSectionElement>(null)
  const spread = useRef<HTMLSpanElement>(null)
  const imbalance = useRef<HTMLDivElement>(null)
  useEffect(
    () =>
      session.attach({
        draw: (ladder, bidShare) => {
          writeLadder({ body: body.current, spread: spread.current }, ladder, instrument)
          writeImbalance(imbalance.current, bidShare)
        },
      }),
    [session, instrument],
  )
  return { body, spread, imbalance }
}
