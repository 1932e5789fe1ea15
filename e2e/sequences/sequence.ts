import * as fc from 'fast-check'
import { STEP_KINDS, type StepKind } from './steps/index.ts'

/** One thing that somebody does or that befalls engine or venue. What the numbers mean is up to its kind. */
export interface Step {
  readonly kind: StepKind
  readonly size: number
  readonly pick: number
  readonly offset: number
}

/** What the venue offers: everything, all but changing orders in place, or neither that nor orders that wait for a price. */
export type VenueKind = 'complete' | 'withoutAmend' | 'plain'

/** `thread`: the writer of the product, with a thread of its own. `inline`: the same statements on the same file at once. */
export type JournalKind = 'inline' | 'thread'

/**
 * How it comes to rest. `warm`: the faults end and the engine goes on. `cold`: it crashes first, and is away until nothing
 * that it sent can arrive any more. `fork`: both, each from the same point. `tenRestarts`: as `warm`, then ten restarts.
 */
export type Ending = 'warm' | 'cold' | 'fork' | 'tenRestarts'

export interface Sequence {
  readonly journal: JournalKind
  readonly venue: VenueKind
  readonly ending: Ending
  readonly steps: readonly Step[]
}

const LONGEST = 18

const anyStep: fc.Arbitrary<Step> = fc.record({
  kind: fc.oneof(...STEP_KINDS.map(([kind, weight]) => ({ arbitrary: fc.constant(kind), weight }))),
  size: fc.integer({ min: 1, max: 6 }),
  pick: fc.integer({ min: 0, max: 11 }),
  offset: fc.integer({ min: -6, max: 6 }),
})

/** Where a sequence is made smaller its surroundings stay as they were. */
export const anySequence: fc.Arbitrary<Sequence> = fc.record({
  journal: fc.noShrink(oneOf<JournalKind>({ inline: 199, thread: 1 })),
  venue: fc.noShrink(oneOf<VenueKind>({ complete: 6, withoutAmend: 2, plain: 2 })),
  ending: fc.noShrink(oneOf<Ending>({ warm: 8, cold: 9, fork: 2, tenRestarts: 1 })),
  steps: fc.array(anyStep, { minLength: 2, maxLength: LONGEST, size: 'max' }),
})

/** `3 limitEntry size 2 pick 0 offset -4`, a line each. */
export function sequenceText({ journal, venue, ending, steps }: Sequence): string {
  return [
    `journal ${journal}, venue ${venue}, ending ${ending}`,
    ...steps.map(
      ({ kind, size, pick, offset }, index) => `${index + 1} ${kind} size ${size} pick ${pick} offset ${offset}`,
    ),
  ].join('\n')
}

function oneOf<T extends string>(weights: Readonly<Record<T, number>>): fc.Arbitrary<T> {
  const entries = Object.entries(weights) as [T, number][]
  return fc.oneof(...entries.map(([value, weight]) => ({ arbitrary: fc.constant(value), weight })))
}
