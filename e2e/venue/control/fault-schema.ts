import * as z from 'zod'
import type { FrameFault, RequestFault } from '../faults/fault.ts'

const taken = z.boolean().default(false)
const ms = z.number().int().min(0).max(3_600_000)

const requestFault = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('delay'), ms }),
  z.strictObject({ kind: z.literal('drop'), taken }),
  z.strictObject({ kind: z.literal('hang'), taken }),
  z.strictObject({ kind: z.literal('duplicate') }),
  z.strictObject({
    kind: z.literal('reject'),
    code: z.number().int(),
    message: z.string(),
    status: z.number().int().min(400).max(599).default(400),
  }),
  z.strictObject({ kind: z.literal('ban'), status: z.union([z.literal(418), z.literal(429)]), forMs: ms }),
  z.strictObject({ kind: z.literal('serverError'), status: z.number().int().min(500).max(599), taken }),
  z.strictObject({ kind: z.literal('invalidJson'), taken }),
  z.strictObject({ kind: z.literal('partialFill'), share: z.number().min(0).max(1) }),
]) satisfies z.ZodType<RequestFault>

const frameFault = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('drop') }),
  z.strictObject({ kind: z.literal('duplicate') }),
  z.strictObject({ kind: z.literal('delay'), ms }),
  z.strictObject({ kind: z.literal('reorder') }),
  z.strictObject({ kind: z.literal('invalidJson') }),
  z.strictObject({ kind: z.literal('disconnect') }),
  z.strictObject({ kind: z.literal('silence') }),
  z.strictObject({ kind: z.literal('halfOpen') }),
]) satisfies z.ZodType<FrameFault>

const when = {
  matching: z.string().optional(),
  times: z.number().int().min(1).default(1),
  probability: z.number().gt(0).max(1).default(1),
}

/** A fault as it is sent to the control door. */
export const PlannedFault = z.discriminatedUnion('on', [
  z.strictObject({ on: z.literal('request'), fault: requestFault, ...when }),
  z.strictObject({ on: z.literal('frame'), fault: frameFault, ...when }),
])
