import { z } from 'zod'
import { PositiveDecimalText } from './primitives.ts'

/** How far a stop stays behind the best price: an amount of quote currency, or a share of that price. */
export const TrailingValue = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('price'), distance: PositiveDecimalText }),
  z.object({ kind: z.literal('fraction'), fraction: z.number().gt(0).lt(1) }),
])
export type TrailingValue = z.infer<typeof TrailingValue>

/** What becomes of a position's exits while it is held. */
export const ExitPlanValue = z.object({
  /** Parts that are closed at a profit, nearest first; each a share of what the entry opens. */
  targets: z
    .array(z.object({ price: PositiveDecimalText, fraction: z.number().gt(0).max(1) }))
    .max(10)
    .default([]),
  /** The stop follows the price; it never moves back. */
  trailing: TrailingValue.optional(),
  /** When the stop moves to the entry price, fees of both ways included. */
  breakEven: z
    .discriminatedUnion('kind', [
      z.object({ kind: z.literal('atPrice'), price: PositiveDecimalText }),
      z.object({ kind: z.literal('afterFirstTarget') }),
    ])
    .optional(),
})
export type ExitPlanValue = z.infer<typeof ExitPlanValue>

/** Who sees to what the venue does not offer: `engine` waits for the price or the end here, and needs this program to run. */
export const HandlingValue = z.enum(['venue', 'engine'])

/** A command about an order whose outcome is not known. */
export const CommandValue = z.enum(['submit', 'cancel', 'amend'])
