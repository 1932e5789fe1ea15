import type { ComponentView } from '../../../src-contract/index.ts'
import { ensureNever } from '../../ui/index.ts'

type State = ComponentView['state']

/** What of a phase is said in the line over its components. */
export interface PhaseGroup {
  readonly phase: number
  readonly components: readonly ComponentView[]
  /** The worst state of any of them. */
  readonly worst: State
  /** How many are in it. */
  readonly inWorst: number
}

/** The best first. */
const BY_TROUBLE: readonly State[] = ['running', 'ready', 'stopped', 'starting', 'stopping', 'degraded', 'faulted']

/** Components by the phase in which they start, in the order of the phases. */
export function groupByPhase(components: readonly ComponentView[]): readonly PhaseGroup[] {
  const groups = Map.groupBy(components, (component) => component.phase)
  return [...groups]
    .sort(([left], [right]) => left - right)
    .map(([phase, own]) => {
      const worst = worstOf(own)
      return { phase, components: own, worst, inWorst: own.filter(({ state }) => state === worst).length }
    })
}

function worstOf(components: readonly ComponentView[]): State {
  const rank = Math.max(...components.map(({ state }) => BY_TROUBLE.indexOf(state)))
  return BY_TROUBLE[rank] ?? 'running'
}

/** Shape that goes with a state's word. */
export function shapeOfState(state: State): 'good' | 'warn' | 'bad' | 'unknown' {
  switch (state) {
    case 'running':
      return 'good'
    case 'degraded':
    case 'starting':
    case 'stopping':
      return 'warn'
    case 'faulted':
      return 'bad'
    case 'ready':
    case 'stopped':
      return 'unknown'
    default:
      return ensureNever(state, 'component state')
  }
}
