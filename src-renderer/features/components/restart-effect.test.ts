import { describe, expect, it } from 'vitest'
import type { ComponentView } from '../../../src-contract/index.ts'
import { neededBy, restartEffect } from './restart-effect.ts'

const component = (name: string, dependsOn: string[], critical = false): ComponentView => ({
  name,
  phase: 1,
  state: 'running',
  critical,
  dependsOn,
  sinceMs: 0,
  restarts: 0,
  reason: null,
})

/* In no order that would help. */
const components = [
  component('strategies', ['feed'], true),
  component('feed', ['trading']),
  component('alerts', ['storage']),
  component('gateway', ['storage']),
  component('trading', []),
  component('storage', []),
]

describe('what a restart does', () => {
  it('names all that needs the component, directly or through others', () => {
    expect(restartEffect('trading', components)).toEqual({
      alsoRestarted: ['strategies', 'feed'],
      holdsEntries: true,
      cutsConnection: false,
    })
  })

  it('says when the window loses its connection, and when trading goes on', () => {
    expect(restartEffect('storage', components)).toEqual({
      alsoRestarted: ['alerts', 'gateway'],
      holdsEntries: false,
      cutsConnection: true,
    })
    expect(restartEffect('alerts', components)).toMatchObject({ alsoRestarted: [], holdsEntries: false })
    expect(restartEffect('strategies', components).holdsEntries).toBe(true)
  })

  it('tells who needs a component directly', () => {
    expect(neededBy('storage', components)).toEqual(['alerts', 'gateway'])
  })
})
