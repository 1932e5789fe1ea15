import type { ComponentView } from '../../../src-contract/index.ts'
import { ensureNever } from '../../ui/index.ts'

const PHASE_NAMES: Readonly<Record<number, string>> = {
  1: 'Infrastructure',
  2: 'Market and trading',
  3: 'Integrations',
  4: 'Live loops',
}

export interface PhaseGroup {
  readonly phase: number
  readonly name: string
  readonly running: number
  readonly components: readonly ComponentView[]
}

/** Components by the phase in which they start, in the order of the phases. */
export function groupByPhase(components: readonly ComponentView[]): readonly PhaseGroup[] {
  const groups = Map.groupBy(components, (component) => component.phase)
  return [...groups]
    .sort(([left], [right]) => left - right)
    .map(([phase, own]) => ({
      phase,
      name: PHASE_NAMES[phase] ?? `Phase ${phase}`,
      running: own.filter((component) => component.state === 'running').length,
      components: own,
    }))
}

/** Shape that goes with a state's word. */
export function shapeOfState(state: ComponentView['state']): 'good' | 'warn' | 'bad' | 'unknown' {
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
