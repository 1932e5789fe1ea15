import { useEffect, useMemo, useState, useSyncExternalStore } from 'react'
import type { DenialView, InstrumentView, OrderDraftInput, QuoteView } from '../../../src-contract/index.ts'
import { describeFault, useConnection, useEngine, useLive, useQuotes } from '../../client/index.ts'
import { formatPrice } from '../../ui/index.ts'
import { type ConfirmState, confirmState } from './confirm-state.ts'
import { tidyPrice } from './decimal-step.ts'
import type { OrderSender, SendState } from './order-sender.ts'
import { Previewer, type PreviewState, type Timers } from './previewer.ts'
import { levelText } from './quote-levels.ts'
import { type FormReading, readForm, type TicketForm } from './ticket-form.ts'
import { senderOf } from './window-sender.ts'

type PriceField = 'price' | 'stop' | 'target'

export interface Ticket {
  readonly instrument: InstrumentView
  readonly form: TicketForm
  readonly change: (changes: Partial<TicketForm>) => void
  /** Writes a price as it is shown elsewhere, once the field is left. */
  readonly tidy: (field: PriceField) => void
  readonly reading: FormReading
  readonly preview: PreviewState
  readonly send: SendState
  /** Refusal of the order as it stands, by the preview or by the last try to send it. */
  readonly denial: DenialView | null
  readonly confirm: ConfirmState
  /** Sends the order as it stands; does nothing while it may not be sent. */
  readonly submit: () => void
}

type SetForm = (update: (before: TicketForm) => TicketForm) => void

const timers: Timers = {
  nowMs: () => Date.now(),
  after: (delayMs, callback) => {
    const timer = setTimeout(callback, delayMs)
    return () => clearTimeout(timer)
  },
}

/** One ticket for one instrument: what was typed, what the risk check says of it, and what became of the last order. */
export function useTicket(instrument: InstrumentView, start: TicketForm): Ticket {
  const [form, setForm] = useState(start)
  const reading = useMemo(() => readForm(form, instrument), [form, instrument])
  const preview = usePreview(instrument.instrumentId, reading.kind === 'draft' ? reading.draft : undefined)
  const { sender, send } = useSender()
  const connected = useConnection().kind === 'connected'
  const stale = useLive(useQuotes(), instrument.instrumentId, (quote) => quote.stale)
  const change = (changes: Partial<TicketForm>): void => {
    sender.clear()
    setForm((before) => ({ ...before, ...changes }))
  }
  const tidy = (field: PriceField): void =>
    setForm((before) => ({ ...before, [field]: tidyPrice(before[field], instrument.tickSize) }))
  usePriceSuggestion(instrument, setForm)
  const confirm = confirmState({ form, reading, instrument, preview, send: send.kind, connected, stale })
  const submit = (): void => {
    if (confirm.enabled && reading.kind === 'draft') void sender.send(reading.draft)
  }
  return { instrument, form, change, tidy, reading, preview, send, denial: denialOf(preview, send), confirm, submit }
}

function denialOf(preview: PreviewState, send: SendState): DenialView | null {
  if (send.kind === 'denied') return send.denial
  return preview.kind === 'answered' && preview.current ? preview.preview.denial : null
}

function usePreview(instrumentId: string, draft: OrderDraftInput | undefined): PreviewState {
  const { calls } = useEngine()
  const quotes = useQuotes()
  const connected = useConnection().kind === 'connected'
  const [previewer] = useState(
    () => new Previewer({ ask: async (asked) => calls.orders.preview(asked), describeFault, timers }),
  )
  useEffect(() => {
    const end = quotes.subscribe(instrumentId, () => previewer.handlePrice())
    return () => {
      end()
      previewer.dispose()
    }
  }, [previewer, quotes, instrumentId])
  useEffect(() => previewer.setDraft(connected ? draft : undefined), [previewer, draft, connected])
  return useSyncExternalStore(
    (listener) => previewer.subscribe(listener),
    () => previewer.state,
  )
}

function useSender(): { readonly sender: OrderSender; readonly send: SendState } {
  const { calls } = useEngine()
  const sender = senderOf(calls)
  const send = useSyncExternalStore(
    (listener) => sender.subscribe(listener),
    () => sender.state,
  )
  // A ticket that is opened anew does not show what became of an earlier order.
  useEffect(() => () => sender.clear(), [sender])
  return { sender, send }
}

/** Puts a passive price into an empty ticket, once: the bid to buy, the ask to sell. */
function usePriceSuggestion({ instrumentId, tickSize }: InstrumentView, setForm: SetForm): void {
  const quotes = useQuotes()
  useEffect(() => {
    const suggest = (quote: QuoteView): void => {
      end()
      setForm((before) => {
        const price = levelText(quote, before.side === 'buy' ? 'bid' : 'ask', tickSize)
        return before.price !== '' || price === undefined ? before : { ...before, price: formatPrice(price, tickSize) }
      })
    }
    const end = quotes.subscribe(instrumentId, suggest)
    return end
  }, [quotes, instrumentId, tickSize, setForm])
}
