import type { DenialView, InstrumentView, PreviewView } from '../../../src-contract/index.ts'
import { words } from '../../i18n/index.ts'
import type { TicketForm } from '../../trading/index.ts'
import { ordersSentence } from './order-sentence.ts'
import type { SendState } from './order-sender.ts'
import type { PreviewState } from './previewer.ts'
import type { TicketField } from './field-reading.ts'
import type { FormReading } from './ticket-form.ts'

export interface ConfirmQuestion {
  readonly form: TicketForm
  readonly reading: FormReading
  readonly instrument: InstrumentView
  /** What the risk check says of each order. */
  readonly previews: readonly PreviewState[]
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

const FIELD_ORDER: readonly TicketField[] = [
  'trigger',
  'trail',
  'price',
  'otherTrigger',
  'otherPrice',
  'size',
  'kellyCap',
  'stop',
  'target',
  'parts',
  'exitTrail',
  'breakEven',
  'expire',
]

export function confirmState(question: ConfirmQuestion): ConfirmState {
  const { form, reading, instrument, previews, send } = question
  const t = words('ticket')
  const reason = blockReason(question)
  if (reason !== undefined) return off(t(`blocked.${form.side}`, { reason: t(`blocked.${reason}`) }))
  if (send === 'sending') return off(t('waiting'))
  if (reading.kind === 'faults') return off(faultLabel(reading))
  const answers = previews.map(currentAnswer)
  if (answers.some((answer) => answer !== null && answer.denial !== null)) return off(t(`deniedByRisk.${form.side}`))
  const quantities = answers.map((answer) => answer?.quantity ?? null)
  return { enabled: true, label: ordersSentence(reading.drafts, instrument, quantities) }
}

/** The answer to the order as it stands; null while it is still to come. */
export const currentAnswer = (preview: PreviewState): PreviewView | null =>
  preview.kind === 'answered' && preview.current ? preview.preview : null

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
  TRIGGER_WRONG_SIDE: 'trigger',
  PRICE_COLLAR: 'price',
  GTD_EXPIRED: 'expire',
  SIZE_INVALID: 'size',
  VOLATILITY_UNKNOWN: 'size',
  KELLY_TOO_FEW_TRADES: 'size',
  KELLY_NO_EDGE: 'size',
  QUANTITY_PRECISION: 'size',
  MIN_QUANTITY: 'size',
  MIN_NOTIONAL: 'size',
}

/** The field that a denial of the first order is about, where it is one. */
export const fieldOfDenial = (denial: Pick<DenialView, 'code'>): TicketField | undefined => DENIED_FIELDS[denial.code]

/** The same of the other order of a pair, whose prices stand in fields of their own. */
export function fieldOfOtherDenial(denial: Pick<DenialView, 'code'>): TicketField | undefined {
  const field = fieldOfDenial(denial)
  if (field === 'price') return 'otherPrice'
  return field === 'trigger' ? 'otherTrigger' : field
}
