import type { SequenceRig } from '../rig/sequence-rig.ts'
import type { Step } from '../sequence.ts'

export type StepAct = (rig: SequenceRig, step: Step) => Promise<void> | void

/** A kind of step, and how often it comes beside the others. */
export interface StepEntry {
  readonly weight: number
  readonly act: StepAct
}

/** One of the list; undefined where it is empty. */
export function pickOf<T>(list: readonly T[], { pick }: Pick<Step, 'pick'>): T | undefined {
  return list[pick % list.length]
}

export function oneOf<T>(list: readonly [T, ...T[]], pick: number): T {
  return list[pick % list.length] ?? list[0]
}
