import type { DenialView, InstrumentView } from '../../../src-contract/index.ts'
import { orderSentence, sideWord } from './order-sentence.ts'
import type { SendState } from './order-sender.ts'
import type { PreviewState } from './previewer.ts'
import type { FormReading, TicketField, TicketForm } from './ticket-form.ts'

export interface ConfirmQuestion {
  readonly form: TicketForm
  readonly reading: FormReading
  readonly instrument: InstrumentView
  readonly preview: PreviewState
  readonly send: SendState['kind']
  readonly connected: boolean
  /** Undefined: no price has come yet. */
  readonly stale: boolean | undefined
}

/** Whether the order may be sent now, and what its button says. */
export interface ConfirmState {
  readonly enabled: boolean
  readonly label: string
}

const FIELD_ORDER: readonly TicketField[] = ['price', 'size', 'stop', 'target']

export function confirmState(question: ConfirmQuestion): ConfirmState {
  const { form, reading, instrument, preview, send } = question
  const blocked = blockReason(question)
  if (blocked !== undefined) return { enabled: false, label: `${sideWord(form.side)} blocked: ${blocked}` }
  if (send === 'sending') return { enabled: false, label: 'Waiting for the engine' }
  if (reading.kind === 'faults') return { enabled: false, label: faultLabel(reading) }
  const answer = preview.kind === 'answered' && preview.current ? preview.preview : null
  if (answer !== null && answer.denial !== null)
    return { enabled: false, label: `${sideWord(form.side)} denied by the risk check` }
  return { enabled: true, label: orderSentence(reading.draft, instrument, answer?.quantity ?? null) }
}

/** Closing at market needs no fresh price; everything needs the engine. */
function blockReason({ connected, stale, form }: ConfirmQuestion): string | undefined {
  if (!connected) return 'no connection'
  if (form.reduceOnly) return undefined
  if (stale === undefined) return 'no price yet'
  return stale ? 'price is stale' : undefined
}

function faultLabel({ faults }: Extract<FormReading, { kind: 'faults' }>): string {
  const first = FIELD_ORDER.map((field) => faults[field]).find((fault) => fault !== undefined)
  if (first === undefined) return 'Check the ticket'
  const wrong = Object.values(faults).some((fault) => !fault.missing)
  return wrong ? 'Check the marked fields' : first.message
}

const DENIED_FIELDS: Readonly<Record<string, TicketField>> = {
  STOP_WRONG_SIDE: 'stop',
  TARGET_WRONG_SIDE: 'target',
  PRICE_COLLAR: 'price',
  SIZE_INVALID: 'size',
  QUANTITY_PRECISION: 'size',
  MIN_QUANTITY: 'size',
  MIN_NOTIONAL: 'size',
}

/** The field that a denial is about, where it is one. */
export const fieldOfDenial = (denial: Pick<DenialView, 'code'>): TicketField | undefined => DENIED_FIELDS[denial.code]
