import { beforeEach, describe, expect, it } from 'vitest'
import { Emitter, ManualClock, silentLogger, UnreachableError } from '../base/index.ts'
import type { Component, ComponentCondition } from './component.ts'
import { Orchestrator } from './orchestrator.ts'

let clock: ManualClock
let orchestrator: Orchestrator
let isThere: boolean
/** Names of the critical components that were told as faulted. */
let faults: string[]

beforeEach(() => {
  clock = new ManualClock(0)
  orchestrator = new Orchestrator({ clock, logger: silentLogger })
  isThere = false
  faults = []
  orchestrator.onCriticalFault(({ name }) => faults.push(name))
})

function add(name: string, change: Partial<Component> = {}): Emitter<ComponentCondition> {
  const conditions = new Emitter<ComponentCondition>((error) => {
    throw error
  })
  orchestrator.register({
    name,
    phase: 1,
    dependsOn: [],
    critical: true,
    restartPolicy: { maxRestarts: 0, delayMs: 100 },
    start: async () => undefined,
    stop: async () => undefined,
    onCondition: conditions.event,
    ...change,
  })
  return conditions
}

async function reach(): Promise<void> {
  if (!isThere) throw new UnreachableError('no answer')
}

/** Lets promises that can settle do so. */
async function settle(): Promise<void> {
  for (let turn = 0; turn < 50; turn++) await Promise.resolve()
}

function states(): Record<string, string> {
  return Object.fromEntries(orchestrator.views().map(({ name, state }) => [name, state]))
}

describe('what cannot be reached for now', () => {
  it('is waited for at the start for as long as it takes, and is no fault', async () => {
    add('venue', { start: reach, restartPolicy: { maxRestarts: 1, delayMs: 100 } })
    add('feed', { dependsOn: ['venue'] })
    const started = orchestrator.startAll()
    for (let attempt = 0; attempt < 5; attempt++) {
      await settle()
      expect(states()).toEqual({ venue: 'faulted', feed: 'ready' })
      expect(orchestrator.views()[0]?.reason).toBe('no answer')
      expect(orchestrator.health()).toBe('critical')
      clock.advanceBy(100)
    }
    isThere = true
    await settle()
    clock.advanceBy(100)
    await started
    expect(states()).toEqual({ venue: 'running', feed: 'running' })
    expect(faults).toEqual([])
  })

  it('is waited for after a restart by hand too, and so are those who need it', async () => {
    isThere = true
    add('venue', { start: reach, restartPolicy: { maxRestarts: 0, delayMs: 100 } })
    add('feed', { dependsOn: ['venue'] })
    add('strategies', { dependsOn: ['feed'] })
    await orchestrator.startAll()
    isThere = false
    await expect(orchestrator.restart('venue')).resolves.toMatchObject({ state: 'faulted', reason: 'no answer' })
    expect(states()).toEqual({ venue: 'faulted', feed: 'faulted', strategies: 'faulted' })
    clock.advanceBy(100)
    await settle()
    isThere = true
    clock.advanceBy(100)
    await settle()
    expect(states()).toEqual({ venue: 'running', feed: 'running', strategies: 'running' })
    expect(faults).toEqual([])
  })

  it('is a fault as soon as it fails in another way, and once it has run', async () => {
    let failure: Error = new UnreachableError('no answer')
    const start = async (): Promise<void> => {
      if (!isThere) throw failure
    }
    const venue = add('venue', { start, restartPolicy: { maxRestarts: 2, delayMs: 100 } })
    const started = orchestrator.startAll()
    await settle()
    expect(faults).toEqual([])
    failure = new Error('the books are torn')
    clock.advanceBy(100)
    await settle()
    expect(faults).toEqual(['venue'])
    isThere = true
    clock.advanceBy(100)
    await started
    venue.fire({ kind: 'faulted', reason: 'gone' })
    expect(faults).toEqual(['venue', 'venue'])
  })
})
