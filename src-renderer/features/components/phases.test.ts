import { expect, it } from 'vitest'
import { type ComponentView, ComponentStateValue } from '../../../src-contract/index.ts'
import { groupByPhase, shapeOfState } from './phases.ts'

const component = (name: string, phase: number, state: ComponentView['state']): ComponentView => ({
  name,
  phase,
  state,
  critical: true,
  dependsOn: [],
  sinceMs: 0,
  restarts: 0,
  reason: null,
})

it('groups by phase in their order, and counts who runs', () => {
  const groups = groupByPhase([
    component('session', 4, 'running'),
    component('storage', 1, 'running'),
    component('gateway', 1, 'faulted'),
  ])
  expect(groups.map(({ name, running, components }) => [name, running, components.map((each) => each.name)])).toEqual([
    ['Infrastructure', 1, ['storage', 'gateway']],
    ['Live loops', 1, ['session']],
  ])
})

it('gives every state a shape, and the good one to running alone', () => {
  const good = ComponentStateValue.options.filter((state) => shapeOfState(state) === 'good')
  expect(good).toEqual(['running'])
  expect(shapeOfState('faulted')).toBe('bad')
})
