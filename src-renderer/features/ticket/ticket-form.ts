import type { InstrumentView, OrderDraft, OrderDraftInput } from '../../../src-contract/index.ts'
import { words } from '../../i18n/index.ts'
import type { SizeKind, TicketForm } from '../../trading/index.ts'
import { ensureNever } from '../../ui/index.ts'
import { bracketApplies, entryText, readBracket } from './bracket-form.ts'
import { percentToFraction } from './decimal-step.ts'
import { type FieldFault, type Reading, readPercent, readPositive, readStepped } from './field-reading.ts'

export type TicketField = 'price' | 'size' | 'stop' | 'target'
export type FieldFaults = Partial<Readonly<Record<TicketField, FieldFault>>>

export type FormReading =
  | { readonly kind: 'draft'; readonly draft: OrderDraftInput }
  | { readonly kind: 'faults'; readonly faults: FieldFaults }

/**
 * Turns what was typed into an order to preview or send; prices and quantities keep the typed value, with the step's
 * digits.
 *
 * @param marketPrice - Where a market order would fill now, on the tick: distances of stop and target are counted from
 * it. Undefined while that is not known.
 */
export function readForm(form: TicketForm, instrument: InstrumentView, marketPrice?: string): FormReading {
  const faults: Partial<Record<TicketField, FieldFault>> = {}
  const take = (field: TicketField, reading: Reading): string | undefined => {
    if ('text' in reading) return reading.text
    faults[field] = reading.fault
    return undefined
  }
  const limitPrice = form.type === 'limit' ? take('price', readLimitPrice(form, instrument)) : undefined
  const size = take('size', readSize(form, instrument))
  const bracket = { form, instrument, entry: entryText(form, instrument, marketPrice) }
  const stop = take('stop', readBracket('stop', bracket))
  const target = take('target', readBracket('target', bracket))
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

function readLimitPrice({ price }: TicketForm, { tickSize }: InstrumentView): Reading {
  return readStepped(price, { step: tickSize, kind: 'tick', missing: words('ticket')('faults.price') })
}

function readSize(form: TicketForm, instrument: InstrumentView): Reading {
  const t = words('ticket')
  const typed = form[form.sizeKind]
  switch (form.sizeKind) {
    case 'quantity':
      return readStepped(typed, { step: instrument.lotSize, kind: 'lot', missing: t('faults.quantity') })
    case 'value':
      return readPositive(typed, t('faults.value', { currency: instrument.quote }))
    case 'equityFraction':
      return readPercent(typed, { missing: t('faults.share'), most: 1000 })
    case 'riskToStop':
      return riskReading(form, typed)
    default:
      return ensureNever(form.sizeKind, 'kind of size')
  }
}

function riskReading(form: TicketForm, typed: string): Reading {
  const t = words('ticket')
  if (!bracketApplies(form)) return { fault: { missing: false, message: t('faults.stopNeeded') } }
  return readPercent(typed, { missing: t('faults.riskShare'), most: 100 })
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
