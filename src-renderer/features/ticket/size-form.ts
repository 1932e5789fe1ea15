import type { InstrumentView, OrderDraft } from '../../../src-contract/index.ts'
import { words } from '../../i18n/index.ts'
import {
  percentToFraction,
  type Reading,
  readPercent,
  readPositive,
  readStepped,
  sizeNeedsStop,
  type TicketForm,
} from '../../trading/index.ts'
import { ensureNever } from '../../ui/index.ts'
import { bracketApplies } from './bracket-form.ts'
import type { Take } from './field-reading.ts'

type Size = OrderDraft['size']

/** Most of equity that a size may be worth, in percent. */
const MOST_SHARE_PERCENT = 1000
const WHOLE_PERCENT = 100

/** How big the order is to be; undefined where that could not be read. */
export function readSize(form: TicketForm, instrument: InstrumentView, take: Take): Size | undefined {
  const { sizeKind } = form
  if (sizeNeedsStop(sizeKind) && !bracketApplies(form)) {
    return take('size', { fault: { missing: false, message: words('ticket')('faults.stopNeeded') } })
  }
  if (sizeKind === 'kelly') return readKelly(form, take)
  const reading = readTyped(form, instrument)
  return take('size', 'fault' in reading ? reading : { value: sizeOf(sizeKind, reading.text) })
}

type PlainKind = Exclude<TicketForm['sizeKind'], 'kelly'>

function readTyped(form: TicketForm, instrument: InstrumentView): Reading {
  const t = words('ticket')
  const typed = form[form.sizeKind]
  switch (form.sizeKind) {
    case 'quantity':
      return readStepped(typed, { step: instrument.lotSize, kind: 'lot', missing: t('faults.quantity') })
    case 'value':
      return readPositive(typed, t('faults.value', { currency: instrument.quote }))
    case 'equityFraction':
      return readPercent(typed, { missing: t('faults.share'), most: MOST_SHARE_PERCENT })
    case 'riskToStop':
      return readPercent(typed, { missing: t('faults.riskShare'), most: WHOLE_PERCENT })
    case 'volatilityTarget':
      return readPercent(typed, { missing: t('faults.volatility'), most: MOST_SHARE_PERCENT })
    case 'kelly':
      return readPercent(typed, { missing: t('faults.kelly'), most: WHOLE_PERCENT })
    default:
      return ensureNever(form.sizeKind, 'kind of size')
  }
}

function sizeOf(kind: PlainKind, text: string): Size {
  switch (kind) {
    case 'quantity':
      return { kind, quantity: text }
    case 'value':
      return { kind, value: text }
    case 'equityFraction':
    case 'riskToStop':
    case 'volatilityTarget':
      return { kind, fraction: percentToFraction(text) }
    default:
      return ensureNever(kind, 'kind of size')
  }
}

function readKelly({ kelly, kellyCap }: TicketForm, take: Take): Size | undefined {
  const t = words('ticket')
  const percent = (typed: string, missing: string) => {
    const reading = readPercent(typed, { missing, most: WHOLE_PERCENT })
    return 'fault' in reading ? reading : { value: percentToFraction(reading.text) }
  }
  const multiplier = take('size', percent(kelly, t('faults.kelly')))
  const maxFraction = take('kellyCap', percent(kellyCap, t('faults.kellyCap')))
  return multiplier === undefined || maxFraction === undefined ? undefined : { kind: 'kelly', multiplier, maxFraction }
}
