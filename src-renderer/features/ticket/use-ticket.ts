import { useEffect, useMemo, useState, useSyncExternalStore } from 'react'
import type { DenialView, InstrumentView, OrderDraftInput } from '../../../src-contract/index.ts'
import { describeFault, useConnection, useEngine, useLive, useQuotes, windowTimers } from '../../client/index.ts'
import { usePanel } from '../../panels/index.ts'
import { tidyPrice, type TicketForm, useTicketDraft, useTicketForm } from '../../trading/index.ts'
import { entryText, type LegField } from './bracket-form.ts'
import { type ConfirmState, confirmState, currentAnswer, fieldOfDenial, fieldOfOtherDenial } from './confirm-state.ts'
import type { TicketField } from './field-reading.ts'
import { isRefused, type OrderSender, type SendState, stateFor } from './order-sender.ts'
import { Previewer, type PreviewState, type Timers } from './previewer.ts'
import { type FormReading, isPair, readForm } from './ticket-form.ts'
import { useMarketPrice, usePriceSuggestion } from './use-quote-prices.ts'
import { senderOf } from './window-sender.ts'

type PriceField = 'price' | 'trigger' | 'otherPrice' | 'otherTrigger' | LegField

export interface Ticket {
  readonly instrument: InstrumentView
  readonly form: TicketForm
  readonly change: (changes: Partial<TicketForm>) => void
  /** Writes a price with the digits of its tick, once the field is left. */
  readonly tidy: (field: PriceField) => void
  readonly reading: FormReading
  /** Price at which the entry is meant to fill; distances of stop and target are counted from it. */
  readonly entry: string | undefined
  readonly preview: PreviewState
  /** Of the other order of a pair; undefined where there is none. */
  readonly otherPreview: PreviewState | undefined
  readonly send: SendState
  /** Refusal of the order as it stands, by the preview or by the last try to send it. */
  readonly denial: DenialView | null
  /** The field that the refusal is about, where it is one. */
  readonly deniedField: TicketField | undefined
  readonly confirm: ConfirmState
  /** Sends the order as it stands; does nothing while it may not be sent. */
  readonly submit: () => void
}

const timers: Timers = { nowMs: () => Date.now(), after: (delayMs, callback) => windowTimers.after(delayMs, callback) }

/** The ticket of one instrument: what was typed, what the risk check says of it, and what became of the last order. */
export function useTicket(instrument: InstrumentView): Ticket {
  const { instrumentId, tickSize } = instrument
  const form = useTicketForm(instrumentId)
  const write = useTicketDraft((draft) => draft.write)
  usePriceSuggestion(instrument)
  const marketPrice = useMarketPrice(instrument, form)
  const reading = useMemo(() => readForm(form, instrument, marketPrice), [form, instrument, marketPrice])
  const drafts = reading.kind === 'drafts' ? reading.drafts : undefined
  const preview = usePreview(instrument, drafts?.[0])
  const otherAnswer = usePreview(instrument, drafts?.[1])
  const otherPreview = isPair(form) ? otherAnswer : undefined
  const previews = otherPreview === undefined ? [preview] : [preview, otherPreview]
  const { sender, send } = useSender(instrumentId)
  const connected = useConnection().kind === 'connected'
  const stale = useLive(useQuotes(), instrumentId, (quote) => quote.stale)
  const change = (changes: Partial<TicketForm>): void => write(instrumentId, changes)
  const tidy = (field: PriceField): void => change({ [field]: tidyPrice(form[field], tickSize) })
  const confirm = confirmState({ form, reading, instrument, previews, send: send.kind, connected, stale })
  const submit = (): void => {
    if (confirm.enabled && drafts !== undefined) void sender.send(drafts)
  }
  const entry = entryText(form, instrument, marketPrice)
  const refused = send.kind === 'denied' && isRefused(send, drafts) ? send.denial : null
  const denied = refused === null ? previewedDenial(previews) : { denial: refused, deniedField: fieldOfDenial(refused) }
  return { instrument, form, change, tidy, reading, entry, preview, otherPreview, send, ...denied, confirm, submit }
}

function previewedDenial(previews: readonly PreviewState[]): Pick<Ticket, 'denial' | 'deniedField'> {
  const [denial = null, other = null] = previews.map((preview) => currentAnswer(preview)?.denial)
  if (denial !== null) return { denial, deniedField: fieldOfDenial(denial) }
  return { denial: other, deniedField: other === null ? undefined : fieldOfOtherDenial(other) }
}

/** Nothing is asked while there is no connection, or nobody sees the answer. */
function usePreview(instrument: InstrumentView, draft: OrderDraftInput | undefined): PreviewState {
  const { instrumentId } = instrument
  const { calls } = useEngine()
  const quotes = useQuotes()
  const { visible } = usePanel()
  const active = useConnection().kind === 'connected' && visible
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
  useEffect(() => previewer.setInstrument(instrument), [previewer, instrument])
  useEffect(() => previewer.setDraft(active ? draft : undefined), [previewer, draft, active])
  return useSyncExternalStore(
    (listener) => previewer.subscribe(listener),
    () => previewer.state,
  )
}

/** What became of an order is shown until the ticket is changed, or opened anew. */
function useSender(instrumentId: string): { readonly sender: OrderSender; readonly send: SendState } {
  const { calls } = useEngine()
  const sender = senderOf(calls)
  const send = useSyncExternalStore(
    (listener) => sender.subscribe(listener),
    () => stateFor(sender.state, instrumentId),
  )
  useEffect(() => {
    const end = useTicketDraft.subscribe(() => sender.clear())
    return () => {
      end()
      sender.clear()
    }
  }, [sender])
  return { sender, send }
}
