import type { ComponentView } from '../../../src-contract/index.ts'
import type { PhaseGroup } from './phases.ts'

/** A line of the tree: a phase, or a component under it. */
export type ComponentRow = PhaseGroup | ComponentView

export const isPhase = (row: ComponentRow): row is PhaseGroup => 'components' in row

export const rowId = (row: ComponentRow): string => (isPhase(row) ? `phase ${row.phase}` : row.name)

export const rowState = (row: ComponentRow): ComponentView['state'] => (isPhase(row) ? row.worst : row.state)

/** How many components are in a state, for the line under the tree. */
export function countStates(components: readonly ComponentView[]): {
  readonly running: number
  readonly degraded: number
  readonly faulted: number
  readonly faultedCritical: number
} {
  const count = (matches: (component: ComponentView) => boolean): number => components.filter(matches).length
  return {
    running: count(({ state }) => state === 'running'),
    degraded: count(({ state }) => state === 'degraded'),
    faulted: count(({ state, critical }) => state === 'faulted' && !critical),
    faultedCritical: count(({ state, critical }) => state === 'faulted' && critical),
  }
}
