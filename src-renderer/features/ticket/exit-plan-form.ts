import type { InstrumentView, OrderDraftInput } from '../../../src-contract/index.ts'
import { words } from '../../i18n/index.ts'
import {
  type FieldFault,
  percentToFraction,
  type Reading,
  readPercent,
  readStepped,
  type TicketForm,
  type TicketPart,
} from '../../trading/index.ts'
import type { Take } from './field-reading.ts'

type ExitPlan = NonNullable<OrderDraftInput['exitPlan']>
type Trailing = NonNullable<OrderDraftInput['trailing']>
type Targets = NonNullable<ExitPlan['targets']>
type Read<Value> = { readonly value: Value } | { readonly fault: FieldFault }

/** A stop that stays nearly the whole price behind protects nothing. */
const MOST_TRAIL_PERCENT = 99
/** Shares are float64: a third three times is a whole. */
const ROUNDING = 1e-9

export interface TrailingFields {
  readonly by: 'fraction' | 'price'
  /** In percent. */
  readonly share: string
  readonly distance: string
}

/** How far a stop stays behind the best price. */
export function readTrailing({ by, share, distance }: TrailingFields, { tickSize }: InstrumentView): Read<Trailing> {
  const missing = words('ticket')('faults.trail')
  if (by === 'fraction') {
    const reading = readPercent(share, { missing, most: MOST_TRAIL_PERCENT })
    return 'fault' in reading ? reading : { value: { kind: 'fraction', fraction: percentToFraction(reading.text) } }
  }
  const reading = readStepped(distance, { step: tickSize, kind: 'tick', missing })
  return 'fault' in reading ? reading : { value: { kind: 'price', distance: reading.text } }
}

export interface PlanQuestion {
  readonly form: TicketForm
  readonly instrument: InstrumentView
  readonly hasStop: boolean
  readonly hasTarget: boolean
}

/** What else is decided about the exits; undefined where there is nothing more than one stop and one target. */
export function readPlan(question: PlanQuestion, take: Take): ExitPlan | undefined {
  const { form, instrument } = question
  if (!form.plan) return undefined
  const targets = take('parts', readParts(question)) ?? []
  const trailing = readExitTrail(form, instrument, take)
  const breakEven = take('breakEven', readBreakEven(question, { hasTrailing: trailing !== undefined }))
  if (targets.length === 0 && trailing === undefined && breakEven === undefined) return undefined
  return {
    ...(targets.length > 0 && { targets }),
    ...(trailing !== undefined && { trailing }),
    ...(breakEven !== undefined && { breakEven }),
  }
}

function readExitTrail(form: TicketForm, instrument: InstrumentView, take: Take): Trailing | undefined {
  const { exitTrail, exitTrailShare, exitTrailDistance } = form
  if (exitTrail === 'none') return undefined
  return take(
    'exitTrail',
    readTrailing({ by: exitTrail, share: exitTrailShare, distance: exitTrailDistance }, instrument),
  )
}

/** The parts, nearest to the entry first, as they will be reached. */
function readParts({ form, instrument, hasTarget }: PlanQuestion): Read<Targets> {
  const t = words('ticket')
  const read = form.parts.map((part) => readPart(part, instrument))
  const row = read.findIndex((part) => 'fault' in part)
  const first = read[row]
  if (first !== undefined && 'fault' in first) return { fault: { ...first.fault, row } }
  const targets = read.flatMap((part) => ('value' in part ? [part.value] : []))
  const sum = targets.reduce((total, { fraction }) => total + fraction, 0)
  const last = targets.length - 1
  if (sum > 1 + ROUNDING) return { fault: { missing: false, message: t('faults.partsTooMuch'), row: last } }
  if (hasTarget && sum > 1 - ROUNDING) {
    return { fault: { missing: false, message: t('faults.nothingForTarget'), row: last } }
  }
  const nearest = form.side === 'buy' ? 1 : -1
  return { value: targets.toSorted((left, right) => nearest * (Number(left.price) - Number(right.price))) }
}

function readPart({ price, share }: TicketPart, { tickSize }: InstrumentView): Read<Targets[number]> {
  const t = words('ticket')
  const at: Reading = readStepped(price, { step: tickSize, kind: 'tick', missing: t('faults.partPrice') })
  if ('fault' in at) return at
  const part: Reading = readPercent(share, { missing: t('faults.partShare'), most: 100 })
  return 'fault' in part ? part : { value: { price: at.text, fraction: percentToFraction(part.text) } }
}

function readBreakEven(
  { form, instrument, hasStop }: PlanQuestion,
  { hasTrailing }: { readonly hasTrailing: boolean },
): Read<ExitPlan['breakEven']> {
  const t = words('ticket')
  const wrong = (message: string): Read<never> => ({ fault: { missing: false, message } })
  const { breakEven } = form
  if (breakEven === 'none') return { value: undefined }
  // A trailing stop with a fault of its own is said there.
  if (!hasStop && !hasTrailing && form.exitTrail === 'none') return wrong(t('faults.noStopToMove'))
  if (breakEven === 'afterFirstTarget') {
    return form.parts.length === 0 ? wrong(t('faults.noFirstTarget')) : { value: { kind: 'afterFirstTarget' } }
  }
  const missing = t('faults.breakEven')
  const reading = readStepped(form.breakEvenPrice, { step: instrument.tickSize, kind: 'tick', missing })
  return 'fault' in reading ? reading : { value: { kind: 'atPrice', price: reading.text } }
}
