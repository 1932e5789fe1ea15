import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import type { EngineMessage, HostMessage, PlainPort } from '../src-contract/index.ts'
import { FatalError, ManualClock } from './base/index.ts'
import type { Engine, OpenEngineOptions } from './engine.ts'
import { EngineHost } from './engine-host.ts'
import { STOP_LIMIT_MS } from './orderly-stop.ts'

let home: string
let stderr: string
beforeEach(() => {
  home = mkdtempSync(join(tmpdir(), 'wheelhouse-host-'))
  stderr = ''
  vi.spyOn(process.stderr, 'write').mockImplementation((text) => {
    stderr += String(text)
    return true
  })
})
afterEach(() => {
  vi.restoreAllMocks()
  rmSync(home, { recursive: true, force: true })
})

class TestClock extends ManualClock {
  monotonicMs(): number {
    return this.nowMs()
  }
}

/** An engine that does what the test says. */
class FakeEngine implements Engine {
  readonly adminToken = 'admin-token'
  readonly calls: unknown[] = []
  readonly starting = Promise.withResolvers<{ readonly address: string }>()
  readonly #stopped = Promise.withResolvers<void>()
  /** How the engine takes a stop; forgets about it where the test wants that. */
  handleStop: () => void = () => this.end()
  handlePower = async (event: 'suspend' | 'resume'): Promise<void> => void this.calls.push(event)

  get stopped(): Promise<void> {
    return this.#stopped.promise
  }

  start(): Promise<{ readonly address: string }> {
    this.calls.push('start')
    return this.starting.promise
  }

  async stop(reason: string): Promise<void> {
    this.calls.push(`stop: ${reason}`)
    if (this.calls.includes('start')) this.starting.reject(new Error('given up'))
    this.handleStop()
    await this.stopped
  }

  serveClient(...parts: unknown[]): void {
    this.calls.push(parts)
  }

  end(): void {
    this.#stopped.resolve()
  }
}

/** A host with the other end of its link in the test's hand. */
class Bench {
  readonly engine = new FakeEngine()
  readonly clock = new TestClock(1_000)
  /** What came over the link, and the end, in order. */
  readonly heard: (EngineMessage | { readonly end: number })[] = []
  readonly opened: OpenEngineOptions[] = []
  /** Called before the engine is there. */
  opening: Promise<unknown> = Promise.resolve()
  runningCount = 0
  readonly #host = new EngineHost({
    link: { postMessage: (message) => this.heard.push(message) },
    environment: { WHEELHOUSE_TEST: 'yes' },
    clock: this.clock,
    onRunning: () => (this.runningCount += 1),
    onEnd: (exitCode) => this.heard.push({ end: exitCode }),
    open: async (options) => {
      this.opened.push(options)
      await this.opening
      return this.engine
    },
  })

  send(message: unknown, ports: readonly PlainPort[] = []): void {
    this.#host.handleMessage({ data: message, ports })
  }

  start(change: Partial<Extract<HostMessage, { t: 'start' }>> = {}): void {
    const keychain = { available: true, backend: 'DPAPI', weak: false }
    this.send({ t: 'start', args: ['--home', home, '--port', '0'], keychain, startHalted: null, ...change })
  }

  async run(): Promise<void> {
    this.engine.starting.resolve({ address: 'http://127.0.0.1:4000' })
    this.start()
    await this.until(() => this.heard.some((message) => 't' in message && message.t === 'running'))
  }

  async ended(): Promise<void> {
    await this.until(() => this.heard.some((message) => 'end' in message))
  }

  until(isSo: () => boolean): Promise<void> {
    return vi.waitUntil(isSo, { interval: 2, timeout: 20_000 }).then(() => undefined)
  }

  stray(error: Error): void {
    this.#host.handleStray(error)
  }

  signal(signal: 'SIGHUP' | 'SIGINT' | 'SIGTERM'): void {
    this.#host.handleSignal(signal)
  }

  /** What the log holds; nothing as long as its writer has not made the file. */
  log(): string {
    const file = join(home, 'logs/engine.log')
    return existsSync(file) ? readFileSync(file, 'utf8') : ''
  }
}

function closablePort(): PlainPort & { isClosed: boolean } {
  return {
    isClosed: false,
    postMessage: () => undefined,
    on: () => undefined,
    start: () => undefined,
    close() {
      this.isClosed = true
    },
  }
}

const RUNNING = { t: 'running', address: 'http://127.0.0.1:4000', adminToken: 'admin-token', pid: process.pid }

describe('the start of a hosted engine', () => {
  it('that waits says what it waits for, as often as it is told', async () => {
    const bench = new Bench()
    bench.start()
    await bench.until(() => bench.opened.length > 0)
    for (const reason of ['No network.', 'No answer.']) bench.opened[0]?.onWaiting?.(reason)
    expect(bench.heard).toEqual([
      { t: 'waiting', reason: 'No network.' },
      { t: 'waiting', reason: 'No answer.' },
    ])
  })

  it('is reported with address and token', async () => {
    const bench = new Bench()
    await bench.run()
    expect(bench.heard).toEqual([RUNNING])
    expect(bench.runningCount).toBe(1)
  })

  it('has the options of the command line, the host’s keychain and the reason not to trade', async () => {
    const bench = new Bench()
    bench.start({ startHalted: 'it failed three times' })
    await bench.until(() => bench.opened.length === 1)
    const [options] = bench.opened
    expect(options).toMatchObject({ home, startHalted: 'it failed three times' })
    expect(options?.environment).toEqual({ WHEELHOUSE_TEST: 'yes', WHEELHOUSE_GATEWAY_PORT: '0' })
    expect(options?.keychain?.view).toEqual({ available: true, backend: 'DPAPI', weak: false })
  })

  it('says nothing of a halt where none is wanted', async () => {
    const bench = new Bench()
    await bench.run()
    expect(bench.opened[0]).not.toHaveProperty('startHalted')
  })

  it.each([
    { error: new FatalError('Port 4000 is in use.', { exitCode: 5 }), mendable: true, exitCode: 5 },
    { error: new Error('x is undefined'), mendable: false, exitCode: 70 },
  ])('that fails is reported: $error', async ({ error, mendable, exitCode }) => {
    const bench = new Bench()
    bench.engine.starting.reject(error)
    bench.start()
    await bench.ended()
    const { message } = error
    expect(bench.heard).toEqual([{ t: 'startFailed', message, mendable }, { end: exitCode }])
    expect(stderr).toContain(message)
  })

  it('that cannot even be opened is reported', async () => {
    const bench = new Bench()
    bench.opening = Promise.reject(new FatalError('The folder is in use.'))
    bench.start()
    await bench.ended()
    expect(bench.heard).toEqual([{ t: 'startFailed', message: 'The folder is in use.', mendable: true }, { end: 1 }])
  })

  it.each([[['--port', 'x']], [['--help']]])('refuses the arguments %j', async (args) => {
    const bench = new Bench()
    bench.start({ args })
    await bench.ended()
    expect(bench.heard).toMatchObject([{ t: 'startFailed', mendable: true }, { end: 2 }])
    expect(bench.opened).toEqual([])
  })

  it('happens once', async () => {
    const bench = new Bench()
    await bench.run()
    bench.start()
    expect(bench.opened).toHaveLength(1)
  })
})

describe('the end of a hosted engine', () => {
  it('comes in order when the host asks for it', async () => {
    const bench = new Bench()
    await bench.run()
    bench.send({ t: 'stop', reason: 'the program quits' })
    bench.send({ t: 'stop', reason: 'again' })
    await bench.ended()
    expect(bench.engine.calls).toEqual(['start', 'stop: the program quits'])
    expect(bench.heard).toEqual([RUNNING, { t: 'stopped' }, { end: 0 }])
  })

  it('comes in order when the engine stops by itself', async () => {
    const bench = new Bench()
    await bench.run()
    bench.engine.end()
    await bench.ended()
    expect(bench.heard).toEqual([RUNNING, { t: 'stopped' }, { end: 0 }])
  })

  it('comes at once where nothing was started', () => {
    const bench = new Bench()
    bench.send({ t: 'stop', reason: 'changed my mind' })
    expect(bench.heard).toEqual([{ t: 'stopped' }, { end: 0 }])
  })

  it('gives up a start that is under way', async () => {
    const bench = new Bench()
    bench.start()
    await bench.until(() => bench.engine.calls.length > 0)
    bench.send({ t: 'stop', reason: 'the program quits' })
    await bench.ended()
    expect(bench.heard).toEqual([{ t: 'stopped' }, { end: 0 }])
  })

  it('never starts an engine that was to stop before it was there', async () => {
    const bench = new Bench()
    const opening = Promise.withResolvers<void>()
    bench.opening = opening.promise
    bench.start()
    bench.send({ t: 'stop', reason: 'the program quits' })
    opening.resolve()
    await bench.ended()
    expect(bench.engine.calls).toEqual(['stop: the program quits'])
    expect(bench.heard).toEqual([{ t: 'stopped' }, { end: 0 }])
  })

  it('is forced after five seconds, which is no stop in order', async () => {
    const bench = new Bench()
    await bench.run()
    bench.engine.handleStop = () => undefined
    bench.send({ t: 'stop', reason: 'the program quits' })
    bench.clock.advanceBy(STOP_LIMIT_MS - 1)
    expect(bench.heard).toEqual([RUNNING])
    bench.clock.advanceBy(1)
    expect(bench.heard).toEqual([RUNNING, { end: 1 }])
    bench.engine.end()
    await new Promise(setImmediate)
    expect(bench.heard).toEqual([RUNNING, { end: 1 }])
  })

  it.each([
    ['SIGHUP', 129],
    ['SIGINT', 130],
    ['SIGTERM', 143],
  ] as const)('comes in order after %s, but is none that was asked for', async (signal, exitCode) => {
    const bench = new Bench()
    await bench.run()
    bench.signal(signal)
    bench.signal(signal)
    bench.send({ t: 'stop', reason: 'the program quits' })
    await bench.ended()
    expect(bench.engine.calls).toEqual(['start', `stop: signal ${signal}`])
    expect(bench.heard).toEqual([RUNNING, { end: exitCode }])
  })

  it('is a failure after an error that nobody caught', async () => {
    const bench = new Bench()
    await bench.run()
    bench.stray(new Error('out of the blue'))
    await bench.ended()
    expect(bench.engine.calls).toEqual(['start', 'stop: an unexpected error'])
    expect(bench.heard).toEqual([RUNNING, { end: 70 }])
    expect(stderr).toContain('out of the blue')
    expect(bench.log()).toContain('out of the blue')
  })
})

describe('the messages of a host', () => {
  it('are answered: pings', async () => {
    const bench = new Bench()
    bench.send({ t: 'ping', n: 7 })
    expect(bench.heard).toEqual([{ t: 'pong', n: 7 }])
  })

  it('bring clients once the engine runs', async () => {
    const bench = new Bench()
    const early = [closablePort(), closablePort()]
    bench.send({ t: 'client', role: 'trader' }, early)
    expect(early.map(({ isClosed }) => isClosed)).toEqual([true, true])
    await bench.run()
    const [calls, topics] = [closablePort(), closablePort()]
    bench.send({ t: 'client', role: 'viewer', account: 'spare' }, [calls, topics])
    expect(bench.engine.calls).toEqual(['start', [{ calls, topics }, 'viewer', 'spare']])
    expect(calls.isClosed).toBe(false)
  })

  it.each([1, 3])('bring clients with two ports, not with %i', async (count) => {
    const bench = new Bench()
    await bench.run()
    const ports = Array.from({ length: count }, closablePort)
    bench.send({ t: 'client', role: 'viewer' }, ports)
    expect(bench.engine.calls).toEqual(['start'])
    expect(ports.every(({ isClosed }) => isClosed)).toBe(true)
  })

  it('tell of power while the engine runs', async () => {
    const bench = new Bench()
    bench.send({ t: 'power', event: 'suspend' })
    await bench.run()
    bench.send({ t: 'power', event: 'suspend' })
    bench.send({ t: 'power', event: 'resume' })
    expect(bench.engine.calls).toEqual(['start', 'suspend', 'resume'])
  })

  it('do not end the engine when it cannot deal with a change of power', async () => {
    const bench = new Bench()
    await bench.run()
    bench.engine.handlePower = () => Promise.reject(new Error('the venue is away'))
    bench.send({ t: 'power', event: 'resume' })
    await bench.until(() => bench.log().includes('the venue is away'))
    expect(bench.heard).toEqual([RUNNING])
  })

  it('are ignored with a word in the log where they are not understood', async () => {
    const bench = new Bench()
    await bench.run()
    const port = closablePort()
    bench.send({ t: 'client', role: 'emperor' }, [port])
    bench.send('nonsense')
    expect(port.isClosed).toBe(true)
    await bench.until(() => bench.log().split('was not understood').length === 3)
    expect(bench.heard).toEqual([RUNNING])
  })

  it('carry the keychain’s work, until the end', async () => {
    const bench = new Bench()
    await bench.run()
    const keychain = bench.opened[0]?.keychain
    const encrypted = keychain?.encrypt(['key'])
    expect(bench.heard).toEqual([RUNNING, { t: 'cipher', id: 1, operation: 'encrypt', texts: ['key'] }])
    bench.send({ t: 'ciphered', id: 1, texts: ['a2V5'] })
    expect(await encrypted).toEqual(['a2V5'])
    const refused = keychain?.decrypt(['a2V5'])
    bench.send({ t: 'cipherFailed', id: 2, message: 'no' })
    await expect(refused).rejects.toThrow('The keychain refused: no')
    const open = keychain?.decrypt(['a2V5'])
    bench.send({ t: 'stop', reason: 'the program quits' })
    await expect(open).rejects.toThrow('is gone')
  })
})
