import { describe, expect, it } from 'vitest'
import type { ComponentView } from '../../../src-contract/index.ts'
import { groupByPhase, shapeOfState } from './phases.ts'

const component = (name: string, phase: number, state: ComponentView['state']): ComponentView => ({
  name,
  phase,
  state,
  critical: false,
  dependsOn: [],
  sinceMs: 0,
  restarts: 0,
  reason: null,
})

describe('components by phase', () => {
  it('come in the order of the phases, each with its worst state and how many are in it', () => {
    const groups = groupByPhase([
      component('feed', 2, 'degraded'),
      component('risk', 2, 'running'),
      component('storage', 1, 'running'),
      component('gateway', 1, 'running'),
      component('models', 3, 'starting'),
      component('backup', 3, 'faulted'),
    ])
    expect(groups.map(({ phase, worst, inWorst, components }) => [phase, worst, inWorst, components.length])).toEqual([
      [1, 'running', 2, 2],
      [2, 'degraded', 1, 2],
      [3, 'faulted', 1, 2],
    ])
  })

  it('have a shape for every state', () => {
    expect([
      shapeOfState('running'),
      shapeOfState('starting'),
      shapeOfState('faulted'),
      shapeOfState('stopped'),
    ]).toEqual(['good', 'warn', 'bad', 'unknown'])
  })
})
