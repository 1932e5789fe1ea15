import { type KeyboardEvent, useCallback } from 'react'
import type { InstrumentView, QuoteView } from '../../../src-contract/index.ts'
import { useAccount, useAccountAmongOthers, useLive, useQuotes } from '../../client/index.ts'
import { useWords } from '../../i18n/index.ts'
import { useLinkedInstrument } from '../../panels/index.ts'
import { useInstrument } from '../../trading/index.ts'
import {
  classNames,
  EmptyState,
  EnvironmentBadge,
  formatAge,
  formatPrice,
  LiveText,
  Note,
  useNowMs,
} from '../../ui/index.ts'
import { BracketRows } from './bracket-rows.tsx'
import { CostLines } from './cost-lines.tsx'
import { DeniedNote } from './denied-note.tsx'
import { PriceRows } from './price-rows.tsx'
import { RiskAnswer } from './risk-answer.tsx'
import { SizeRows } from './size-rows.tsx'
import { TicketFoot } from './ticket-foot.tsx'
import './ticket.css'
import { type Ticket, useTicket } from './use-ticket.ts'

/** Makes one order for the selected instrument; the risk check answers while it is being typed. */
export function TicketPanel() {
  const t = useWords('ticket')
  const { instrumentId } = useLinkedInstrument()
  const instrument = useInstrument(instrumentId)
  return (
    <div className="ticket">
      {instrument === undefined ? (
        <EmptyState title={t('empty.title')}>{t('empty.text')}</EmptyState>
      ) : (
        <TicketBody key={instrument.instrumentId} instrument={instrument} />
      )}
    </div>
  )
}

function TicketBody({ instrument }: { readonly instrument: InstrumentView }) {
  const t = useWords('ticket')
  const ticket = useTicket(instrument)
  const { submit } = ticket
  const handleKeyDown = (event: KeyboardEvent): void => {
    if (!isSendKey(event)) return
    event.preventDefault()
    submit()
  }
  return (
    <div
      className="ticket-body"
      onKeyDown={handleKeyDown}
      role="group"
      aria-label={t('orderFor', { symbol: instrument.symbol })}
      data-pair={ticket.otherPreview !== undefined}
    >
      <TicketHead instrument={instrument} />
      <div className="ticket-section">
        <PriceRows ticket={ticket} />
        <SizeRows ticket={ticket} />
      </div>
      <BracketRows ticket={ticket} />
      <PreviewSection ticket={ticket} />
      <TicketFoot ticket={ticket} />
    </div>
  )
}

/** Alt with Ctrl is AltGr on many keyboards, and Alt Enter is another command: an order must not go out by either. */
const isSendKey = ({ key, ctrlKey, metaKey, altKey, shiftKey, repeat }: KeyboardEvent): boolean =>
  key === 'Enter' && (ctrlKey || metaKey) && !altKey && !shiftKey && !repeat

function PreviewSection({ ticket }: { readonly ticket: Ticket }) {
  const { preview, otherPreview, denial, send } = ticket
  const answers = otherPreview === undefined ? [preview] : [preview, otherPreview]
  return (
    <>
      {denial !== null && !(send.kind === 'denied' && send.denial === denial) && <DeniedNote denial={denial} />}
      {answers.map((answer, index) => (
        <div
          // oxlint-disable-next-line react/no-array-index-key -- an order of a pair is nothing but its place.
          key={index}
          className="ticket-section"
          aria-busy={answer.kind === 'answered' && !answer.current}
        >
          <RiskAnswer state={answer} place={otherPreview === undefined ? undefined : index + 1} />
        </div>
      ))}
      <div className="ticket-section">
        <CostLines ticket={ticket} />
      </div>
    </>
  )
}

function TicketHead({ instrument }: { readonly instrument: InstrumentView }) {
  const quotes = useQuotes()
  const { instrumentId, tickSize } = instrument
  const environment = useAccount((account) => account.environment)
  const stale = useLive(quotes, instrumentId, (quote) => quote.stale) ?? false
  const format = useCallback((quote: QuoteView) => formatPrice(quote.last, tickSize), [tickSize])
  return (
    <>
      <p className="ticket-row ticket-instrument">
        <span className="ticket-symbol">
          <span className="strong">{instrument.symbol}</span>
          {environment !== undefined && <EnvironmentBadge environment={environment} />}
          <TicketAccount />
        </span>
        <span className={classNames('ticket-price', stale ? 'quiet' : 'strong')}>
          <LiveText values={quotes} id={instrumentId} format={format} flash={lastOf} />
        </span>
      </p>
      <MarketNote instrument={instrument} stale={stale} />
    </>
  )
}

/** Why an order may not go out, or not fill: one that the venue does not let trade has no fresh price either. */
function MarketNote({ instrument, stale }: { readonly instrument: InstrumentView; readonly stale: boolean }) {
  const t = useWords('ticket')
  const trading = useWords('trading')
  const { instrumentId, symbol, status } = instrument
  if (status !== 'trading') {
    return (
      <Note kind="warn" title={trading(`status.${status}.title`)}>
        {trading(`status.${status}.text`, { symbol })}
      </Note>
    )
  }
  if (!stale) return null
  return (
    <Note kind="stale" title={t('stale.title')} action={<QuoteAge instrumentId={instrumentId} />}>
      {t('stale.text')}
    </Note>
  )
}

/** Where the order goes, where it could go elsewhere. */
function TicketAccount() {
  const t = useWords('ticket')
  const account = useAccountAmongOthers()
  return account === undefined ? null : <span>{t('onAccount', { account })}</span>
}

const lastOf = (quote: QuoteView): number => quote.last

/** Not read out: it changes every second. */
function QuoteAge({ instrumentId }: { readonly instrumentId: string }) {
  const receivedAtMs = useLive(useQuotes(), instrumentId, (quote) => quote.receivedAtMs)
  const nowMs = useNowMs(1_000)
  return (
    <span className="warn" aria-hidden="true">
      {receivedAtMs === undefined ? null : formatAge(nowMs - receivedAtMs)}
    </span>
  )
}
