import { z } from 'zod'
import { DecimalText, InstrumentIdText, TimeMsValue } from './primitives.ts'

/** How much of a net position has a stop, and who would act on it. */
export const ProtectionMeterView = z.object({
  instrumentId: InstrumentIdText,
  /** Signed sum over all owners. */
  netQuantity: DecimalText,
  /** Without sign: covered by stops that stand at the venue, and by stops that only the engine watches. */
  atVenue: DecimalText,
  byEngine: DecimalText,
  /** Without sign: what no stop covers. */
  uncovered: DecimalText,
  /** The owners want it without a stop: it is no fault, and no alarm is raised. */
  intended: z.boolean(),
  /** How long it has stood without all of its stop at the venue until now; 0 while it is covered. */
  exposedMs: z.number().int().nonnegative(),
  /** Longest stretch, and all stretches together, since the position was opened. */
  longestMs: z.number().int().nonnegative(),
  totalMs: z.number().int().nonnegative(),
  /** From here on an alarm is raised. */
  boundMs: z.number().int().positive(),
  overdue: z.boolean(),
  /** Session time at which the stretch of now began; null while it is covered. */
  sinceMs: TimeMsValue.nullable(),
})
export type ProtectionMeterView = z.infer<typeof ProtectionMeterView>
