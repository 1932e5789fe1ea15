import type { SequenceRig } from '../rig/sequence-rig.ts'
import type { Step } from '../sequence.ts'
import { CHANGES } from './changes.ts'
import { ENTRIES } from './entries.ts'
import { oneOf, type StepAct, type StepEntry } from './step.ts'

/** The engine ends and is started again, at any point of an order's way. */
export const CRASHES = {
  orderlyRestart: { weight: 1, act: restart },
  crash: { weight: 1, act: crash },
  crashBeforeStored: { weight: 1, act: crashBeforeStored },
  crashBeforeHeard: { weight: 1, act: crashBeforeHeard },
} as const satisfies Record<string, StepEntry>

const COMMANDS: readonly [StepAct, ...StepAct[]] = [
  ENTRIES.bracketEntry.act,
  ENTRIES.limitEntry.act,
  ENTRIES.plannedEntry.act,
  CHANGES.closePosition.act,
  CHANGES.amend.act,
  CHANGES.cancel.act,
  CHANGES.moveExits.act,
  CHANGES.handOver.act,
]

async function restart(rig: SequenceRig): Promise<void> {
  await rig.stop()
  await rig.comeBack()
}

async function crash(rig: SequenceRig): Promise<void> {
  await rig.cutPower(0)
  await rig.comeBack()
}

/** Between the wish and the word of the disk: some of what waits for it is stored, the rest is lost. */
async function crashBeforeStored(rig: SequenceRig, step: Step): Promise<void> {
  rig.holdDisk()
  await oneOf(COMMANDS, step.pick)(rig, step)
  await rig.cutPower(step.size - 1)
  rig.placed.length = 0
  await rig.comeBack()
}

/** The venue has done what was asked; its word finds nobody. */
async function crashBeforeHeard(rig: SequenceRig, step: Step): Promise<void> {
  rig.venue.stream.hold()
  await oneOf(COMMANDS, step.pick)(rig, step)
  await rig.settle()
  await rig.cutPower(0)
  await rig.comeBack()
}
