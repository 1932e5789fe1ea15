import type { ComponentView } from '../../../src-contract/index.ts'

/** The component that calls come in through: without it no window has a connection. */
const DOOR = 'gateway'

/** What restarting a component does beside restarting it. */
export interface RestartEffect {
  /** What needs it, directly or through others, and so stops and starts with it. */
  readonly alsoRestarted: readonly string[]
  /** A critical component is among them: nothing new is entered until all of them run again. */
  readonly holdsEntries: boolean
  /** The window loses its connection for a moment. */
  readonly cutsConnection: boolean
}

export function restartEffect(name: string, components: readonly ComponentView[]): RestartEffect {
  const group = new Set([name])
  // A part never needs one that starts after it, but the list need not be in that order.
  for (let before = 0; before < group.size; ) {
    before = group.size
    for (const each of components) if (each.dependsOn.some((needed) => group.has(needed))) group.add(each.name)
  }
  return {
    alsoRestarted: components.flatMap((each) => (each.name !== name && group.has(each.name) ? [each.name] : [])),
    holdsEntries: components.some((each) => each.critical && group.has(each.name)),
    cutsConnection: group.has(DOOR),
  }
}

/** Components that need this one directly. */
export const neededBy = (name: string, components: readonly ComponentView[]): readonly string[] =>
  components.flatMap((each) => (each.dependsOn.includes(name) ? [each.name] : []))
