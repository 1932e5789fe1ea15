import * as fc from 'fast-check'
import { play, type Played } from './play.ts'
import { anySequence, type Sequence, sequenceText } from './sequence.ts'

/** Longest time in which a failing sequence is made smaller. */
const SHRINK_MS = 40_000

export interface HuntOptions {
  /** Gives one sequence, always the same. */
  readonly seed: number
  /** Leads to a smaller one of it; the whole of it unless named. */
  readonly path?: string | undefined
  /** An empty ledger. */
  readonly template: string
  /** Whether a failing one is made smaller. */
  readonly shrinks: boolean
}

export interface Failure {
  readonly seed: number
  readonly path: string
  readonly sequence: string
  readonly findings: string
}

export interface Hunted {
  /** As it was first played. */
  readonly sequence: Sequence
  readonly played: Played
  readonly failure: Failure | undefined
}

/** Plays the sequence of a seed; one that fails is made as small as it can be while it still does. */
export async function hunt({ seed, path, template, shrinks }: HuntOptions): Promise<Hunted> {
  const first: { sequence?: Sequence; played?: Played } = {}
  const property = fc.asyncProperty(anySequence, async (sequence) => {
    const played = await play(sequence, template)
    first.sequence ??= sequence
    first.played ??= played
    if (played.findings.length > 0) throw new Error(played.findings.join('\n'))
  })
  const details = await fc.check(property, {
    seed,
    numRuns: 1,
    endOnFailure: !shrinks,
    interruptAfterTimeLimit: SHRINK_MS,
    ...(path === undefined ? {} : { path }),
  })
  const { sequence, played } = first
  if (!sequence || !played) throw new Error(`seed ${seed} gives no sequence${path === undefined ? '' : ` at ${path}`}`)
  if (!details.failed || !details.counterexample) return { sequence, played, failure: undefined }
  const [smallest] = details.counterexample
  const findings = details.errorInstance instanceof Error ? details.errorInstance.message : 'unknown'
  return {
    sequence,
    played,
    failure: { seed, path: details.counterexamplePath ?? '0', sequence: sequenceText(smallest), findings },
  }
}
