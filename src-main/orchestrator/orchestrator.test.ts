import { beforeEach, describe, expect, it } from 'vitest'
import { Emitter, FatalError, type LogFields, ManualClock, silentLogger } from '../base/index.ts'
import type { Component, ComponentCondition } from './component.ts'
import { Orchestrator } from './orchestrator.ts'

let clock: ManualClock
let orchestrator: Orchestrator
let log: string[]

beforeEach(() => {
  clock = new ManualClock(0)
  orchestrator = new Orchestrator({ clock, logger: silentLogger, startTimeoutMs: 1_000, stopTimeoutMs: 500 })
  log = []
})

function rethrow(error: unknown): void {
  throw error
}

/** Registers a component that writes its starts and stops into `log`. */
function add(name: string, change: Partial<Component> = {}): Emitter<ComponentCondition> {
  const conditions = new Emitter<ComponentCondition>(rethrow)
  orchestrator.register({
    name,
    phase: 1,
    dependsOn: [],
    critical: false,
    restartPolicy: { maxRestarts: 0, delayMs: 100 },
    start: () => record(`+${name}`),
    stop: () => record(`-${name}`),
    onCondition: conditions.event,
    ...change,
  })
  return conditions
}

function record(line: string): Promise<void> {
  log.push(line)
  return Promise.resolve()
}

function fail(line: string): Promise<void> {
  log.push(line)
  return Promise.reject(new Error(`${line} failed`))
}

const never = (): Promise<void> => new Promise(() => undefined)

/** Lets promises that can settle do so. */
async function settle(): Promise<void> {
  for (let turn = 0; turn < 50; turn++) await Promise.resolve()
}

function states(): Record<string, string> {
  return Object.fromEntries(orchestrator.views().map(({ name, state }) => [name, state]))
}

function reasonOf(name: string): string | null | undefined {
  return orchestrator.views().find((view) => view.name === name)?.reason
}

describe('Orchestrator', () => {
  it('starts by phase and dependency and stops in reverse', async () => {
    add('strategies', { phase: 4, dependsOn: ['feed'] })
    add('feed', { phase: 2, dependsOn: ['storage'] })
    add('storage')
    await orchestrator.startAll()
    expect(states()).toEqual({ strategies: 'running', feed: 'running', storage: 'running' })
    await expect(orchestrator.stopAll()).resolves.toEqual([])
    expect(log).toEqual(['+storage', '+feed', '+strategies', '-strategies', '-feed', '-storage'])
    expect(states()).toEqual({ strategies: 'stopped', feed: 'stopped', storage: 'stopped' })
  })

  it('refuses two components of one name, and a wrong dependency before anything starts', async () => {
    add('feed', { dependsOn: ['storage'] })
    expect(() => add('feed')).toThrow('component "feed" is registered twice')
    await expect(orchestrator.startAll()).rejects.toThrow(/"storage", which is not registered/)
    expect(log).toEqual([])
  })

  it('can start again after it was stopped', async () => {
    add('feed')
    await orchestrator.startAll()
    await orchestrator.stopAll()
    await orchestrator.startAll()
    expect(log).toEqual(['+feed', '-feed', '+feed'])
    expect(states()).toEqual({ feed: 'running' })
  })

  it('announces every state and every change of health', async () => {
    const feed = add('feed')
    const seen: string[] = []
    orchestrator.onState(({ name, state }) => seen.push(`${name} ${state}`))
    orchestrator.onHealth((health) => seen.push(health))
    await orchestrator.startAll()
    feed.fire({ kind: 'degraded', reason: 'slow' })
    feed.fire({ kind: 'degraded', reason: 'slower' })
    expect(reasonOf('feed')).toBe('slower')
    feed.fire({ kind: 'well' })
    feed.fire({ kind: 'well' })
    expect(seen).toEqual([
      'feed starting',
      'feed running',
      'feed degraded',
      'degraded',
      'feed degraded',
      'feed running',
      'healthy',
    ])
  })

  it('goes on without an optional component, and says what those who need it miss', async () => {
    add('alerts', { start: () => fail('+alerts') })
    add('mail', { dependsOn: ['alerts'] })
    add('feed', { critical: true })
    await orchestrator.startAll()
    expect(states()).toEqual({ alerts: 'faulted', mail: 'faulted', feed: 'running' })
    expect(reasonOf('alerts')).toBe('+alerts failed')
    expect(reasonOf('mail')).toBe('needs alerts, which is faulted')
    expect(orchestrator.health()).toBe('degraded')
    expect(log).toEqual(['+alerts', '+feed'])
  })

  it('does not try again what only a person can mend', async () => {
    const start = (): Promise<void> => {
      log.push('+market')
      return Promise.reject(new FatalError('the file is not there'))
    }
    add('market', { critical: true, restartPolicy: { maxRestarts: 3, delayMs: 100 }, start })
    await expect(orchestrator.startAll()).rejects.toThrow('market did not start: the file is not there')
    expect(log).toEqual(['+market'])
  })

  it('starts nothing more when a critical component does not start, and names it', async () => {
    add('storage', { critical: true, start: () => fail('+storage') })
    add('feed')
    const faults: string[] = []
    orchestrator.onCriticalFault(({ name }) => faults.push(name))
    const failure = await orchestrator.startAll().catch((error: unknown) => error)
    expect(failure).toBeInstanceOf(FatalError)
    expect(String(failure)).toContain('storage did not start: +storage failed')
    expect(states()).toEqual({ storage: 'faulted', feed: 'ready' })
    expect(orchestrator.health()).toBe('critical')
    expect(faults).toEqual(['storage'])
    await orchestrator.stopAll()
    expect(log).toEqual(['+storage', '-storage'])
  })

  it('waits for the restarts of a critical component before it starts the next', async () => {
    let attempts = 0
    const start = (): Promise<void> => (++attempts < 3 ? fail('+storage') : record('+storage'))
    add('storage', { critical: true, start, restartPolicy: { maxRestarts: 2, delayMs: 100 } })
    add('feed')
    const started = orchestrator.startAll()
    await settle()
    expect(log).toEqual(['+storage'])
    clock.advanceBy(100)
    await settle()
    clock.advanceBy(100)
    await started
    expect(log).toEqual(['+storage', '-storage', '+storage', '-storage', '+storage', '+feed'])
    expect(orchestrator.views()[0]).toMatchObject({ state: 'running', restarts: 2, reason: null })
  })

  it('restarts a component that faults, together with those who need it, as often as its policy says', async () => {
    const venue = add('venue', { restartPolicy: { maxRestarts: 1, delayMs: 100 } })
    add('feed', { dependsOn: ['venue'] })
    add('other')
    await orchestrator.startAll()
    log.length = 0

    venue.fire({ kind: 'faulted', reason: 'socket closed' })
    expect(states()).toMatchObject({ venue: 'faulted', feed: 'running' })
    clock.advanceBy(99)
    await settle()
    expect(log).toEqual([])
    clock.advanceBy(1)
    await settle()
    expect(log).toEqual(['-feed', '-venue', '+venue', '+feed'])
    expect(states()).toMatchObject({ venue: 'running', feed: 'running' })

    venue.fire({ kind: 'faulted', reason: 'again' })
    clock.advanceBy(1_000)
    await settle()
    expect(states()).toMatchObject({ venue: 'faulted' })
  })

  it('starts what was blocked once the missing component is up', async () => {
    let attempts = 0
    const start = (): Promise<void> => (++attempts < 2 ? fail('+alerts') : record('+alerts'))
    add('alerts', { start, restartPolicy: { maxRestarts: 1, delayMs: 100 } })
    add('mail', { dependsOn: ['alerts'] })
    await orchestrator.startAll()
    expect(states()).toEqual({ alerts: 'faulted', mail: 'faulted' })
    clock.advanceBy(100)
    await settle()
    expect(states()).toEqual({ alerts: 'running', mail: 'running' })
    expect(orchestrator.health()).toBe('healthy')
  })

  it('tells at once that a critical component faulted, even if it will be restarted', async () => {
    const feed = add('feed', { critical: true, restartPolicy: { maxRestarts: 1, delayMs: 100 } })
    await orchestrator.startAll()
    const faults: (string | null)[] = []
    orchestrator.onCriticalFault(({ reason }) => faults.push(reason))
    feed.fire({ kind: 'faulted', reason: 'stale' })
    expect(faults).toEqual(['stale'])
    expect(orchestrator.health()).toBe('critical')
    clock.advanceBy(100)
    await settle()
    expect(orchestrator.health()).toBe('healthy')
  })

  it('counts a condition said during the start once it has started', async () => {
    const feed = add('feed', {
      start: () => {
        feed.fire({ kind: 'degraded', reason: 'one host of two' })
        return Promise.resolve()
      },
    })
    const broken = add('broken', {
      start: () => {
        broken.fire({ kind: 'faulted', reason: 'no host' })
        return Promise.resolve()
      },
    })
    await orchestrator.startAll()
    expect(states()).toEqual({ feed: 'degraded', broken: 'faulted' })
  })

  it('hears nothing of a component that is not running', async () => {
    const feed = add('feed')
    feed.fire({ kind: 'faulted', reason: 'early' })
    await orchestrator.startAll()
    await orchestrator.stopAll()
    feed.fire({ kind: 'degraded', reason: 'late' })
    expect(states()).toEqual({ feed: 'stopped' })
  })

  it('names the component whose start takes too long', async () => {
    add('feed', { critical: true, start: never })
    const started = orchestrator.startAll()
    started.catch(() => undefined)
    await settle()
    clock.advanceBy(1_000)
    await expect(started).rejects.toThrow('feed did not start: feed took more than 1000 ms to start')
  })

  it('goes on stopping after a stop that takes too long or fails, and names the culprits', async () => {
    add('storage', { stop: () => fail('-storage') })
    add('feed', { stop: never })
    add('gateway', {
      stop: () => {
        throw new Error('at once')
      },
    })
    await orchestrator.startAll()
    const stopped = orchestrator.stopAll()
    await settle()
    clock.advanceBy(500)
    await expect(stopped).resolves.toEqual([
      { name: 'gateway', reason: 'at once' },
      { name: 'feed', reason: 'feed took more than 500 ms to stop' },
      { name: 'storage', reason: '-storage failed' },
    ])
    expect(states()).toEqual({ storage: 'stopped', feed: 'stopped', gateway: 'stopped' })
  })

  it('gives a start the time that its component asks for', async () => {
    const answer = Promise.withResolvers<void>()
    add('feed', { critical: true, start: () => answer.promise, startTimeoutMs: 5_000 })
    const started = orchestrator.startAll()
    await settle()
    clock.advanceBy(4_999)
    answer.resolve()
    await started
    expect(states()).toEqual({ feed: 'running' })
  })

  it('gives up a start that hangs when everything is to stop, and starts nothing more', async () => {
    add('storage')
    add('feed', { critical: true, start: never, restartPolicy: { maxRestarts: 5, delayMs: 100 } })
    add('gateway')
    const faults: string[] = []
    orchestrator.onCriticalFault(({ name }) => faults.push(name))
    const started = orchestrator.startAll()
    started.catch(() => undefined)
    await settle()
    const stopped = orchestrator.stopAll()
    await settle()
    expect(log, 'the start has a moment to end').toEqual(['+storage'])
    clock.advanceBy(500)
    await stopped
    await expect(started).rejects.toThrow(/feed did not start: given up/)
    expect(log).toEqual(['+storage', '-feed', '-storage'])
    expect(faults).toEqual([])
  })

  it('lets a start that is under way come to its end before what it needs is stopped', async () => {
    const opened = Promise.withResolvers<void>()
    add('storage')
    add('feed', { start: () => opened.promise.then(() => record('+feed')) })
    add('gateway')
    const started = orchestrator.startAll()
    started.catch(() => undefined)
    await settle()
    const stopped = orchestrator.stopAll()
    await settle()
    expect(log, 'nothing is stopped under it').toEqual(['+storage'])
    opened.resolve()
    await stopped
    await expect(started).rejects.toThrow('given up because everything is being stopped')
    expect(log).toEqual(['+storage', '+feed', '-feed', '-storage'])
  })

  it('does not restart anything once everything is to stop', async () => {
    const feed = add('feed', { restartPolicy: { maxRestarts: 5, delayMs: 100 } })
    await orchestrator.startAll()
    feed.fire({ kind: 'faulted', reason: 'x' })
    await orchestrator.stopAll()
    clock.advanceBy(1_000)
    await settle()
    expect(log).toEqual(['+feed', '-feed'])
  })
})

describe('the log', () => {
  it('has the lines about a component under its name', async () => {
    const lines: unknown[] = []
    const note = (name: string) => (message: string, fields?: LogFields) => {
      lines.push([name, message, fields?.['state']])
    }
    const logger = {
      ...silentLogger,
      child: (name: string) => ({ ...silentLogger, info: note(name), error: note(name) }),
    }
    orchestrator = new Orchestrator({ clock, logger })
    add('storage')
    add('feed', { start: () => fail('+feed') })
    await orchestrator.startAll()
    expect(lines).toEqual([
      ['storage', 'component changed', 'starting'],
      ['storage', 'component changed', 'running'],
      ['feed', 'component changed', 'starting'],
      ['feed', 'component did not start', undefined],
      ['feed', 'component changed', 'faulted'],
    ])
  })
})
