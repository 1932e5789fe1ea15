import { z } from 'zod'
import { HandOrderTypeValue, SideValue, TimeInForceValue } from '../../src-contract/index.ts'

const SIZE_KINDS = ['quantity', 'value', 'equityFraction', 'riskToStop'] as const
export type SizeKind = (typeof SIZE_KINDS)[number]

/** What of a ticket belongs to one instrument: a price or a quantity means nothing for another. */
export const TicketEntry = z.object({
  price: z.string().catch(''),
  stop: z.string().catch(''),
  target: z.string().catch(''),
  stopDistance: z.string().catch(''),
  targetDistance: z.string().catch(''),
  quantity: z.string().catch(''),
})
export type TicketEntry = z.infer<typeof TicketEntry>

/** What stays when the ticket turns to another instrument. Fractions are typed in percent. */
export const TicketChoices = z.object({
  side: SideValue.catch('buy'),
  type: HandOrderTypeValue.catch('limit'),
  sizeKind: z.enum(SIZE_KINDS).catch('quantity'),
  value: z.string().catch(''),
  equityFraction: z.string().catch('5'),
  riskToStop: z.string().catch('0.25'),
  bracket: z.boolean().catch(true),
  /** Whether stop and target are typed as prices, or as distances from the entry. */
  bracketBy: z.enum(['price', 'distance']).catch('price'),
  timeInForce: TimeInForceValue.catch('GTC'),
  reduceOnly: z.boolean().catch(false),
})
export type TicketChoices = z.infer<typeof TicketChoices>

/** What stands in the ticket, as typed; one text for each kind of size, so that switching back and forth loses nothing. */
export type TicketForm = TicketChoices & TicketEntry

export const EMPTY_ENTRY: TicketEntry = TicketEntry.parse({})
export const EMPTY_CHOICES: TicketChoices = TicketChoices.parse({})
export const EMPTY_FORM: TicketForm = { ...EMPTY_CHOICES, ...EMPTY_ENTRY }

const ENTRY_FIELDS = new Set(Object.keys(EMPTY_ENTRY))

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
