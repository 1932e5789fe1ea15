import type { VenueCommand, VenueFact } from '../../../src-main/domain/index.ts'
import type { CommandFault, QueryFault, VenueQuery } from '../../../src-main/venues/testing/fault-venue/index.ts'
import type { SequenceRig } from '../rig/sequence-rig.ts'
import type { Step } from '../sequence.ts'
import { oneOf, type StepEntry } from './step.ts'

/** What befalls the way between engine and venue. */
export const FAULTS = {
  submitFault: { weight: 8, act: (rig, step) => failNext(rig, 'submit', step) },
  cancelFault: { weight: 3, act: (rig, step) => failNext(rig, 'cancel', step) },
  amendFault: { weight: 2, act: (rig, step) => failNext(rig, 'amend', step) },
  queryFault: { weight: 3, act: failQuery },
  holdFrames: { weight: 2, act: (rig) => rig.venue.stream.hold() },
  releaseFrames: { weight: 2, act: releaseFrames },
  loseFrame: { weight: 2, act: loseFrame },
  repeatFrame: { weight: 2, act: repeatFrame },
  disconnect: { weight: 2, act: (rig) => rig.venue.stream.drop('the connection was reset') },
  goDeaf: { weight: 1, act: (rig) => rig.venue.stream.goDeaf() },
  reconnect: { weight: 2, act: (rig) => rig.venue.stream.reconnect() },
} as const satisfies Record<string, StepEntry>

const DELAY_MS = 2_000

const COMMAND_FAULTS: readonly [CommandFault, ...CommandFault[]] = [
  { kind: 'answerLost', stream: 'silent' },
  { kind: 'neverArrived' },
  { kind: 'serverError' },
  { kind: 'answerLost', stream: 'tells' },
  { kind: 'late', delayMs: DELAY_MS },
  { kind: 'rejected', reason: 'margin is insufficient' },
  { kind: 'rejectedButDone', reason: 'margin is insufficient' },
  { kind: 'unreadable' },
  { kind: 'slow', delayMs: DELAY_MS },
  { kind: 'duplicateId' },
  { kind: 'late', delayMs: 3 * DELAY_MS },
  { kind: 'late', delayMs: 2 * DELAY_MS },
]

function failNext(rig: SequenceRig, command: VenueCommand, { pick, size }: Step): void {
  rig.venue.script.on(command, oneOf(COMMAND_FAULTS, pick), { times: size > 4 ? 2 : 1 })
}

const QUERIES: readonly [VenueQuery, ...VenueQuery[]] = ['order', 'openOrders', 'fills', 'adjustments', 'account']
const QUERY_FAULTS: readonly [QueryFault, ...QueryFault[]] = [
  { kind: 'fails', reason: '503 service unavailable' },
  { kind: 'stale', delayMs: DELAY_MS },
  { kind: 'stale', delayMs: 3 * DELAY_MS },
]

/** No answer, or one that is out of date when it comes. */
function failQuery(rig: SequenceRig, { pick, size }: Step): void {
  rig.venue.script.onQuery(oneOf(QUERIES, pick), oneOf(QUERY_FAULTS, size), { times: 1 + (size % 3) })
}

const ARRANGEMENTS: readonly [Arrange, ...Arrange[]] = [
  (facts) => facts,
  (facts) => facts.toReversed(),
  (facts) => [...facts, ...facts],
  (facts) => facts.filter((_, index) => index % 2 === 0),
]

type Arrange = (facts: readonly VenueFact[]) => readonly VenueFact[]

/** In order, backwards, twice, or with gaps. */
function releaseFrames({ venue }: SequenceRig, { pick }: Step): void {
  venue.stream.release(oneOf(ARRANGEMENTS, pick))
}

function loseFrame({ venue }: SequenceRig, { pick }: Step): void {
  const kind = oneOf<VenueFact['kind']>(['filled', 'accepted', 'cancelled', 'expired'], pick)
  venue.stream.loseNext((fact) => fact.kind === kind)
}

function repeatFrame({ venue }: SequenceRig, { pick }: Step): void {
  const fact = venue.stream.delivered.at(-1 - (pick % 5))
  if (fact && fact.kind !== 'unknown') venue.stream.forge(fact)
}
