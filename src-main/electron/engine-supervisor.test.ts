import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { settle, STRONG_KEYCHAIN } from './testing/fake-engine-host.ts'
import { superviseFake } from './testing/supervise-fake.ts'

const SECOND = 1_000
const START_MS = 1_700_000_000_000

let folder = ''
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'wheelhouse-supervisor-'))
})
afterEach(() => rmSync(folder, { recursive: true, force: true }))

const setUp = ({ isSeparate = true } = {}) => superviseFake({ isSeparate, folder, startMs: START_MS })

describe('EngineSupervisor', () => {
  it('starts the engine with its arguments and the keychain, and says where it runs', async () => {
    const { host, supervisor, states, startRunning } = setUp()
    await startRunning()
    expect(host.newest.got('start')).toEqual([
      { t: 'start', args: ['--home', '/home/trader/wheelhouse'], keychain: STRONG_KEYCHAIN, startHalted: null },
    ])
    expect(states).toEqual([
      { kind: 'starting' },
      { kind: 'running', generation: 1, pid: 4711, address: 'http://127.0.0.1:4000', sinceMs: START_MS },
    ])
    expect(supervisor.browserAddress).toBe('http://127.0.0.1:4000/#token=secret')
  })

  it('starts one engine, however often it is told to', async () => {
    const { host, supervisor } = setUp()
    supervisor.start()
    supervisor.start()
    await settle()
    supervisor.start()
    expect(host.engines).toHaveLength(1)
  })

  it('starts an engine that has crashed again after growing waits, and says what happened', async () => {
    const { clock, host, supervisor, startRunning } = setUp()
    await startRunning()
    const waits: number[] = []
    for (const [attempt, reason] of [
      'Killed by SIGKILL.',
      'Exited with code 1: boom',
      'Exited with code 3.',
    ].entries()) {
      host.newest.exit([9, 1, 3][attempt] ?? 0, attempt === 1 ? 'first line\nboom\n' : '')
      const state = supervisor.state
      expect(state).toMatchObject({ kind: 'restarting', reason, attempt: attempt + 1 })
      if (state.kind !== 'restarting') return
      const waitMs = state.nextTryMs - clock.nowMs()
      waits.push(waitMs)
      const before = host.engines.length
      clock.advanceBy(waitMs - 1)
      expect(host.engines).toHaveLength(before)
      clock.advanceBy(1)
      await settle()
      expect(host.engines).toHaveLength(before + 1)
      host.newest.run()
      expect(supervisor.state).toMatchObject({ kind: 'running', generation: attempt + 2 })
    }
    expect(waits).toEqual([500, 1_000, 2_000])
  })

  it('forgets the waits after two minutes of running, but not after less', async () => {
    const { clock, host, supervisor, startRunning } = setUp()
    await startRunning()
    const attempts: number[] = []
    for (const runsForMs of [119_000, 119_000, 121_000]) {
      clock.advanceBy(runsForMs)
      host.newest.exit(1)
      if (supervisor.state.kind === 'restarting') attempts.push(supervisor.state.attempt)
      clock.advanceBy(2 * SECOND)
      await settle()
      host.newest.run()
    }
    expect(attempts).toEqual([1, 2, 1])
  })

  it('kills an engine that does not answer for 20 s', async () => {
    const { clock, host, supervisor, startRunning } = setUp()
    await startRunning()
    clock.advanceBy(60 * SECOND)
    host.newest.answersPings = false
    clock.advanceBy(20 * SECOND)
    expect(host.newest.isAlive).toBe(true)
    clock.advanceBy(5 * SECOND)
    expect(host.newest.isAlive).toBe(false)
    expect(supervisor.state).toMatchObject({ kind: 'restarting', reason: 'It stopped answering.' })
  })

  it('does not blame the engine for the sleep of the machine, and tells it of both ends', async () => {
    const { clock, host, supervisor, startRunning } = setUp()
    await startRunning()
    const engine = host.newest
    engine.answersPings = false
    clock.advanceBy(19 * SECOND)
    supervisor.handlePower('suspend')
    clock.advanceBy(3_600 * SECOND)
    supervisor.handlePower('resume')
    clock.advanceBy(19 * SECOND)
    expect(engine.isAlive).toBe(true)
    expect(engine.got('power').map(({ event }) => event)).toEqual(['suspend', 'resume'])
    clock.advanceBy(10 * SECOND)
    expect(engine.isAlive).toBe(false)
  })

  it('does not ask an engine inside this program whether it is alive', async () => {
    const { clock, host, startRunning } = setUp({ isSeparate: false })
    await startRunning()
    clock.advanceBy(600 * SECOND)
    expect(host.newest.got('ping')).toEqual([])
    expect(host.newest.isAlive).toBe(true)
  })

  it('gives up on a start that takes more than a minute', async () => {
    const { clock, host, supervisor } = setUp()
    supervisor.start()
    await settle()
    clock.advanceBy(59 * SECOND)
    expect(supervisor.state).toEqual({ kind: 'starting' })
    clock.advanceBy(SECOND)
    expect(host.newest.isAlive).toBe(false)
    expect(supervisor.state).toMatchObject({ reason: 'It did not start within 60 seconds.', attempt: 1 })
  })

  it('lets an engine wait for its exchange for as long as it answers, and says what it waits for', async () => {
    const { clock, host, supervisor } = setUp()
    supervisor.start()
    await settle()
    host.newest.say({ t: 'waiting', reason: 'The account main cannot be reached.' })
    expect(supervisor.state).toEqual({ kind: 'starting', waitsFor: 'The account main cannot be reached.' })
    for (let second = 0; second < 3_600; second += 5) {
      clock.advanceBy(5 * SECOND)
      host.newest.say({ t: 'waiting', reason: 'The account main cannot be reached.' })
    }
    expect(host.newest.isAlive).toBe(true)
    host.newest.run()
    expect(supervisor.state).toMatchObject({ kind: 'running' })
  })

  it('ends an engine that waits and does not answer any more', async () => {
    const { clock, host, supervisor } = setUp()
    supervisor.start()
    await settle()
    host.newest.say({ t: 'waiting', reason: 'The account main cannot be reached.' })
    host.newest.answersPings = false
    clock.advanceBy(25 * SECOND)
    expect(host.newest.isAlive).toBe(false)
    expect(supervisor.state).toMatchObject({ kind: 'restarting', reason: 'It stopped answering.' })
  })

  it('leaves a fault that a person can mend to the person, and starts again by hand', async () => {
    const { clock, host, supervisor } = setUp()
    supervisor.start()
    await settle()
    host.newest.say({ t: 'startFailed', message: 'config.json: risk.maxLeverage must be a number', mendable: true })
    host.newest.exit(2)
    expect(supervisor.state).toEqual({ kind: 'failed', reason: 'config.json: risk.maxLeverage must be a number' })
    clock.advanceBy(600 * SECOND)
    expect(host.engines).toHaveLength(1)
    await supervisor.restart()
    await settle()
    expect(supervisor.state).toEqual({ kind: 'starting' })
    host.newest.run()
    expect(supervisor.state).toMatchObject({ kind: 'running', generation: 2 })
  })

  it('tries again after a failed start that nobody can mend', async () => {
    const { host, supervisor } = setUp()
    supervisor.start()
    await settle()
    host.newest.say({ t: 'startFailed', message: 'TypeError', mendable: false })
    host.newest.exit(70)
    expect(supervisor.state).toMatchObject({ kind: 'restarting', reason: 'TypeError', attempt: 1 })
  })

  it('tries again where a process could not even be made', () => {
    const { clock, host, supervisor } = setUp()
    host.refusal = new Error('EAGAIN')
    supervisor.start()
    expect(supervisor.state).toMatchObject({ kind: 'restarting', reason: 'It could not be started: EAGAIN' })
    host.refusal = undefined
    clock.advanceBy(SECOND)
    expect(host.engines).toHaveLength(1)
  })

  it('halts trading after three failures in five minutes, and stops trying after eight in ten', async () => {
    const { clock, host, supervisor } = setUp()
    supervisor.start()
    const halted: (string | null | undefined)[] = []
    for (let failure = 1; failure <= 8; failure++) {
      await settle()
      halted.push(host.newest.got('start')[0]?.startHalted)
      host.newest.exit(1)
      clock.advanceBy(30 * SECOND)
    }
    const times = (count: number): string => `the engine failed ${count} times in 5 minutes`
    expect(halted).toEqual([null, null, null, times(3), times(4), times(5), times(6), times(7)])
    expect(supervisor.state).toEqual({
      kind: 'failed',
      reason: 'Exited with code 1. It has failed 8 times in 10 minutes and is not started again by itself.',
    })
    clock.advanceBy(3_600 * SECOND)
    expect(host.engines).toHaveLength(8)
    await supervisor.restart()
    await settle()
    expect(host.newest.got('start')[0]?.startHalted).toBeNull()
  })

  it('remembers failures over a restart of the program', async () => {
    const first = setUp()
    first.supervisor.start()
    for (let failure = 0; failure < 3; failure++) {
      await settle()
      first.host.newest.exit(1)
      first.clock.advanceBy(SECOND)
    }
    const second = setUp()
    second.clock.advanceTo(first.clock.nowMs())
    second.supervisor.start()
    await settle()
    expect(second.host.newest.got('start')[0]?.startHalted).toBe('the engine failed 3 times in 5 minutes')
  })

  it('stops in order, and does not start again', async () => {
    const { clock, host, supervisor, startRunning } = setUp()
    await startRunning()
    const stopped = supervisor.stop('the program quits')
    expect(host.newest.got('stop')).toEqual([{ t: 'stop', reason: 'the program quits' }])
    host.newest.stop()
    await stopped
    clock.advanceBy(3_600 * SECOND)
    expect(supervisor.state).toEqual({ kind: 'stopped' })
    expect(host.engines).toHaveLength(1)
  })

  it('ends by force an engine that does not stop', async () => {
    const { clock, host, supervisor, startRunning } = setUp()
    await startRunning()
    const stopped = supervisor.stop('the program quits')
    clock.advanceBy(7 * SECOND)
    expect(host.newest.isAlive).toBe(true)
    clock.advanceBy(SECOND)
    await stopped
    expect(host.newest.isAlive).toBe(false)
    expect(supervisor.state).toEqual({ kind: 'stopped' })
  })

  it('stops one that has not begun to start, and one that waits for its next try', async () => {
    const starting = setUp()
    starting.supervisor.start()
    await starting.supervisor.stop('the program quits')
    await settle()
    expect(starting.host.aliveCount).toBe(0)
    expect(starting.host.newest.got('start')).toEqual([])

    const waiting = setUp()
    await waiting.startRunning()
    waiting.host.newest.exit(1)
    await waiting.supervisor.stop('the program quits')
    waiting.clock.advanceBy(3_600 * SECOND)
    expect(waiting.host.engines).toHaveLength(1)
    expect(waiting.supervisor.state).toEqual({ kind: 'stopped' })
  })

  it('lets a stop win over a restart that is under way', async () => {
    const { host, supervisor, startRunning } = setUp()
    await startRunning()
    const restarted = supervisor.restart()
    expect(supervisor.state).toEqual({ kind: 'starting' })
    const stopped = supervisor.stop('the program quits')
    const again = supervisor.restart()
    host.newest.stop()
    await Promise.all([restarted, stopped, again])
    expect(host.engines).toHaveLength(1)
    expect(supervisor.state).toEqual({ kind: 'stopped' })
  })

  it('starts no second engine beside one that cannot be ended', async () => {
    const { clock, host, supervisor, startRunning } = setUp({ isSeparate: false })
    await startRunning()
    host.newest.ignoresKill = true
    const restarted = supervisor.restart()
    clock.advanceBy(60 * SECOND)
    await restarted
    expect(supervisor.state).toMatchObject({ kind: 'failed' })
    await supervisor.restart()
    supervisor.start()
    expect(host.engines).toHaveLength(1)
    host.newest.exit(0)
    await supervisor.restart()
    expect(host.engines).toHaveLength(2)
  })

  it('says so when the engine was stopped by somebody else', async () => {
    const { clock, host, supervisor, startRunning } = setUp()
    let told = 0
    supervisor.onStoppedByItself(() => told++)
    await startRunning()
    host.newest.stop()
    clock.advanceBy(600 * SECOND)
    expect(told).toBe(1)
    expect(supervisor.state).toEqual({ kind: 'stopped' })
    expect(host.engines).toHaveLength(1)
  })

  it('gives a client two ports of the engine that runs, and none where none runs', async () => {
    const { host, supervisor, startRunning } = setUp()
    expect(supervisor.connectClient('admin')).toBeUndefined()
    await startRunning()
    const ports = supervisor.connectClient('trader', 'main')
    const posted = host.newest.posted.at(-1)
    expect(posted?.message).toEqual({ t: 'client', role: 'trader', account: 'main' })
    expect(ports).toMatchObject({ generation: 1, account: 'main' })
    const heard: unknown[] = []
    for (const [index, port] of [ports?.calls, ports?.topics].entries()) {
      posted?.ports[index]?.on('message', ({ data }) => heard.push([index, data]))
      posted?.ports[index]?.start()
      port?.postMessage(`to ${index}`)
    }
    await settle()
    expect(heard).toEqual([
      [0, 'to 0'],
      [1, 'to 1'],
    ])
    host.newest.exit(1)
    expect(supervisor.connectClient('trader')).toBeUndefined()
  })

  it('encrypts for the engine, and tells it what went wrong', async () => {
    const { host, startRunning } = setUp()
    await startRunning()
    host.newest.say({ t: 'cipher', id: 1, operation: 'encrypt', texts: ['a', 'b'] })
    host.newest.say({ t: 'cipher', id: 2, operation: 'decrypt', texts: ['a'] })
    await settle()
    expect(host.newest.got('ciphered')).toEqual([{ t: 'ciphered', id: 1, texts: ['*a', '*b'] }])
    expect(host.newest.got('cipherFailed')).toEqual([{ t: 'cipherFailed', id: 2, message: 'not encrypted here' }])
  })

  it('is not disturbed by a message that is none', async () => {
    const { host, supervisor, startRunning } = setUp()
    await startRunning()
    host.newest.say({ t: 'running' })
    host.newest.say('hello')
    host.newest.say(undefined)
    expect(supervisor.state.kind).toBe('running')
  })
})
