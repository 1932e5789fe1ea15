import { z } from 'zod'
import { DecimalText, IdempotencyKey, InstrumentIdText, TimeMsValue } from './primitives.ts'

/** `position` and `cash` differ in their amount; the others are orders and executions that only one side knows. */
export const DifferenceKind = z.enum([
  'position',
  'cash',
  /** An order at the venue with an id of ours that the ledger does not have as open: from a restored older ledger, or a lost disk. */
  'unknownOrder',
  /** An order at the venue that is not ours. */
  'foreignOrder',
  /** Our order that the venue does not know. */
  'lostOrder',
  /** An execution at the venue that belongs to none of our orders. */
  'unexplainedFill',
  /** A stop that should stand at the venue and does not, or stands otherwise. */
  'protection',
])
export type DifferenceKind = z.infer<typeof DifferenceKind>

/** `adopt` books what the venue says, `cancel` ends the order there, `ignore` lets it be and says why. */
export const ResolutionAction = z.enum(['adopt', 'cancel', 'ignore'])
export type ResolutionAction = z.infer<typeof ResolutionAction>

/** One thing that the ledger and the venue say differently. */
export const DifferenceView = z.object({
  /** Deterministic: the same cause has the same id in each pass. */
  differenceId: z.string(),
  kind: DifferenceKind,
  /** Null for cash. */
  instrumentId: InstrumentIdText.nullable(),
  /** What it is about: an order's id, a currency, `position`. */
  subject: z.string(),
  /** What each side says, for a person: `0.42 long`, `nothing`. */
  ledger: z.string(),
  venue: z.string(),
  /** Most likely cause, in one sentence. */
  cause: z.string(),
  /** System time of the passes that found it. */
  firstSeenMs: TimeMsValue,
  lastSeenMs: TimeMsValue,
  state: z.enum(['open', 'ignored', 'resolved']),
  /** What can be done about it now; none while the engine still asks. */
  actions: z.array(ResolutionAction),
})
export type DifferenceView = z.infer<typeof DifferenceView>

/** Nothing may be opened on the instrument; exits and cancels go on. */
export const QuarantineView = z.object({
  reason: z.string(),
  /** Session time. */
  sinceMs: TimeMsValue,
})
export type QuarantineView = z.infer<typeof QuarantineView>

/** One instrument on both sides. */
export const InstrumentReconciliation = z.object({
  instrumentId: InstrumentIdText,
  outcome: z.enum(['agreed', 'differs', 'notAsked']),
  /** Why it was not asked, or what is still settling. */
  reason: z.string().nullable(),
  /** Signed: below zero is short. Null where that side was not asked. */
  ledgerQuantity: DecimalText.nullable(),
  venueQuantity: DecimalText.nullable(),
  /** Open orders. */
  ledgerOrders: z.number().int().nullable(),
  venueOrders: z.number().int().nullable(),
  quarantine: QuarantineView.nullable(),
})
export type InstrumentReconciliation = z.infer<typeof InstrumentReconciliation>

/** How the ledger and the venue compare, as of the last pass. */
export const ReconciliationView = z.object({
  /** The venue is being asked now. */
  running: z.boolean(),
  /** Time between passes; null where only a hand or a lost connection starts one. */
  periodMs: z.number().int().positive().nullable(),
  /** System time, as is that of the fault. */
  lastPassMs: TimeMsValue.nullable(),
  /** Why the newest pass came to no answer; null once one did. */
  lastFault: z.object({ text: z.string(), sinceMs: TimeMsValue }).nullable(),
  /** Our orders whose outcome nobody knows. */
  unknownOrders: z.number().int(),
  cash: z.object({ currency: z.string(), ledger: DecimalText, venue: DecimalText }).nullable(),
  instruments: z.array(InstrumentReconciliation),
  /** Open ones first, the newest of each first; those resolved lately are last. */
  differences: z.array(DifferenceView),
})
export type ReconciliationView = z.infer<typeof ReconciliationView>

/** What a person decides about a difference; the same shape previews and resolves. */
export const ResolutionDraft = z.object({
  differenceId: z.string(),
  action: ResolutionAction,
  /** Who owns what is adopted: `hand`, `strategy:<id>` or `unassigned`; unassigned where none is named. */
  owner: z.string().max(100).optional(),
  reason: z.string().max(500).default(''),
})
export type ResolutionDraft = z.infer<typeof ResolutionDraft>
export type ResolutionDraftInput = z.input<typeof ResolutionDraft>

export const ResolveInput = ResolutionDraft.extend({
  idempotencyKey: IdempotencyKey,
  reason: z.string().trim().min(1, 'say why').max(500),
})

/** What a resolution would do; nothing is booked and nothing is sent. */
export const ResolutionPreview = z.object({
  /** In order, one sentence each. */
  steps: z.array(z.string()),
  /** Signed position of the owner afterwards; null where it stays. */
  positionAfter: DecimalText.nullable(),
  averagePriceAfter: DecimalText.nullable(),
  cashAfter: DecimalText.nullable(),
})
export type ResolutionPreview = z.infer<typeof ResolutionPreview>

/** Part of a position goes to another owner; `fraction` 1 is all of it. */
export const HandoverDraft = z.object({
  positionId: z.string(),
  /** `hand` or `strategy:<id>`. */
  to: z.string().min(1).max(100),
  fraction: z.number().gt(0).max(1).default(1),
})
export type HandoverDraft = z.infer<typeof HandoverDraft>
export type HandoverDraftInput = z.input<typeof HandoverDraft>

/** One owner's holding after a handover; quantities are signed, the price is null where it is flat. */
const HoldingAfter = z.object({ owner: z.string(), quantity: DecimalText, averagePrice: DecimalText.nullable() })

/** What a handover would do; nothing is sent, nothing is realised. */
export const HandoverPreview = z.object({
  accepted: z.boolean(),
  /** Why it cannot be; null where it can. */
  refusal: z.string().nullable(),
  /** Signed, of the giver's sign. */
  quantity: DecimalText,
  giver: HoldingAfter,
  taker: HoldingAfter,
  /** What becomes of stops and targets, in order, one sentence each. */
  steps: z.array(z.string()),
})
export type HandoverPreview = z.infer<typeof HandoverPreview>
