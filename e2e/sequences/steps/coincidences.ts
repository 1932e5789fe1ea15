import type { SequenceRig } from '../rig/sequence-rig.ts'
import type { Step } from '../sequence.ts'
import { ENTRIES } from './entries.ts'
import { oneOf, type StepAct, type StepEntry } from './step.ts'
import { VENUE_SIDE } from './venue-side.ts'

/** What happens while the engine cannot see it, in an order that it has to find out afterwards. */
export const COINCIDENCES = {
  askedTooEarly: { weight: 1, act: askTooEarly },
  away: { weight: 1, act: beAway },
  cutOff: { weight: 1, act: beCutOff },
} as const satisfies Record<string, StepEntry>

const SECOND_MS = 1_000
/** Still valid at the venue when it arrives. */
const LATE_MS = 4_000

const ORDERS: readonly [StepAct, ...StepAct[]] = [
  ENTRIES.limitEntry.act,
  ENTRIES.bracketEntry.act,
  ENTRIES.plannedEntry.act,
  ENTRIES.marketEntry.act,
]

const EVENTS: readonly [StepAct, ...StepAct[]] = [
  VENUE_SIDE.deleveraging.act,
  VENUE_SIDE.liquidation.act,
  VENUE_SIDE.partialFill.act,
  VENUE_SIDE.funding.act,
  VENUE_SIDE.venueCancels.act,
  VENUE_SIDE.venueExpires.act,
]

/** The venue is asked about an order whose request has not arrived; it may have arrived when the answer comes. */
async function askTooEarly(rig: SequenceRig, step: Step): Promise<void> {
  const { script } = rig.venue
  script.on('submit', { kind: 'late', delayMs: LATE_MS })
  await oneOf(ORDERS, step.pick)(rig, step)
  await rig.settle()
  if (step.size > 3) script.onQuery('order', { kind: 'stale', delayMs: step.size * SECOND_MS })
  await rig.reconcile()
}

/** An order of which the engine hears nothing, and what becomes of it while nobody listens. */
async function missMuch(rig: SequenceRig, step: Step): Promise<void> {
  await VENUE_SIDE.priceMoves.act(rig, step)
  rig.pass(SECOND_MS)
  await oneOf(EVENTS, step.pick)(rig, step)
  rig.pass(SECOND_MS)
}

/** The engine ends with an order under way, and is started again after a while. */
async function beAway(rig: SequenceRig, step: Step): Promise<void> {
  rig.venue.stream.hold()
  await oneOf(ORDERS, step.size)(rig, step)
  await rig.settle()
  await rig.cutPower(0)
  await missMuch(rig, step)
  await rig.comeBack()
}

/** The connection is gone for a while, and the engine knows. */
async function beCutOff(rig: SequenceRig, step: Step): Promise<void> {
  const { stream } = rig.venue
  await oneOf(ORDERS, step.size)(rig, step)
  await rig.settle()
  stream.drop('the connection was reset')
  await missMuch(rig, step)
  stream.reconnect()
}
