import type { InstrumentView } from '../../../src-contract/index.ts'
import { words } from '../../i18n/index.ts'
import {
  hasLimit,
  isMultipleOf,
  missing,
  moved,
  nearestMultiple,
  plainDecimal,
  type Reading,
  readStepped,
  sizeNeedsStop,
  type TicketForm,
  wrong,
} from '../../trading/index.ts'

export type BracketLeg = 'stop' | 'target'
/** Fields of the form in which a leg is typed. */
export type LegField = BracketLeg | `${BracketLeg}Distance`

export interface BracketQuestion {
  readonly form: TicketForm
  readonly instrument: InstrumentView
  /** Price from which distances are counted; undefined while there is none. */
  readonly entry: string | undefined
}

/** True where a bracket may go with the order at all. */
export const bracketApplies = (form: TicketForm): boolean => form.bracket && !form.reduceOnly

/** Where the text of a leg stands: as a price, or as a distance from the entry. */
export function legField(leg: BracketLeg, by: TicketForm['bracketBy']): LegField {
  return by === 'price' ? leg : `${leg}Distance`
}

/** The price at which the entry is meant to fill, on the tick; undefined while that cannot be told. */
export function entryText(
  { type, price, trigger }: TicketForm,
  { tickSize }: InstrumentView,
  marketPrice: string | undefined,
): string | undefined {
  // Both fill about where the market is.
  if (type === 'market' || type === 'trailingStop') return marketPrice
  const text = plainDecimal(hasLimit(type) ? price : trigger)
  return text !== null && isMultipleOf(text, tickSize) ? text : undefined
}

/** Price of a stop or target; empty where the order carries none. */
export function readBracket(leg: BracketLeg, question: BracketQuestion): Reading {
  const { form, instrument } = question
  if (!bracketApplies(form)) return { text: '' }
  const t = words('ticket')
  const byPrice = form.bracketBy === 'price'
  const text = form[legField(leg, form.bracketBy)]
  const needed = leg === 'stop' && sizeNeedsStop(form.sizeKind)
  if (text.trim() === '' && !needed) return { text: '' }
  const ask = t(byPrice ? 'faults.stop' : 'faults.stopDistance')
  const reading = readStepped(text, { step: instrument.tickSize, kind: 'tick', missing: ask })
  return byPrice || 'fault' in reading ? reading : atDistance(leg, reading.text, question)
}

function atDistance(leg: BracketLeg, distance: string, { form, instrument, entry }: BracketQuestion): Reading {
  const t = words('ticket')
  if (entry === undefined) return missing(t('faults.noEntry'))
  const price = moved(entry, distance, directionOf(leg, form.side))
  return Number(price) > 0 ? { text: nearestMultiple(price, instrument.tickSize) } : wrong(t('faults.belowZero'))
}

/** Side of the entry on which a leg lies: the stop of a buy is below it. */
const directionOf = (leg: BracketLeg, side: TicketForm['side']): 1 | -1 =>
  (leg === 'stop') === (side === 'buy') ? -1 : 1

/** The form with stop and target written the other way, as far as they can be told in it. */
export function withBracketBy(by: TicketForm['bracketBy'], question: BracketQuestion): Partial<TicketForm> {
  const changes = (['stop', 'target'] as const).map((leg) => [legField(leg, by), rewritten(leg, by, question)] as const)
  return { ...Object.fromEntries(changes.filter(([, text]) => text !== undefined)), bracketBy: by }
}

function rewritten(leg: BracketLeg, by: TicketForm['bracketBy'], question: BracketQuestion): string | undefined {
  const reading = readBracket(leg, question)
  if ('fault' in reading || reading.text === '') return undefined
  if (by === 'price') return reading.text
  if (question.entry === undefined) return undefined
  const away = moved(reading.text, question.entry, -1)
  const onItsSide = away.startsWith('-') === (directionOf(leg, question.form.side) === -1)
  return onItsSide ? away.replace('-', '') : undefined
}
