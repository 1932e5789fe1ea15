import type { InstrumentView, OrderDraftInput } from '../../../src-contract/index.ts'
import { words } from '../../i18n/index.ts'
import {
  allowsPostOnly,
  effectiveTime,
  type FieldFault,
  hasLimit,
  hasTrigger,
  isPaired,
  otherForm,
  type Reading,
  readStepped,
  type TicketForm,
} from '../../trading/index.ts'
import { bracketApplies, entryText, readBracket } from './bracket-form.ts'
import { readPlan, readTrailing } from './exit-plan-form.ts'
import type { Take, TicketField } from './field-reading.ts'
import { readSize } from './size-form.ts'

export type FieldFaults = Partial<Readonly<Record<TicketField, FieldFault>>>

/** One order, or two of which the first that fills ends the other. */
export type DraftedOrders = readonly [OrderDraftInput] | readonly [OrderDraftInput, OrderDraftInput]

export type FormReading =
  | { readonly kind: 'drafts'; readonly drafts: DraftedOrders }
  | { readonly kind: 'faults'; readonly faults: FieldFaults }

/**
 * Turns what was typed into the order to preview or send, or the pair; prices and quantities keep the typed value, with
 * the step's digits.
 *
 * @param marketPrice - Where a market order would fill now, on the tick: distances of stop and target are counted from
 * it. Undefined while that is not known.
 */
export function readForm(form: TicketForm, instrument: InstrumentView, marketPrice?: string): FormReading {
  const first = readOrder({ form, instrument, marketPrice })
  const other = isPair(form) ? readOrder({ form: otherForm(form), instrument, marketPrice }) : undefined
  const faults = { ...fieldsOfOther(other?.faults), ...first.faults, ...pairFaults(form) }
  if (Object.keys(faults).length > 0 || first.draft === undefined) return { kind: 'faults', faults }
  return { kind: 'drafts', drafts: other?.draft === undefined ? [first.draft] : [first.draft, other.draft] }
}

/** Two orders of which the first that fills ends the other; one at market fills at once. */
export const isPair = ({ oco, type }: TicketForm): boolean => oco && isPaired(type)

/** Its prices stand in fields of their own; everything else in those of the first order. */
function fieldsOfOther({ price, trigger, ...shared }: FieldFaults = {}): FieldFaults {
  return { ...shared, ...(price && { otherPrice: price }), ...(trigger && { otherTrigger: trigger }) }
}

/** A price cannot be the stop of a buy and of a sell. */
function pairFaults(form: TicketForm): FieldFaults {
  const { otherSide, bracketBy, stop, target } = form
  const isShared = isPair(form) && otherSide === 'opposite' && bracketApplies(form) && bracketBy === 'price'
  if (!isShared || (stop.trim() === '' && target.trim() === '')) return {}
  const fault = { missing: false, message: words('ticket')('faults.sidesDiffer') }
  return stop.trim() === '' ? { target: fault } : { stop: fault }
}

interface FormQuestion {
  readonly form: TicketForm
  readonly instrument: InstrumentView
  readonly marketPrice: string | undefined
}

interface OrderReading {
  readonly draft: OrderDraftInput | undefined
  readonly faults: FieldFaults
}

function readOrder({ form, instrument, marketPrice }: FormQuestion): OrderReading {
  const faults: Partial<Record<TicketField, FieldFault>> = {}
  const take: Take = (field, reading) => {
    if ('fault' in reading) faults[field] = reading.fault
    return 'fault' in reading ? undefined : reading.value
  }
  const takeText = (field: TicketField, reading: Reading): string | undefined =>
    take(field, 'text' in reading ? { value: reading.text } : reading)
  const size = readSize(form, instrument, take)
  const prices = readPrices(form, instrument, take)
  const bracket = { form, instrument, entry: entryText(form, instrument, marketPrice) }
  const stop = takeText('stop', readBracket('stop', bracket))
  const target = takeText('target', readBracket('target', bracket))
  const exits = { hasStop: stop !== undefined && stop !== '', hasTarget: target !== undefined && target !== '' }
  const exitPlan = bracketApplies(form) ? readPlan({ form, instrument, ...exits }, take) : undefined
  const time = readTime(form, take)
  if (Object.keys(faults).length > 0 || size === undefined) return { draft: undefined, faults }
  const draft = {
    instrumentId: instrument.instrumentId,
    side: form.side,
    type: form.type,
    size,
    ...time,
    reduceOnly: form.reduceOnly,
    ...prices,
    ...(exits.hasStop && { stopLossPrice: stop }),
    ...(exits.hasTarget && { takeProfitPrice: target }),
    ...(exitPlan !== undefined && { exitPlan }),
  }
  return { draft, faults }
}

/** The prices that the type of the order asks for. */
function readPrices(
  form: TicketForm,
  instrument: InstrumentView,
  take: Take,
): Pick<OrderDraftInput, 'limitPrice' | 'triggerPrice' | 'trailing'> {
  const text = (field: TicketField, reading: Reading): string | undefined =>
    take(field, 'text' in reading ? { value: reading.text } : reading)
  const trailing =
    form.type === 'trailingStop'
      ? take(
          'trail',
          readTrailing({ by: form.trailBy, share: form.trailShare, distance: form.trailDistance }, instrument),
        )
      : undefined
  const triggerPrice = hasTrigger(form.type) ? text('trigger', readTriggerPrice(form, instrument)) : undefined
  const limitPrice = hasLimit(form.type) ? text('price', readLimitPrice(form, instrument)) : undefined
  return {
    ...(limitPrice !== undefined && { limitPrice }),
    ...(triggerPrice !== undefined && { triggerPrice }),
    ...(trailing !== undefined && { trailing }),
  }
}

/** How long the order lives, and whether it may take. */
function readTime(form: TicketForm, take: Take): Pick<OrderDraftInput, 'timeInForce' | 'expireAtMs' | 'postOnly'> {
  const { expireAtMs } = form
  const timeInForce = effectiveTime(form)
  const passive = form.postOnly && allowsPostOnly(form)
  if (timeInForce !== 'GTD') return { timeInForce, ...(passive && { postOnly: true }) }
  const fault = { missing: true, message: words('ticket')('faults.expire') }
  const end = take('expire', expireAtMs === null ? { fault } : { value: expireAtMs })
  return { timeInForce, ...(end !== undefined && { expireAtMs: end }), ...(passive && { postOnly: true }) }
}

function readTriggerPrice({ trigger }: TicketForm, { tickSize }: InstrumentView): Reading {
  return readStepped(trigger, { step: tickSize, kind: 'tick', missing: words('ticket')('faults.trigger') })
}

function readLimitPrice({ price }: TicketForm, { tickSize }: InstrumentView): Reading {
  return readStepped(price, { step: tickSize, kind: 'tick', missing: words('ticket')('faults.price') })
}
