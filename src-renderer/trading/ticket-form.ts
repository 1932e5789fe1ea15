import { z } from 'zod'
import { OrderTypeValue, SideValue, TimeInForceValue } from '../../src-contract/index.ts'
import { PAIRED_TYPES } from './order-fields.ts'

const SIZE_KINDS = ['quantity', 'value', 'equityFraction', 'riskToStop', 'volatilityTarget', 'kelly'] as const
export type SizeKind = (typeof SIZE_KINDS)[number]

/** A part of the position that is closed at a profit, as typed; the share in percent. */
const TicketPart = z.object({ price: z.string(), share: z.string() })
export type TicketPart = z.infer<typeof TicketPart>

/** More parts than anybody reads; the contract takes as many. */
export const MOST_PARTS = 10

/** What of a ticket belongs to one instrument: a price or a quantity means nothing for another. */
export const TicketEntry = z.object({
  price: z.string().catch(''),
  stop: z.string().catch(''),
  target: z.string().catch(''),
  stopDistance: z.string().catch(''),
  targetDistance: z.string().catch(''),
  quantity: z.string().catch(''),
  trigger: z.string().catch(''),
  otherPrice: z.string().catch(''),
  otherTrigger: z.string().catch(''),
  trailDistance: z.string().catch(''),
  parts: z.array(TicketPart).max(MOST_PARTS).catch([]),
  exitTrailDistance: z.string().catch(''),
  breakEvenPrice: z.string().catch(''),
})
export type TicketEntry = z.infer<typeof TicketEntry>

/** What stays when the ticket turns to another instrument. Fractions are typed in percent. */
export const TicketChoices = z.object({
  side: SideValue.catch('buy'),
  type: OrderTypeValue.catch('limit'),
  /** Whether another order goes with it, and the first of both that fills ends the other. */
  oco: z.boolean().catch(false),
  /** Side of that other order, seen from this one. */
  otherSide: z.enum(['same', 'opposite']).catch('same'),
  otherType: z.enum(PAIRED_TYPES).catch('stop'),
  sizeKind: z.enum(SIZE_KINDS).catch('quantity'),
  value: z.string().catch(''),
  equityFraction: z.string().catch('5'),
  riskToStop: z.string().catch('0.25'),
  volatilityTarget: z.string().catch('5'),
  /** Which part of the Kelly fraction is staked. */
  kelly: z.string().catch('50'),
  /** Most that is at risk at the stop of a size by Kelly. */
  kellyCap: z.string().catch('1'),
  bracket: z.boolean().catch(true),
  /** Whether stop and target are typed as prices, or as distances from the entry. */
  bracketBy: z.enum(['price', 'distance']).catch('price'),
  timeInForce: TimeInForceValue.catch('GTC'),
  /** Session time at which a GTD order ends; null until it is chosen. */
  expireAtMs: z.number().int().nonnegative().nullable().catch(null),
  postOnly: z.boolean().catch(false),
  reduceOnly: z.boolean().catch(false),
  /** How far a trailing stop stays behind: a share of the price, or an amount of it. */
  trailBy: z.enum(['fraction', 'price']).catch('fraction'),
  trailShare: z.string().catch('1'),
  /** Whether more is decided about the exits than one stop and one target. */
  plan: z.boolean().catch(false),
  exitTrail: z.enum(['none', 'fraction', 'price']).catch('none'),
  exitTrailShare: z.string().catch('1'),
  breakEven: z.enum(['none', 'afterFirstTarget', 'atPrice']).catch('none'),
})
export type TicketChoices = z.infer<typeof TicketChoices>

/** What stands in the ticket, as typed; one text for each kind of size, so that switching back and forth loses nothing. */
export type TicketForm = TicketChoices & TicketEntry

export const EMPTY_ENTRY: TicketEntry = TicketEntry.parse({})
export const EMPTY_CHOICES: TicketChoices = TicketChoices.parse({})
export const EMPTY_FORM: TicketForm = { ...EMPTY_CHOICES, ...EMPTY_ENTRY }

const ENTRY_FIELDS = new Set(Object.keys(EMPTY_ENTRY))

/** The other order of a pair as a form of its own: it shares size, exits and life with the first one. */
export function otherForm(form: TicketForm): TicketForm {
  const { side, otherSide, otherType, otherPrice, otherTrigger } = form
  const opposite = side === 'buy' ? 'sell' : 'buy'
  return {
    ...form,
    side: otherSide === 'same' ? side : opposite,
    type: otherType,
    price: otherPrice,
    trigger: otherTrigger,
  }
}

/** Takes changes of a form apart: those of its instrument, and those that stay. */
export function splitChanges(changes: Partial<TicketForm>): {
  readonly entry: Partial<TicketEntry>
  readonly choices: Partial<TicketChoices>
} {
  const fields = Object.entries(changes)
  return {
    entry: Object.fromEntries(fields.filter(([name]) => ENTRY_FIELDS.has(name))),
    choices: Object.fromEntries(fields.filter(([name]) => !ENTRY_FIELDS.has(name))),
  }
}
