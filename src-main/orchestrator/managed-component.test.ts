import { describe, expect, it } from 'vitest'
import { type ComponentStateValue, ComponentStateValue as States } from '../../src-contract/index.ts'
import { InvariantError, ManualClock } from '../base/index.ts'
import type { Component } from './component.ts'
import { ManagedComponent } from './managed-component.ts'

const nothing = (): Promise<void> => Promise.resolve()
const FEED: Component = {
  name: 'feed',
  phase: 2,
  dependsOn: ['storage'],
  critical: true,
  restartPolicy: { maxRestarts: 2, delayMs: 0 },
  start: nothing,
  stop: nothing,
}

/** As the design lays them down; everything else throws. */
const LEGAL: readonly (readonly [ComponentStateValue, ComponentStateValue])[] = [
  ['ready', 'starting'],
  ['starting', 'running'],
  ['running', 'degraded'],
  ['degraded', 'running'],
  ['starting', 'faulted'],
  ['running', 'faulted'],
  ['degraded', 'faulted'],
  ['running', 'stopping'],
  ['degraded', 'stopping'],
  ['faulted', 'stopping'],
  ['stopping', 'stopped'],
  ['stopped', 'starting'],
]

const WAY: Readonly<Record<ComponentStateValue, readonly ComponentStateValue[]>> = {
  ready: [],
  starting: ['starting'],
  running: ['starting', 'running'],
  degraded: ['starting', 'running', 'degraded'],
  faulted: ['starting', 'faulted'],
  stopping: ['starting', 'running', 'stopping'],
  stopped: ['starting', 'running', 'stopping', 'stopped'],
}

function inState(state: ComponentStateValue, clock = new ManualClock(0)): ManagedComponent {
  const managed = new ManagedComponent(FEED, clock, () => undefined)
  for (const step of WAY[state]) managed.moveTo(step)
  return managed
}

describe('ManagedComponent', () => {
  const steps = States.options.flatMap((from) => States.options.map((to) => [from, to] as const))
  const isLegal = ([from, to]: (typeof steps)[number]): boolean => LEGAL.some(([a, b]) => a === from && b === to)

  it.each(steps.filter((step) => isLegal(step)))('goes from %s to %s', (from, to) => {
    const managed = inState(from)
    managed.moveTo(to)
    expect(managed.state).toBe(to)
  })

  it.each(steps.filter((step) => !isLegal(step)))('refuses to go from %s to %s', (from, to) => {
    const managed = inState(from)
    expect(() => managed.moveTo(to)).toThrow(InvariantError)
    expect(managed.state).toBe(from)
  })

  it('says what it is, since when and why', () => {
    const clock = new ManualClock(1_000)
    const managed = inState('running', clock)
    clock.advanceBy(5)
    managed.moveTo('degraded', 'slow')
    expect(managed.view()).toEqual({
      name: 'feed',
      phase: 2,
      critical: true,
      dependsOn: ['storage'],
      state: 'degraded',
      sinceMs: 1_005,
      restarts: 0,
      reason: 'slow',
    })
    managed.moveTo('running')
    expect(managed.reason).toBeNull()
  })

  it('has the restarts of its policy, and earns them again by running for a minute', () => {
    const clock = new ManualClock(0)
    const managed = inState('running', clock)
    expect([managed.takeAttempt(), managed.takeAttempt(), managed.takeAttempt()]).toEqual([true, true, false])
    clock.advanceBy(59_999)
    managed.moveTo('degraded')
    managed.moveTo('faulted')
    expect(managed.takeAttempt()).toBe(false)

    for (const state of ['stopping', 'stopped', 'starting', 'running'] as const) managed.moveTo(state)
    clock.advanceBy(60_000)
    managed.moveTo('faulted')
    expect(managed.takeAttempt()).toBe(true)
  })
})
