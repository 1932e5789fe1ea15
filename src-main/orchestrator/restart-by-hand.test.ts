import * as fc from 'fast-check'
import { beforeEach, describe, expect, it } from 'vitest'
import { EngineError, ManualClock, silentLogger } from '../base/index.ts'
import type { Component } from './component.ts'
import { Orchestrator } from './orchestrator.ts'

let clock: ManualClock
let orchestrator: Orchestrator
/** Starts and stops in their order. */
let log: string[]

beforeEach(() => {
  clock = new ManualClock(0)
  orchestrator = new Orchestrator({ clock, logger: silentLogger, startTimeoutMs: 5_000, stopTimeoutMs: 500 })
  log = []
})

function add(name: string, change: Partial<Component> = {}): void {
  orchestrator.register({
    name,
    phase: 1,
    dependsOn: [],
    critical: false,
    restartPolicy: { maxRestarts: 0, delayMs: 100 },
    start: async () => void log.push(`+${name}`),
    stop: async () => void log.push(`-${name}`),
    ...change,
  })
}

/** storage ← trading ← feed ← strategies, and a monitor that needs nothing. */
async function startEngine(change: Partial<Component> = {}): Promise<void> {
  add('storage', { critical: true })
  add('trading', { phase: 2, dependsOn: ['storage'], critical: true, ...change })
  add('feed', { phase: 2, dependsOn: ['trading'], critical: true })
  add('monitor', { phase: 3 })
  add('strategies', { phase: 4, dependsOn: ['feed'], critical: true })
  await orchestrator.startAll()
  log.length = 0
}

/** Lets promises that can settle do so. */
async function settle(): Promise<void> {
  for (let turn = 0; turn < 50; turn++) await Promise.resolve()
}

const viewOf = (name: string) => orchestrator.views().find((view) => view.name === name)

const refused = (code: string, message: string): unknown =>
  expect.objectContaining({ constructor: EngineError, code, message: expect.stringContaining(message) })

describe('a restart by hand', () => {
  it('stops what needs the component before it, and starts it after it', async () => {
    await startEngine()
    await expect(orchestrator.restart('trading')).resolves.toMatchObject({
      name: 'trading',
      state: 'running',
      restarts: 1,
      reason: null,
    })
    expect(log).toEqual(['-strategies', '-feed', '-trading', '+trading', '+feed', '+strategies'])
    expect(orchestrator.restartGroup('trading')).toEqual(['trading', 'feed', 'strategies'])
    expect(orchestrator.views().map(({ name, restarts }) => [name, restarts])).toEqual([
      ['storage', 0],
      ['trading', 1],
      ['feed', 0],
      ['monitor', 0],
      ['strategies', 0],
    ])
  })

  it('is no fault: nobody hears of one', async () => {
    await startEngine()
    const faults: string[] = []
    orchestrator.onCriticalFault(({ name }) => faults.push(name))
    for (const { name } of orchestrator.views()) await orchestrator.restart(name)
    expect(faults).toEqual([])
    expect(orchestrator.health()).toBe('healthy')
  })

  it('mends what is faulted, with those that wait for it', async () => {
    let broken = true
    const start = async (): Promise<void> => {
      if (broken) throw new Error('the disk is full')
    }
    add('alerts', { start })
    add('mail', { dependsOn: ['alerts'] })
    await orchestrator.startAll()
    await expect(orchestrator.restart('alerts')).resolves.toMatchObject({
      state: 'faulted',
      reason: 'the disk is full',
    })
    expect(viewOf('mail')).toMatchObject({ state: 'faulted', reason: 'needs alerts, which is faulted' })
    broken = false
    await expect(orchestrator.restart('alerts')).resolves.toMatchObject({ state: 'running', restarts: 2 })
    expect(viewOf('mail')).toMatchObject({ state: 'running' })
  })

  it('that goes wrong is a fault, also of those who need the component', async () => {
    let broken = false
    const start = async (): Promise<void> => {
      if (broken) throw new Error('no venue')
    }
    await startEngine({ start })
    const faults: string[] = []
    orchestrator.onCriticalFault(({ name, reason }) => faults.push(`${name}: ${reason}`))
    broken = true
    await expect(orchestrator.restart('trading')).resolves.toMatchObject({ state: 'faulted', reason: 'no venue' })
    expect(faults).toEqual([
      'trading: no venue',
      'feed: needs trading, which is faulted',
      'strategies: needs feed, which is faulted',
    ])
    expect(orchestrator.health()).toBe('critical')
  })

  it('gives the component all its restarts again', async () => {
    let broken = true
    const start = async (): Promise<void> => {
      log.push('+venue')
      if (broken) throw new Error('no answer')
    }
    add('venue', { start, restartPolicy: { maxRestarts: 1, delayMs: 100 } })
    await orchestrator.startAll()
    clock.advanceBy(100)
    await settle()
    expect(log, 'it has used up its restarts').toEqual(['+venue', '-venue', '+venue'])
    clock.advanceBy(1_000)
    await settle()
    expect(log).toHaveLength(3)
    log.length = 0
    await orchestrator.restart('venue')
    broken = false
    clock.advanceBy(100)
    await settle()
    expect(log).toEqual(['-venue', '+venue', '-venue', '+venue'])
    expect(viewOf('venue')).toMatchObject({ state: 'running' })
  })

  it('names the known ones where it is asked for another', async () => {
    await startEngine()
    const known = ['storage', 'trading', 'feed', 'monitor', 'strategies']
    await expect(orchestrator.restart('venu')).rejects.toMatchObject({ code: 'UNKNOWN_COMPONENT', data: { known } })
    expect(() => orchestrator.restartGroup('venu')).toThrow(refused('UNKNOWN_COMPONENT', 'There is no component venu'))
  })

  it('is refused while the component, or one that needs it, is moved already', async () => {
    await startEngine()
    const first = orchestrator.restart('feed')
    await expect(orchestrator.restart('feed')).rejects.toThrow(refused('COMPONENT_BUSY', 'The component feed is being'))
    await expect(orchestrator.restart('strategies')).rejects.toThrow(refused('COMPONENT_BUSY', 'strategies is being'))
    await expect(orchestrator.restart('storage')).rejects.toThrow(
      refused('COMPONENT_BUSY', 'The component feed, which needs storage, is being'),
    )
    await first
    await expect(orchestrator.restart('feed')).resolves.toMatchObject({ restarts: 2 })
  })

  it('of another component waits for its turn', async () => {
    await startEngine()
    await Promise.all([orchestrator.restart('strategies'), orchestrator.restart('monitor')])
    expect(log).toEqual(['-strategies', '+strategies', '-monitor', '+monitor'])
  })

  it('waits as long as it is asked to before it stops anything, and counts as busy meanwhile', async () => {
    await startEngine()
    const restarted = orchestrator.restart('monitor', { delayMs: 200 })
    await settle()
    expect(log).toEqual([])
    await expect(orchestrator.restart('monitor')).rejects.toThrow(refused('COMPONENT_BUSY', 'monitor'))
    clock.advanceBy(200)
    await restarted
    expect(log).toEqual(['-monitor', '+monitor'])
  })

  it('does not start a component before a stop that was given up has ended', async () => {
    const stopped = Promise.withResolvers<void>()
    await startEngine({ stop: () => stopped.promise })
    const restarted = orchestrator.restart('trading')
    await settle()
    clock.advanceBy(500)
    await settle()
    expect(viewOf('trading')).toMatchObject({ state: 'starting' })
    expect(log).toEqual(['-strategies', '-feed'])
    stopped.resolve()
    await expect(restarted).resolves.toMatchObject({ state: 'running' })
    expect(log).toEqual(['-strategies', '-feed', '+trading', '+feed', '+strategies'])
  })

  it('faults a component whose former stop never ends', async () => {
    await startEngine({ stop: () => new Promise(() => undefined) })
    const restarted = orchestrator.restart('trading')
    await settle()
    clock.advanceBy(500)
    await settle()
    clock.advanceBy(5_000)
    await expect(restarted).resolves.toMatchObject({
      state: 'faulted',
      reason: 'trading took more than 5000 ms to start',
    })
  })
})

describe('a restart by hand when everything is to stop', () => {
  it('is refused', async () => {
    await startEngine()
    await orchestrator.endRestarts()
    await expect(orchestrator.restart('feed')).rejects.toThrow(refused('STOPPING', 'The engine is stopping'))
    await orchestrator.stopAll()
    await expect(orchestrator.restart('feed')).rejects.toThrow(refused('STOPPING', 'The engine is stopping'))
    await orchestrator.startAll()
    await expect(orchestrator.restart('feed')).resolves.toMatchObject({ state: 'running' })
  })

  it('has a moment to come to its end', async () => {
    const opened = Promise.withResolvers<void>()
    let isFirst = true
    const start = async (): Promise<void> => {
      if (isFirst) isFirst = false
      else await opened.promise
    }
    await startEngine({ start })
    void orchestrator.restart('trading')
    const ended = orchestrator.endRestarts()
    await settle()
    opened.resolve()
    await ended
    expect(viewOf('strategies')).toMatchObject({ state: 'running' })
  })

  it('is not waited for longer than that, and starts nothing more', async () => {
    let isFirst = true
    const start = async (): Promise<void> => {
      if (isFirst) isFirst = false
      else await new Promise(() => undefined)
    }
    await startEngine({ start })
    const restarted = orchestrator.restart('trading')
    await settle()
    const ended = orchestrator.endRestarts()
    clock.advanceBy(1_500)
    await ended
    const stopped = orchestrator.stopAll()
    await settle()
    clock.advanceBy(500)
    await stopped
    await expect(restarted).resolves.toMatchObject({ state: 'faulted', reason: expect.stringContaining('given up') })
    expect(viewOf('trading')).toMatchObject({ state: 'stopped' })
    expect(log).toEqual(['-strategies', '-feed', '-trading', '-monitor', '-trading', '-storage'])
  })

  it('does not begin where it was asked for but had not begun', async () => {
    await startEngine()
    const restarted = orchestrator.restart('monitor', { delayMs: 200 })
    await orchestrator.stopAll()
    await restarted
    expect(log).toEqual(['-strategies', '-monitor', '-feed', '-trading', '-storage'])
  })
})

describe('whatever is restarted, faulted and stopped at once', () => {
  it('every component ends as it should and is started and stopped in turn', async () => {
    const names = ['storage', 'trading', 'feed', 'monitor', 'strategies']
    const move = fc.oneof(
      fc.record({ verb: fc.constant('restart' as const), name: fc.constantFrom(...names) }),
      fc.record({ verb: fc.constant('wait' as const), turns: fc.integer({ min: 1, max: 30 }) }),
    )
    await fc.assert(
      fc.asyncProperty(fc.array(move, { maxLength: 15 }), fc.boolean(), async (moves, stops) => {
        orchestrator = new Orchestrator({ clock, logger: silentLogger, startTimeoutMs: 5_000, stopTimeoutMs: 500 })
        await startEngine()
        const running: Promise<unknown>[] = []
        for (const each of moves) {
          if (each.verb === 'restart') running.push(orchestrator.restart(each.name))
          else for (let turn = 0; turn < each.turns; turn++) await Promise.resolve()
        }
        if (stops) running.push(orchestrator.stopAll())
        const refusals = (await Promise.allSettled(running)).filter(({ status }) => status === 'rejected')
        const busy = refusals.map(() => expect.objectContaining({ reason: refused('COMPONENT_BUSY', 'Wait') }))
        expect(refusals).toEqual(busy)
        const state = stops ? 'stopped' : 'running'
        expect(orchestrator.views().map((view) => [view.name, view.state])).toEqual(names.map((name) => [name, state]))
        for (const name of names) {
          const steps = log.filter((step) => step.slice(1) === name)
          expect(steps).toEqual(steps.map((_, index) => (index % 2 === 0 ? `-${name}` : `+${name}`)))
        }
      }),
      { numRuns: 150 },
    )
  })
})
