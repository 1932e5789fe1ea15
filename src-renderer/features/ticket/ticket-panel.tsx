import { type KeyboardEvent, useCallback, useEffect, useState } from 'react'
import type { InstrumentView, QuoteView } from '../../../src-contract/index.ts'
import { useLinkedInstrument } from '../../panels/index.ts'
import { useAccount, useLive, useQuotes } from '../../client/index.ts'
import { EmptyState, EnvironmentBadge, formatPrice, LiveText, Note, Panel } from '../../ui/index.ts'
import { useInstrument } from '../../trading/index.ts'
import { BracketRows } from './bracket-rows.tsx'
import { CostLines } from './cost-lines.tsx'
import { DeniedNote } from './denied-note.tsx'
import { PriceRows } from './price-rows.tsx'
import { RiskAnswer } from './risk-answer.tsx'
import { SizeRows } from './size-rows.tsx'
import { TicketFoot } from './ticket-foot.tsx'
import { ticketMemory } from './ticket-memory.ts'
import './ticket.css'
import { type Ticket, useTicket } from './use-ticket.ts'

/** Makes one order for the selected instrument; the risk check answers while it is being typed. */
export function TicketPanel() {
  const { instrumentId } = useLinkedInstrument()
  const instrument = useInstrument(instrumentId)
  const environment = useAccount()?.environment
  return (
    <Panel
      title="Order ticket"
      className="ticket"
      actions={environment !== undefined && <EnvironmentBadge environment={environment} />}
    >
      {instrument === undefined ? (
        <EmptyState title="No instrument selected">Choose one in the watchlist.</EmptyState>
      ) : (
        <TicketBody key={instrument.instrumentId} instrument={instrument} />
      )}
    </Panel>
  )
}

function TicketBody({ instrument }: { readonly instrument: InstrumentView }) {
  const { instrumentId } = instrument
  const [start] = useState(() => ticketMemory.recall(instrumentId))
  const ticket = useTicket(instrument, start)
  const { form, submit } = ticket
  useEffect(() => ticketMemory.keep(instrumentId, form), [instrumentId, form])
  const handleKeyDown = (event: KeyboardEvent): void => {
    if (event.key !== 'Enter' || !(event.ctrlKey || event.metaKey) || event.repeat) return
    event.preventDefault()
    submit()
  }
  return (
    <div className="ticket-body" onKeyDown={handleKeyDown} role="group" aria-label={`Order for ${instrument.symbol}`}>
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

function PreviewSection({ ticket: { preview, instrument, denial, send } }: { readonly ticket: Ticket }) {
  return (
    <>
      {denial !== null && send.kind !== 'denied' && <DeniedNote denial={denial} />}
      <div className="ticket-section" aria-busy={preview.kind === 'answered' && !preview.current}>
        <RiskAnswer state={preview} />
      </div>
      <div className="ticket-section">
        <CostLines preview={preview} instrument={instrument} />
      </div>
    </>
  )
}

function TicketHead({ instrument }: { readonly instrument: InstrumentView }) {
  const quotes = useQuotes()
  const { instrumentId, tickSize } = instrument
  const stale = useLive(quotes, instrumentId, (quote) => quote.stale)
  const format = useCallback((quote: QuoteView) => formatPrice(quote.last, tickSize), [tickSize])
  return (
    <>
      <p className="ticket-row ticket-instrument">
        <span className="strong">{instrument.symbol}</span>
        <span className={stale === true ? 'quiet' : 'strong'}>
          <LiveText values={quotes} id={instrumentId} format={format} flash={lastOf} />
        </span>
      </p>
      {stale === true && (
        <Note kind="stale" title="The price is stale">
          Orders that need it are blocked. Closing at market still works.
        </Note>
      )}
    </>
  )
}

const lastOf = (quote: QuoteView): number => quote.last
