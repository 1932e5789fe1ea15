import { afterEach, describe, expect, it } from 'vitest'
import { type LogFields, type Logger, silentLogger } from '../base/index.ts'
import type { ReconciliationReport } from '../execution/index.ts'
import { TradingStateMachine } from '../risk/index.ts'
import { SleepGuard, type SleepingSession } from './sleep-guard.ts'
import { SleepingClock } from './testing/sleeping-clock.ts'

const HOUR_MS = 3_600_000
const AGREED = { isConsistent: true } as ReconciliationReport

/** A session that writes down what is asked of it; a step can be made to fail or to wait. */
class FakeSession implements SleepingSession {
  readonly calls: string[] = []
  readonly interruptions: (string | undefined)[] = []
  readonly tradingState = new TradingStateMachine({
    onError: (error) => {
      throw error
    },
  })
  readonly marketData = {
    setInterruption: (reason: string | undefined): void => void this.interruptions.push(reason),
  }
  /** Run inside the step of that name. */
  readonly during = new Map<string, () => Promise<void>>()

  handleWake = (): Promise<void> => this.#call('handleWake')
  startMarket = (): Promise<void> => this.#call('startMarket')
  stopMarket = (): Promise<void> => this.#call('stopMarket')

  async reconcile(): Promise<ReconciliationReport> {
    await this.#call('reconcile')
    return AGREED
  }

  startStrategies(): void {
    this.calls.push('startStrategies')
  }

  stopStrategies(): void {
    this.calls.push('stopStrategies')
  }

  async #call(name: string): Promise<void> {
    this.calls.push(name)
    await this.during.get(name)?.()
  }
}

interface Line extends LogFields {
  readonly message: string
}

const guards: SleepGuard[] = []
afterEach(() => {
  for (const guard of guards.splice(0)) guard.dispose()
})

/** A guard of a session that runs. */
async function guarded() {
  const session = new FakeSession()
  const systemClock = new SleepingClock(1_000_000)
  const lines: Line[] = []
  const judged: ReconciliationReport[] = []
  const write = (message: string, fields: LogFields = {}): void => void lines.push({ message, ...fields })
  const logger: Logger = { ...silentLogger, info: write, warn: write, error: write }
  let awakened = 0
  const guard = new SleepGuard({
    session,
    systemClock,
    logger,
    judge: (report) => judged.push(report),
    onAwake: () => (awakened += 1),
  })
  guards.push(guard)
  await guard.startMarket()
  guard.startStrategies()
  session.calls.length = 0
  const messages = (): string[] => lines.map(({ message }) => message)
  return { guard, session, systemClock, lines, messages, judged, awakened: () => awakened }
}

const settle = async (): Promise<void> => {
  for (let turn = 0; turn < 30; turn += 1) await Promise.resolve()
}

const WAKE_CALLS = ['stopStrategies', 'handleWake', 'stopMarket', 'startMarket', 'reconcile', 'startStrategies']

describe('falling asleep', () => {
  it('lets nobody enter, no strategy decide, and waits until what is in flight is written', async () => {
    const { guard, session, messages } = await guarded()
    const written = Promise.withResolvers<void>()
    session.during.set('stopMarket', () => written.promise)
    let isOver = false
    const suspended = guard.handlePower('suspend').then(() => (isOver = true))
    await settle()
    expect(isOver).toBe(false)
    expect([session.tradingState.state, session.tradingState.reason]).toEqual(['reducing', 'the machine sleeps'])
    expect(session.calls).toEqual(['stopStrategies', 'stopMarket'])
    expect(session.interruptions.at(-1)).toBe('the machine sleeps')
    written.resolve()
    await suspended
    expect(messages()).toEqual(['the machine goes to sleep'])
  })

  it('waits a second for that and no longer', async () => {
    const { guard, session, systemClock, messages } = await guarded()
    session.during.set('stopMarket', () => new Promise(() => undefined))
    const suspended = guard.handlePower('suspend')
    await settle()
    systemClock.advanceBy(1_000)
    await suspended
    expect(messages()).toContain('the machine falls asleep before everything is written')
  })

  it('reports a market that cannot be stopped', async () => {
    const { guard, session, lines } = await guarded()
    session.during.set('stopMarket', () => Promise.reject(new Error('no answer')))
    await guard.handlePower('suspend')
    expect(lines).toContainEqual({ message: 'the market could not be stopped for the sleep', error: 'no answer' })
  })

  it('is not ended by a resume of the user', async () => {
    const { guard, session } = await guarded()
    await guard.handlePower('suspend')
    session.tradingState.pause('lunch')
    expect(session.tradingState.resume()).toBe('reducing')
    await guard.handlePower('resume')
    expect(session.tradingState.state).toBe('active')
  })
})

describe('waking up', () => {
  it('sets the clock right, then catches up, then reconciles, and only then lets strategies decide', async () => {
    const { guard, session, systemClock, judged, awakened } = await guarded()
    await guard.handlePower('suspend')
    session.calls.length = 0
    systemClock.sleepFor(HOUR_MS)
    const states: string[] = []
    for (const step of ['handleWake', 'startMarket', 'reconcile']) {
      session.during.set(step, async () => void states.push(`${step}: ${session.tradingState.reason}`))
    }
    await guard.handlePower('resume')
    expect(session.calls).toEqual(WAKE_CALLS)
    expect(states).toEqual([
      'handleWake: waking up: setting clocks right',
      'startMarket: waking up: catching up with the market',
      'reconcile: waking up: reconciling with the venue',
    ])
    expect(judged).toEqual([AGREED])
    expect(awakened()).toBe(1)
    expect([session.tradingState.state, session.tradingState.reason]).toEqual(['active', undefined])
    expect(session.interruptions.at(-1)).toBeUndefined()
  })

  it('tells how long the machine slept and how long waking up took', async () => {
    const { guard, session, systemClock, lines } = await guarded()
    await guard.handlePower('suspend')
    systemClock.sleepFor(HOUR_MS)
    session.during.set('reconcile', async () => systemClock.sleepFor(700))
    await guard.handlePower('resume')
    expect(lines).toEqual([
      { message: 'the machine goes to sleep' },
      { message: 'the machine was asleep', sleptMs: HOUR_MS, noticedBy: 'host' },
      { message: 'trading goes on after the sleep', wakeMs: 700, tradingState: 'active' },
    ])
  })

  it('stays held and tries again where the venue cannot be asked', async () => {
    const { guard, session, systemClock } = await guarded()
    await guard.handlePower('suspend')
    session.during.set('reconcile', () => Promise.reject(new Error('no route to the venue')))
    session.calls.length = 0
    const resumed = guard.handlePower('resume')
    await settle()
    expect(session.tradingState.reason).toBe('waking up: reconciling with the venue failed: no route to the venue')
    expect(session.interruptions.at(-1)).toBe(session.tradingState.reason)
    session.during.delete('reconcile')
    systemClock.advanceBy(1_000)
    await resumed
    expect(session.calls).toEqual([...WAKE_CALLS.slice(0, -1), 'reconcile', 'startStrategies'])
    expect(session.tradingState.state).toBe('active')
  })

  it('leaves a halt that the reconciliation brought', async () => {
    const { guard, session } = await guarded()
    session.during.set('reconcile', async () => void session.tradingState.halt('ledger and venue differ'))
    await guard.handlePower('suspend')
    await guard.handlePower('resume')
    expect([session.tradingState.state, session.tradingState.reason]).toEqual(['halted', 'ledger and venue differ'])
  })

  it('is given up when the machine falls asleep again, and begun anew after that', async () => {
    const { guard, session } = await guarded()
    await guard.handlePower('suspend')
    const answer = Promise.withResolvers<void>()
    session.during.set('reconcile', () => answer.promise)
    const first = guard.handlePower('resume')
    await settle()
    await guard.handlePower('suspend')
    answer.resolve()
    await first
    expect(session.tradingState.reason).toBe('the machine sleeps')
    session.calls.length = 0
    await guard.handlePower('resume')
    expect(session.calls).toEqual(WAKE_CALLS)
    expect(session.tradingState.state).toBe('active')
  })

  it('starts nothing that did not run', async () => {
    const { guard, session } = await guarded()
    guard.stopStrategies()
    await guard.stopMarket()
    session.calls.length = 0
    await guard.handlePower('suspend')
    await guard.handlePower('resume')
    expect(session.calls).not.toContain('startMarket')
    expect(session.calls).not.toContain('startStrategies')
  })

  it('starts what was asked for while the machine slept', async () => {
    const { guard, session } = await guarded()
    guard.stopStrategies()
    await guard.stopMarket()
    await guard.handlePower('suspend')
    session.calls.length = 0
    await guard.startMarket()
    guard.startStrategies()
    expect(session.calls).toEqual([])
    await guard.handlePower('resume')
    expect(session.calls).toEqual(WAKE_CALLS)
  })
})

describe('a sleep that nobody told of', () => {
  it('is noticed by the clock, and treated as the others', async () => {
    const { session, systemClock, lines } = await guarded()
    systemClock.advanceBy(2_500)
    systemClock.sleepFor(HOUR_MS)
    systemClock.advanceBy(2_000)
    await settle()
    expect(session.calls).toEqual(WAKE_CALLS)
    expect(lines[0]).toEqual({
      message: 'the machine was asleep',
      sleptMs: HOUR_MS,
      jumpMs: HOUR_MS,
      noticedBy: 'clock',
    })
    expect(session.tradingState.state).toBe('active')
  })

  it('is noticed where the clock was set back, too', async () => {
    const { session, systemClock, lines } = await guarded()
    systemClock.sleepFor(-60_000)
    systemClock.advanceBy(2_000)
    await settle()
    expect(lines[0]).toEqual({ message: 'the clock of the machine was set back', jumpMs: -60_000 })
    expect(session.calls).toEqual(WAKE_CALLS)
  })

  it('is dealt with once, whoever speaks first of it', async () => {
    const { guard, session, systemClock, messages } = await guarded()
    await guard.handlePower('suspend')
    session.calls.length = 0
    systemClock.sleepFor(HOUR_MS)
    await guard.handlePower('resume')
    systemClock.advanceBy(10_000)
    await settle()
    expect(session.calls, 'the host first').toEqual(WAKE_CALLS)

    session.calls.length = 0
    systemClock.sleepFor(HOUR_MS)
    systemClock.advanceBy(2_000)
    await settle()
    await guard.handlePower('resume')
    systemClock.advanceBy(10_000)
    await settle()
    expect(session.calls, 'the clock first').toEqual(WAKE_CALLS)
    expect(messages().filter((message) => message === 'the machine was asleep')).toHaveLength(2)
  })

  it('is begun anew where the machine sleeps in the middle of waking up', async () => {
    const { guard, session, systemClock } = await guarded()
    await guard.handlePower('suspend')
    session.during.set('reconcile', () => new Promise(() => undefined))
    const first = guard.handlePower('resume')
    await settle()
    session.during.delete('reconcile')
    session.calls.length = 0
    systemClock.sleepFor(HOUR_MS)
    systemClock.advanceBy(2_000)
    await settle()
    expect(session.calls).toEqual(WAKE_CALLS)
    expect(session.tradingState.state).toBe('active')
    void first
  })

  it('is dealt with on a resume alone', async () => {
    const { guard, session } = await guarded()
    await guard.handlePower('resume')
    expect(session.calls).toEqual(WAKE_CALLS)
  })

  it('that was announced and does not come is over after half a minute', async () => {
    const { guard, session, systemClock, messages } = await guarded()
    await guard.handlePower('suspend')
    systemClock.advanceBy(29_999)
    await settle()
    expect(session.tradingState.state).toBe('reducing')
    systemClock.advanceBy(1)
    await settle()
    expect(session.tradingState.state).toBe('active')
    expect(messages()).toContain('the machine has stayed awake')
  })
})

describe('an engine that stops', () => {
  it('gives up waking up, starts nothing, and enters nothing', async () => {
    const { guard, session, systemClock } = await guarded()
    await guard.handlePower('suspend')
    const caughtUp = Promise.withResolvers<void>()
    session.during.set('stopMarket', () => caughtUp.promise)
    const resumed = guard.handlePower('resume')
    await settle()
    guard.dispose()
    caughtUp.resolve()
    await resumed
    await guard.handlePower('resume')
    systemClock.sleepFor(HOUR_MS)
    systemClock.advanceBy(60_000)
    await settle()
    expect(session.calls).not.toContain('startMarket')
    expect(session.calls).not.toContain('startStrategies')
    expect(session.tradingState.state).toBe('reducing')
  })
})
