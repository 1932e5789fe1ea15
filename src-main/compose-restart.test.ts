import { beforeEach, describe, expect, it } from 'vitest'
import { type Logger, ManualClock, silentLogger } from './base/index.ts'
import { Restarts } from './compose-restart.ts'
import { type Component, Orchestrator } from './orchestrator/index.ts'
import { TradingStateMachine } from './risk/index.ts'
import type { TradingSession } from './session/index.ts'

let clock: ManualClock
let orchestrator: Orchestrator
let restarts: Restarts
let session: TradingSession | undefined
/** Trading state at each start and stop. */
let seen: string[]

function rethrow(error: unknown): never {
  throw error
}

function newSession(): TradingSession {
  return { tradingState: new TradingStateMachine({ onError: rethrow }) } as unknown as TradingSession
}

const stateOf = (): string => session?.tradingState.state ?? 'no session'

function add(name: string, change: Partial<Component> = {}): void {
  const note = async (verb: string): Promise<void> => void seen.push(`${verb}${name} ${stateOf()}`)
  orchestrator.register({
    name,
    phase: 1,
    dependsOn: [],
    critical: true,
    restartPolicy: { maxRestarts: 0, delayMs: 0 },
    start: () => note('+'),
    stop: () => note('-'),
    ...change,
  })
}

beforeEach(async () => {
  clock = new ManualClock(0)
  orchestrator = new Orchestrator({ clock, logger: silentLogger })
  restarts = new Restarts({ orchestrator, logger: silentLogger, session: () => session, door: 'gateway' })
  session = undefined
  seen = []
  add('gateway')
  add('trading', {
    async start() {
      session = newSession()
      restarts.handleSession(session)
      seen.push(`+trading ${stateOf()}`)
    },
    async stop() {
      seen.push(`-trading ${stateOf()}`)
      session = undefined
    },
  })
  add('strategies', { dependsOn: ['trading'] })
  add('monitor', { critical: false })
  await orchestrator.startAll()
  seen.length = 0
})

describe('a restart by hand', () => {
  it('holds trading from before the first stop until after the last start', async () => {
    await restarts.restart('strategies')
    expect(seen).toEqual(['-strategies reducing', '+strategies reducing'])
    expect(stateOf()).toBe('active')
  })

  it('holds the session too that comes up in its middle', async () => {
    await expect(restarts.restart('trading')).resolves.toMatchObject({ name: 'trading', state: 'running', restarts: 1 })
    expect(seen).toEqual(['-strategies reducing', '-trading reducing', '+trading reducing', '+strategies reducing'])
    expect(stateOf()).toBe('active')
  })

  it('says what is being restarted as the reason', async () => {
    const restarted = restarts.restart('trading')
    expect(session?.tradingState.reason).toBe('trading, strategies are being restarted')
    await restarted
    expect(session?.tradingState.reason).toBeUndefined()
  })

  it('does not hold trading where nothing critical is restarted', async () => {
    await restarts.restart('monitor')
    expect(seen).toEqual(['-monitor active', '+monitor active'])
  })

  it('leaves a halt and a pause as they were', async () => {
    session?.tradingState.halt('the ledger is full')
    await restarts.restart('strategies')
    expect(session?.tradingState.reason).toBe('the ledger is full')
    expect(stateOf()).toBe('halted')
  })

  it('that is refused holds nothing', async () => {
    const first = restarts.restart('trading')
    await expect(restarts.restart('strategies')).rejects.toMatchObject({ code: 'COMPONENT_BUSY' })
    await expect(restarts.restart('nothing')).rejects.toMatchObject({ code: 'UNKNOWN_COMPONENT' })
    await first
    expect(stateOf()).toBe('active')
  })

  it('is written into the log', async () => {
    const lines: unknown[] = []
    const logger: Logger = {
      ...silentLogger,
      child: (name) => ({ ...silentLogger, warn: (message, fields) => lines.push([name, message, fields]) }),
    }
    await new Restarts({ orchestrator, logger, session: () => session, door: 'gateway' }).restart('trading')
    expect(lines).toEqual([['trading', 'a component is restarted by hand', { group: ['trading', 'strategies'] }]])
  })

  it('of the door answers first, how it was', async () => {
    await expect(restarts.restart('gateway')).resolves.toMatchObject({ name: 'gateway', state: 'running', restarts: 0 })
    expect(seen).toEqual([])
    expect(stateOf()).toBe('reducing')
    clock.advanceBy(200)
    await expect.poll(() => seen).toEqual(['-gateway reducing', '+gateway reducing'])
    await expect.poll(stateOf).toBe('active')
    expect(orchestrator.views()[0]).toMatchObject({ name: 'gateway', restarts: 1 })
  })

  it('of the door that is refused is told at once', async () => {
    await restarts.restart('gateway')
    await expect(restarts.restart('gateway')).rejects.toMatchObject({ code: 'COMPONENT_BUSY' })
  })
})
