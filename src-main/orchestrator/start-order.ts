import { invariant } from '../base/index.ts'
import type { Component } from './component.ts'

/**
 * Order in which components start: by phase, within a phase by dependency, otherwise as registered. Throws an
 * `InvariantError` that names an unknown dependency, one of a later phase, or the circle.
 */
export function startOrder(components: readonly Component[]): readonly Component[] {
  const byName = new Map(components.map((component) => [component.name, component]))
  for (const component of components) requireReachable(component, byName)
  const ordered = new Set<Component>()
  for (const component of components.toSorted((a, b) => a.phase - b.phase)) {
    addAfterDependencies(component, { byName, ordered, path: [] })
  }
  return [...ordered]
}

/** Those of `ordered` that need `name` directly or through others, in the same order. */
export function dependentsOf(name: string, ordered: readonly Component[]): readonly Component[] {
  const reached = new Set([name])
  const dependents: Component[] = []
  for (const component of ordered) {
    if (!component.dependsOn.some((dependency) => reached.has(dependency))) continue
    reached.add(component.name)
    dependents.push(component)
  }
  return dependents
}

function requireReachable(component: Component, byName: ReadonlyMap<string, Component>): void {
  for (const name of component.dependsOn) {
    const dependency = byName.get(name)
    invariant(dependency, `component "${component.name}" depends on "${name}", which is not registered`)
    invariant(
      dependency.phase <= component.phase,
      `component "${component.name}" of phase ${component.phase} depends on "${name}" of the later phase ${dependency.phase}`,
    )
  }
}

interface Walk {
  readonly byName: ReadonlyMap<string, Component>
  readonly ordered: Set<Component>
  readonly path: readonly string[]
}

function addAfterDependencies(component: Component, walk: Walk): void {
  if (walk.ordered.has(component)) return
  const path = [...walk.path, component.name]
  invariant(!walk.path.includes(component.name), `components depend on each other in a circle: ${path.join(' → ')}`)
  for (const name of component.dependsOn) {
    const dependency = walk.byName.get(name)
    if (dependency) addAfterDependencies(dependency, { ...walk, path })
  }
  walk.ordered.add(component)
}
