import type { AmendDraft, InstrumentView, OrderView } from '../../../src-contract/index.ts'
import { words } from '../../i18n/index.ts'
import { type AmendablePrice, amendablePrices, type Reading, readStepped } from '../../trading/index.ts'
import { formatQuantity } from '../../ui/index.ts'

export type AmendField = 'quantity' | AmendablePrice

/** Terms as they stand in their fields. */
export type AmendTexts = Partial<Readonly<Record<AmendField, string>>>

export interface AmendReading {
  /** The terms that are to change; undefined while nothing would, or a field has a fault. */
  readonly draft: AmendDraft | undefined
  readonly faults: AmendTexts
}

/** The fields that an order has. */
export const amendFields = (order: OrderView): readonly AmendField[] => [...amendablePrices(order), 'quantity']

/** What the fields ask of the engine, against the order as it is. @param texts Only of the fields that were written into. */
export function readAmend(texts: AmendTexts, order: OrderView, instrument: InstrumentView): AmendReading {
  const changes: [AmendField, string][] = []
  const faults: [AmendField, string][] = []
  for (const field of amendFields(order)) {
    const typed = texts[field]
    if (typed === undefined) continue
    const reading = readField(field, typed, { order, instrument })
    if ('fault' in reading) faults.push([field, reading.fault.message])
    else if (Number(reading.text) !== Number(order[field])) changes.push([field, reading.text])
  }
  const isPossible = changes.length > 0 && faults.length === 0
  return {
    draft: isPossible ? { orderId: order.orderId, ...Object.fromEntries(changes) } : undefined,
    faults: Object.fromEntries(faults),
  }
}

interface Amended {
  readonly order: OrderView
  readonly instrument: InstrumentView
}

function readField(field: AmendField, typed: string, { order, instrument }: Amended): Reading {
  const t = words('orders')
  if (field !== 'quantity') {
    return readStepped(typed, { step: instrument.tickSize, kind: 'tick', missing: t('amend.missing') })
  }
  const reading = readStepped(typed, { step: instrument.lotSize, kind: 'lot', missing: t('amend.missing') })
  if ('fault' in reading || Number(reading.text) > Number(order.filledQuantity)) return reading
  const filled = formatQuantity(order.filledQuantity, instrument.lotSize)
  return { fault: { missing: false, message: t('amend.filledAlready', { filled }) } }
}
