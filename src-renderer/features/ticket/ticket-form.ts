import type { InstrumentView, OrderDraft, OrderDraftInput } from '../../../src-contract/index.ts'
import { ensureNever, formatPrice } from '../../ui/index.ts'
import { isMultipleOf, nearestMultiple, percentToFraction, plainDecimal } from './decimal-step.ts'

export type SizeKind = OrderDraft['size']['kind']
export type TicketField = 'price' | 'size' | 'stop' | 'target'

/** What stands in the ticket, as typed. */
export interface TicketForm {
  readonly side: OrderDraft['side']
  readonly type: OrderDraft['type']
  readonly price: string
  readonly sizeKind: SizeKind
  /** One text a kind, so that switching back and forth loses nothing. Fractions are typed in percent. */
  readonly sizes: Readonly<Record<SizeKind, string>>
  readonly bracket: boolean
  readonly stop: string
  readonly target: string
  readonly timeInForce: OrderDraft['timeInForce']
  readonly reduceOnly: boolean
}

export const EMPTY_FORM: TicketForm = {
  side: 'buy',
  type: 'limit',
  price: '',
  sizeKind: 'quantity',
  sizes: { quantity: '', value: '', equityFraction: '5', riskToStop: '0.25' },
  bracket: true,
  stop: '',
  target: '',
  timeInForce: 'GTC',
  reduceOnly: false,
}

/** What keeps a field from being sent. */
export interface FieldFault {
  /** Nothing was entered yet: said on the button, not in red at the field. */
  readonly missing: boolean
  readonly message: string
}

export type FieldFaults = Partial<Readonly<Record<TicketField, FieldFault>>>

export type FormReading =
  | { readonly kind: 'draft'; readonly draft: OrderDraftInput }
  | { readonly kind: 'faults'; readonly faults: FieldFaults }

/** A value that was read, or why it could not be. */
type Reading = { readonly text: string } | { readonly fault: FieldFault }

/** Turns what was typed into an order to preview or send; prices and quantities keep the typed value, with the step's digits. */
export function readForm(form: TicketForm, instrument: InstrumentView): FormReading {
  const faults: Partial<Record<TicketField, FieldFault>> = {}
  const take = (field: TicketField, reading: Reading): string | undefined => {
    if ('text' in reading) return reading.text
    faults[field] = reading.fault
    return undefined
  }
  const limitPrice = form.type === 'limit' ? take('price', readPrice(form.price, instrument, 'price')) : undefined
  const size = take('size', readSize(form, instrument))
  const stop = take('stop', readStop(form, instrument))
  const target = take('target', readTarget(form, instrument))
  if (Object.keys(faults).length > 0 || size === undefined) return { kind: 'faults', faults }
  return {
    kind: 'draft',
    draft: {
      instrumentId: instrument.instrumentId,
      side: form.side,
      type: form.type,
      size: toSize(form.sizeKind, size),
      timeInForce: form.type === 'market' ? 'GTC' : form.timeInForce,
      reduceOnly: form.reduceOnly,
      ...(limitPrice === undefined ? {} : { limitPrice }),
      ...(stop === undefined || stop === '' ? {} : { stopLossPrice: stop }),
      ...(target === undefined || target === '' ? {} : { takeProfitPrice: target }),
    },
  }
}

/** The ticket for another instrument: choices stay, prices and quantity do not. */
export const forOtherInstrument = (form: TicketForm): TicketForm => ({
  ...form,
  price: '',
  stop: '',
  target: '',
  sizes: { ...form.sizes, quantity: '' },
})

/** True where a bracket may go with the order at all. */
export const bracketApplies = (form: TicketForm): boolean => form.bracket && !form.reduceOnly

const missing = (message: string): Reading => ({ fault: { missing: true, message } })
const wrong = (message: string): Reading => ({ fault: { missing: false, message } })

function readPrice(typed: string, { tickSize }: InstrumentView, name: string): Reading {
  return readStepped(typed, { step: tickSize, stepName: 'Tick', name })
}

function readStop(form: TicketForm, instrument: InstrumentView): Reading {
  if (!bracketApplies(form)) {
    return form.sizeKind === 'riskToStop' ? wrong('Size by risk needs a stop. Switch the bracket on.') : { text: '' }
  }
  if (form.stop.trim() === '' && form.sizeKind !== 'riskToStop') return { text: '' }
  return readPrice(form.stop, instrument, 'stop price')
}

function readTarget(form: TicketForm, instrument: InstrumentView): Reading {
  if (!bracketApplies(form) || form.target.trim() === '') return { text: '' }
  return readPrice(form.target, instrument, 'target price')
}

function readSize(form: TicketForm, instrument: InstrumentView): Reading {
  const typed = form.sizes[form.sizeKind]
  switch (form.sizeKind) {
    case 'quantity':
      return readStepped(typed, { step: instrument.lotSize, stepName: 'Lot', name: 'quantity' })
    case 'value':
      return readPositive(typed, `value in ${instrument.quote}`)
    case 'equityFraction':
      return readPercent(typed, { name: 'share of equity', max: 1000 })
    case 'riskToStop':
      return readPercent(typed, { name: 'risk in % of equity', max: 100 })
    default:
      return ensureNever(form.sizeKind, 'kind of size')
  }
}

function readPositive(typed: string, name: string): Reading {
  if (typed.trim() === '') return missing(`Enter a ${name}`)
  const text = plainDecimal(typed)
  if (text === null) return wrong(`“${typed.trim()}” is not a number. Write it like 1,234.5`)
  return Number(text) > 0 ? { text } : wrong(`The ${name} must be above 0`)
}

function readPercent(typed: string, { name, max }: { name: string; max: number }): Reading {
  const reading = readPositive(typed, name)
  if ('text' in reading && Number(reading.text) > max) return wrong(`At most ${max} %`)
  return reading
}

interface SteppedField {
  readonly step: string
  readonly stepName: 'Tick' | 'Lot'
  readonly name: string
}

function readStepped(typed: string, { step, stepName, name }: SteppedField): Reading {
  const reading = readPositive(typed, name)
  if ('fault' in reading) return reading
  const nearest = nearestMultiple(reading.text, step)
  if (isMultipleOf(reading.text, step)) return { text: nearest }
  const offer = Number(nearest) > 0 ? nearest : nearestMultiple(step, step)
  return wrong(`${stepName} is ${step}. Nearest ${formatPrice(offer, step)}`)
}

function toSize(kind: SizeKind, text: string): OrderDraft['size'] {
  switch (kind) {
    case 'quantity':
      return { kind, quantity: text }
    case 'value':
      return { kind, value: text }
    case 'equityFraction':
    case 'riskToStop':
      return { kind, fraction: percentToFraction(text) }
    default:
      return ensureNever(kind, 'kind of size')
  }
}
