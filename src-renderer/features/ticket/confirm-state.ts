import type { DenialView, InstrumentView } from '../../../src-contract/index.ts'
import { words } from '../../i18n/index.ts'
import type { TicketForm } from '../../trading/index.ts'
import { orderSentence } from './order-sentence.ts'
import type { SendState } from './order-sender.ts'
import type { PreviewState } from './previewer.ts'
import type { FormReading, TicketField } from './ticket-form.ts'

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
  const t = words('ticket')
  const reason = blockReason(question)
  if (reason !== undefined) return off(t(`blocked.${form.side}`, { reason: t(`blocked.${reason}`) }))
  if (send === 'sending') return off(t('waiting'))
  if (reading.kind === 'faults') return off(faultLabel(reading))
  const answer = preview.kind === 'answered' && preview.current ? preview.preview : null
  if (answer !== null && answer.denial !== null) return off(t(`deniedByRisk.${form.side}`))
  return { enabled: true, label: orderSentence(reading.draft, instrument, answer?.quantity ?? null) }
}

const off = (label: string): ConfirmState => ({ enabled: false, label })

/** Closing at market needs no fresh price; everything needs the engine. */
function blockReason({ connected, stale, form }: ConfirmQuestion): 'noConnection' | 'noPrice' | 'stale' | undefined {
  if (!connected) return 'noConnection'
  if (form.reduceOnly) return undefined
  if (stale === undefined) return 'noPrice'
  return stale ? 'stale' : undefined
}

function faultLabel({ faults }: Extract<FormReading, { kind: 'faults' }>): string {
  const t = words('ticket')
  const first = FIELD_ORDER.map((field) => faults[field]).find((fault) => fault !== undefined)
  if (first === undefined) return t('checkTicket')
  const wrong = Object.values(faults).some((fault) => !fault.missing)
  return wrong ? t('checkFields') : first.message
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
