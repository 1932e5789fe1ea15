import { CHANGES } from './changes.ts'
import { COINCIDENCES } from './coincidences.ts'
import { CRASHES } from './crashes.ts'
import { ENTRIES } from './entries.ts'
import { FAULTS } from './faults.ts'
import { PEOPLE } from './people.ts'
import type { StepAct } from './step.ts'
import { VENUE_SIDE } from './venue-side.ts'

const STEPS = { ...ENTRIES, ...CHANGES, ...FAULTS, ...VENUE_SIDE, ...PEOPLE, ...CRASHES, ...COINCIDENCES } as const

export type StepKind = keyof typeof STEPS

/** Every kind of step with its weight. */
export const STEP_KINDS = (Object.keys(STEPS) as StepKind[]).map((kind) => [kind, STEPS[kind].weight] as const)

export function actOf(kind: StepKind): StepAct {
  return STEPS[kind].act
}
