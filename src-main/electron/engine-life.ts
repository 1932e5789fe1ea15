import type { EngineMessage, HostMessage, PlainPort } from '../../src-contract/index.ts'
import { type Clock, DisposableStore, ensureNever, errorText, type Logger } from '../base/index.ts'
import { EnginePulse } from './engine-pulse.ts'
import { exitText } from './exit-text.ts'
import { type Cipher, type EngineHost, type HostExit, readEngineMessage, type RunningHost } from './host-messages.ts'

const START_LIMIT_MS = 60_000
/** Above the engine's own limit for an orderly stop (5 s), which names what did not stop in time. */
const STOP_LIMIT_MS = 8_000
/** For the process to end after its last message. */
const EXIT_LIMIT_MS = 5_000
/** For an engine that was killed to be gone. */
const KILL_LIMIT_MS = 10_000

/** How the life of an engine ended. */
export type LifeEnd =
  /** In order, as it has said. */
  | { readonly kind: 'stopped' }
  /** It cannot start before a person has mended what `reason` says. */
  | { readonly kind: 'unfit'; readonly reason: string }
  | { readonly kind: 'failed'; readonly reason: string }

export interface RunningEngine {
  readonly address: string
  readonly adminToken: string
  readonly pid: number
}

export interface EngineLifeOptions {
  readonly host: EngineHost
  readonly clock: Clock
  readonly cipher: Cipher
  readonly logger: Logger
  readonly platform: NodeJS.Platform
  readonly args: readonly string[]
  readonly startHalted: string | null
  /** It is well and cannot start yet; told again while that lasts. */
  readonly onWaiting: (reason: string) => void
  readonly onRunning: (engine: RunningEngine) => void
  /** It was told to end and has not: it may still run, and nobody can say what it does. `onEnd` may yet follow. */
  readonly onStuck: (reason: string) => void
  /** Told once, when it is gone; how it went matters only to one who has not asked for it. */
  readonly onEnd: (end: LifeEnd) => void
}

/** One life of an engine, from its start until it is gone; it is not started twice. */
export class EngineLife {
  readonly #options: EngineLifeOptions
  /** Timers of the present stage of its life. */
  #stage = new DisposableStore()
  #host: RunningHost | undefined
  #pulse: EnginePulse | undefined
  #engine: RunningEngine | undefined
  /** Known before the process has ended. */
  #verdict: LifeEnd | undefined
  #isToldToStart = false
  #isStopAsked = false
  #isOver = false

  constructor(options: EngineLifeOptions) {
    this.#options = options
  }

  /** Where it answers, once it runs. */
  get engine(): RunningEngine | undefined {
    return this.#engine
  }

  start(): void {
    try {
      this.#host = this.#options.host.start({
        onMessage: (raw) => this.#handleRaw(raw),
        onExit: (exit) => this.#handleExit(exit),
      })
    } catch (error) {
      this.#finish({ kind: 'failed', reason: `It could not be started: ${errorText(error)}` })
      return
    }
    void this.#tellToStart()
  }

  /** Asks it to stop in order; it is killed where it takes too long. */
  stop(reason: string): void {
    if (this.#isStopAsked || this.#isOver) return
    this.#isStopAsked = true
    if (!this.#isToldToStart) {
      this.#kill('It is stopped before it has begun to start.')
      return
    }
    this.post({ t: 'stop', reason })
    this.#expectExit(STOP_LIMIT_MS)
  }

  post(message: HostMessage, ports: readonly PlainPort[] = []): void {
    if (!this.#isOver) this.#host?.post(message, ports)
  }

  handlePower(event: 'suspend' | 'resume'): void {
    if (event === 'suspend') this.#pulse?.pause()
    else this.#pulse?.resume()
    if (this.#engine !== undefined) this.post({ t: 'power', event })
  }

  async #tellToStart(): Promise<void> {
    const { args, startHalted, cipher, clock } = this.#options
    const keychain = await cipher.view()
    if (this.#isOver || this.#isStopAsked) return
    this.#isToldToStart = true
    this.post({ t: 'start', args: [...args], keychain, startHalted })
    const limit = clock.setTimer(START_LIMIT_MS, () =>
      this.#fail(`It did not start within ${START_LIMIT_MS / 1_000} seconds.`),
    )
    this.#stage.add(limit)
  }

  #handleRaw(raw: unknown): void {
    if (this.#isOver) return
    const message = readEngineMessage(raw, this.#options.logger)
    if (message !== undefined) this.#handleMessage(message)
  }

  #handleMessage(message: EngineMessage): void {
    switch (message.t) {
      case 'running':
        this.#handleRunning(message)
        return
      case 'waiting':
        this.#handleWaiting(message.reason)
        return
      case 'startFailed':
        this.#verdict = { kind: message.mendable ? 'unfit' : 'failed', reason: message.message }
        this.#expectExit(EXIT_LIMIT_MS)
        return
      case 'stopped':
        this.#verdict ??= { kind: 'stopped' }
        this.#expectExit(EXIT_LIMIT_MS)
        return
      case 'pong':
        this.#pulse?.handlePong()
        return
      case 'cipher':
        void this.#answerCipher(message)
        return
      default:
        ensureNever(message, 'message of the engine')
    }
  }

  #handleRunning({ address, adminToken, pid }: RunningEngine): void {
    if (this.#engine !== undefined || this.#verdict !== undefined || this.#isStopAsked) return
    this.#enterStage()
    this.#engine = { address, adminToken, pid }
    this.#feelPulse()
    this.#options.onRunning(this.#engine)
  }

  /** What it waits for may take hours: from here on it is ended only where it does not answer. */
  #handleWaiting(reason: string): void {
    if (this.#engine !== undefined || this.#verdict !== undefined || this.#isStopAsked) return
    if (this.#pulse === undefined) {
      this.#enterStage()
      this.#feelPulse()
    }
    this.#options.onWaiting(reason)
  }

  #feelPulse(): void {
    const { host, clock } = this.#options
    if (!host.isSeparate) return
    const ping = (n: number): void => this.post({ t: 'ping', n })
    const onSilence = (): void => this.#fail('It stopped answering.')
    this.#pulse = this.#stage.add(new EnginePulse({ clock, ping, onSilence }))
  }

  async #answerCipher({ id, operation, texts }: Extract<EngineMessage, { t: 'cipher' }>): Promise<void> {
    try {
      this.post({ t: 'ciphered', id, texts: await this.#options.cipher[operation](texts) })
    } catch (error) {
      this.post({ t: 'cipherFailed', id, message: errorText(error) })
    }
  }

  #fail(reason: string): void {
    this.#verdict = { kind: 'failed', reason }
    this.#kill(reason)
  }

  #expectExit(limitMs: number): void {
    this.#enterStage()
    this.#stage.add(this.#options.clock.setTimer(limitMs, () => this.#kill('It did not end in time.')))
  }

  #kill(reason: string): void {
    const { clock, logger, onStuck } = this.#options
    this.#enterStage()
    logger.warn('the engine is ended by force', { reason })
    this.#stage.add(clock.setTimer(KILL_LIMIT_MS, () => onStuck(reason)))
    this.#host?.kill()
  }

  #handleExit(exit: HostExit): void {
    const { logger, platform } = this.#options
    logger.info('the engine has ended', { ...exit })
    this.#finish(this.#verdict ?? { kind: 'failed', reason: exitText(exit, platform) })
  }

  #finish(end: LifeEnd): void {
    if (this.#isOver) return
    this.#isOver = true
    this.#stage.dispose()
    this.#options.onEnd(end)
  }

  #enterStage(): void {
    this.#stage.dispose()
    this.#stage = new DisposableStore()
    this.#pulse = undefined
  }
}
