import { brokenOff } from '../faults/rig/broken-off.ts'
import type { AccountDifference } from '../../src-main/execution/index.ts'
import { booksFindings } from './books.ts'
import { differencesBetween, type Picture, pictureOf } from './picture.ts'
import { hasHeldEntry, hasTurnedInDisorder, isRestless } from './restless.ts'
import { SequenceRig } from './rig/sequence-rig.ts'
import type { Ending, Sequence } from './sequence.ts'
import { actOf } from './steps/index.ts'
import { verdict } from './verdict.ts'

/** Longer than a request can arrive after its sending. */
const LIFETIME_MS = 6_000
const STEP_MS = 2_000
const ROUNDS = 3

/** How often the engine is started again at the end; what has just been started is not, for the time that takes. */
const FINAL_RESTARTS: Readonly<Record<Ending, number>> = { warm: 1, cold: 0, fork: 1, tenRestarts: 10 }

/** What one sequence has met, for the distribution. */
export interface Meeting {
  readonly orders: number
  readonly fills: number
  readonly unknown: number
  readonly restarts: number
  readonly refusals: number
  readonly differences: number
}

export interface Played {
  readonly meeting: Meeting
  /** What does not hold; nothing where all does. */
  readonly findings: readonly string[]
}

/** Plays a sequence from an empty account to rest. @param template an empty ledger. */
export async function play(sequence: Sequence, template: string): Promise<Played> {
  const { ending } = sequence
  const first = await onRig(sequence, template, (rig) => {
    if (ending === 'cold') return restCold(rig)
    return restWarm(rig)
  })
  if (ending !== 'fork' || first.findings.length > 0) return first
  const second = await onRig(sequence, template, restCold)
  const forked =
    first.picture && second.picture
      ? differencesBetween(['without a restart', 'after one'], [first.picture, second.picture])
      : []
  return { ...first, findings: [...second.findings, ...forked] }
}

async function onRig(
  sequence: Sequence,
  template: string,
  rest: (rig: SequenceRig) => Promise<void>,
): Promise<Played & { readonly picture: Picture | undefined }> {
  const rig = new SequenceRig({ ...sequence, template })
  try {
    await rig.start()
    await steps(rig, sequence)
    const meeting = meetingOf(rig)
    const isForked = sequence.ending === 'fork' && !hasHeldEntry(rig)
    await rest(rig)
    const picture = isForked && !isRestless(rig) && !hasTurnedInDisorder(rig) ? pictureOf(rig) : undefined
    await staysThroughRestarts(rig, FINAL_RESTARTS[sequence.ending])
    rig.findings.push(
      ...verdict(
        rig,
        rig.look((ledger) => ledger.book()),
      ),
    )
    await rig.stop()
    return { meeting, picture, findings: [...rig.findings, ...rig.errors.map((text) => `thrown: ${text}`)] }
  } catch (error) {
    const findings = [...rig.findings, ...rig.errors, `it broke off: ${brokenOff(error)}`]
    return { meeting: NOTHING, picture: undefined, findings }
  } finally {
    await rig.crash().catch(() => undefined)
    rig.dispose()
  }
}

async function steps(rig: SequenceRig, sequence: Sequence): Promise<void> {
  for (const [index, step] of sequence.steps.entries()) {
    rig.stepIndex = index + 1
    await actOf(step.kind)(rig, step)
    await rig.settle()
    for (const finding of booksFindings(rig)) rig.findings.push(`after step ${index + 1} (${step.kind}): ${finding}`)
    if (rig.findings.length > 0) return
  }
}

/** The faults end and the engine goes on. */
async function restWarm(rig: SequenceRig): Promise<void> {
  calm(rig)
  await comesToRest(rig)
  await staysThroughComparison(rig)
}

/** The engine is away until nothing that it sent can arrive any more; its start is the one comparison that must do. */
async function restCold(rig: SequenceRig): Promise<void> {
  await rig.cutPower(0)
  calm(rig)
  rig.pass(LIFETIME_MS)
  await rig.start()
  await staysThroughComparison(rig)
  await comesToRest(rig)
}

function calm({ venue }: SequenceRig): void {
  venue.script.clear()
  venue.stream.loseNoMore()
  venue.stream.release()
  if (!venue.stream.isLive) venue.stream.reconnect()
}

async function comesToRest(rig: SequenceRig): Promise<void> {
  for (let round = 0; round < ROUNDS; round++) {
    await rig.advance(LIFETIME_MS, STEP_MS)
    await rig.reconcile()
    adoptPositions(rig)
  }
  rig.findings.push(...booksFindings(rig))
}

/** A venue that holds less than the ledger says lets no stop stand there: it would be tried again with every comparison. */
function adoptPositions(rig: SequenceRig): void {
  const { reconciliation } = rig.session.execution
  for (const { differenceId } of openPositionDifferences(rig))
    rig.attempt(() => reconciliation.resolve(differenceId, 'adopt', { reason: 'looked at', by: 'a person' }))
}

function openPositionDifferences({ session }: SequenceRig): AccountDifference[] {
  return session.execution.reconciliation.differences.filter(
    ({ finding, state }) => finding.kind === 'position' && state !== 'resolved',
  )
}

/** A difference of positions is told once it was seen twice, and is a person's to resolve. */
async function staysThroughComparison(rig: SequenceRig): Promise<void> {
  const before = rig.look((ledger) => ledger.factTables())
  await rig.reconcile()
  const after = rig.look((ledger) => ledger.factTables())
  if (after === before || openPositionDifferences(rig).length > 0 || isRestless(rig)) return
  rig.findings.push(`another comparison writes ${newFacts(before, after)}`)
}

async function staysThroughRestarts(rig: SequenceRig, times: number): Promise<void> {
  if (isRestless(rig)) return
  const before = rig.look((ledger) => ledger.factTables())
  const picture = pictureOf(rig)
  for (let time = 1; time <= times && rig.findings.length === 0; time++) {
    await rig.cutPower(0)
    await rig.start()
    if (rig.look((ledger) => ledger.factTables()) !== before)
      rig.findings.push(
        `restart ${time} writes ${newFacts(
          before,
          rig.look((ledger) => ledger.factTables()),
        )}`,
      )
    const changed = differencesBetween(['before', `after restart ${time}`], [picture, pictureOf(rig)])
    rig.findings.push(...changed, ...booksFindings(rig))
  }
}

function newFacts(before: string, after: string): string {
  const known = new Set(before.split('\n'))
  return after
    .split('\n')
    .filter((line) => !known.has(line))
    .slice(0, 4)
    .join(' | ')
}

function meetingOf(rig: SequenceRig): Meeting {
  const { orders, fills } = rig.look((ledger) => ledger.book())
  return {
    orders: orders.length,
    fills: fills.length,
    unknown: rig.look((ledger) => ledger.unknownOrders()),
    restarts: rig.restarts,
    refusals: rig.refusals,
    differences: rig.session.execution.reconciliation.differences.length,
  }
}

const NOTHING: Meeting = { orders: 0, fills: 0, unknown: 0, restarts: 0, refusals: 0, differences: 0 }
