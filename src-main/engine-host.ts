import { constants } from 'node:os'
import {
  type EngineMessage,
  type HostLink,
  HostMessage,
  type PlainPort,
  type PortEvent,
} from '../src-contract/index.ts'
import { ensureNever, errorText, FatalError, type Logger, SystemClock } from './base/index.ts'
import { createLogger } from './base/log-writer.ts'
import { BUG_EXIT_CODE, describeBug, EngineRun, type EngineRunOptions } from './engine-run.ts'
import { type HeadlessOptions, parseHeadlessArgs } from './headless-options.ts'
import { HostCipher } from './host-cipher.ts'

/** Shells answer this much plus the signal's number for a program that a signal has ended. */
const SIGNAL_EXIT_BASE = 128

type StartMessage = Extract<HostMessage, { t: 'start' }>
type ClientMessage = Extract<HostMessage, { t: 'client' }>

export interface EngineHostOptions {
  readonly link: Pick<HostLink, 'postMessage'>
  readonly environment: NodeJS.ProcessEnv
  /** The engine runs. */
  readonly onRunning: () => void
  /** Everything is over; told once, with the exit code that a process of its own would have. */
  readonly onEnd: (exitCode: number) => void
  readonly clock?: SystemClock
  /** Makes the engine, where it is not the real one. */
  readonly open?: EngineRunOptions['open']
}

/** The engine as its host sees it: obeys the messages of the link and reports over it, from one start to one end. */
export class EngineHost {
  readonly #options: EngineHostOptions
  readonly #clock: SystemClock
  /** Until the data folder with its log is known, the error stream has to do. */
  #logger: Logger = createLogger({ level: 'info', console: 'pretty' }).logger
  #isStarted = false
  #isRunning = false
  #isOver = false
  #stopReason: string | undefined
  #failureCode = 0
  #run: EngineRun | undefined
  #cipher: HostCipher | undefined

  constructor(options: EngineHostOptions) {
    this.#options = options
    this.#clock = options.clock ?? new SystemClock()
  }

  handleMessage({ data, ports }: PortEvent): void {
    const parsed = HostMessage.safeParse(data)
    if (parsed.success) this.#obey(parsed.data, ports)
    else {
      this.#logger.error('a message of the host was not understood', { issues: parsed.error.issues })
      closeAll(ports)
    }
  }

  /** An error that nobody caught leaves the state unknown: the engine stops, and the exit code tells. */
  handleStray(error: unknown): void {
    this.#logger.error('an error reached the top of the program', { error: describeBug(error) })
    process.stderr.write(`wheelhouse: an unexpected error, the engine stops: ${describeBug(error)}\n`)
    this.#failureCode = BUG_EXIT_CODE
    this.#stop('an unexpected error')
  }

  /**
   * A signal that nobody has explained: orders are left as a stop leaves them, not as a kill does. The exit code is no
   * success, so that the host starts an engine again that was not meant to end.
   */
  handleSignal(signal: 'SIGHUP' | 'SIGINT' | 'SIGTERM'): void {
    this.#logger.warn('a signal ends the engine', { signal })
    if (this.#failureCode === 0) this.#failureCode = SIGNAL_EXIT_BASE + constants.signals[signal]
    this.#stop(`signal ${signal}`)
  }

  #obey(message: HostMessage, ports: readonly PlainPort[]): void {
    switch (message.t) {
      case 'start':
        return this.#handleStart(message)
      case 'client':
        return this.#welcome(message, ports)
      case 'power':
        return this.#handlePower(message.event)
      case 'stop':
        return this.#stop(message.reason)
      case 'ping':
        return this.#post({ t: 'pong', n: message.n })
      case 'ciphered':
      case 'cipherFailed':
        return this.#cipher?.handleAnswer(message)
      default:
        return ensureNever(message, 'message of the host')
    }
  }

  #handleStart(message: StartMessage): void {
    if (this.#isStarted) {
      this.#logger.warn('the host asked for a second start, which is ignored')
      return
    }
    this.#isStarted = true
    void this.#live(message).then((exitCode) => this.#end(exitCode))
  }

  /** The engine's whole life; settles with the exit code and never rejects. */
  async #live(message: StartMessage): Promise<number> {
    try {
      const run = await EngineRun.open(this.#runOptions(message))
      this.#run = run
      this.#logger = run.logger
      try {
        await this.#serve(run)
      } finally {
        this.#isRunning = false
        await run.close()
      }
      return this.#failureCode
    } catch (error) {
      return this.#reportFailure(error)
    }
  }

  async #serve(run: EngineRun): Promise<void> {
    if (this.#stopReason !== undefined) run.stop.ask(this.#stopReason)
    const address = await run.start()
    if (address !== undefined) {
      this.#isRunning = true
      this.#options.onRunning()
      this.#post({ t: 'running', address, adminToken: run.engine.adminToken, pid: process.pid })
    }
    await run.engine.stopped
  }

  #runOptions({ args, keychain, startHalted }: StartMessage): EngineRunOptions {
    const { environment, open } = this.#options
    this.#cipher = new HostCipher({ view: keychain, post: (request) => this.#post(request), clock: this.#clock })
    return {
      ...hostedOptions(args, environment),
      clock: this.#clock,
      keychain: this.#cipher,
      onOverdue: () => this.#handleOverdue(),
      onWaiting: (reason) => this.#post({ t: 'waiting', reason }),
      ...(startHalted === null ? {} : { startHalted }),
      ...(open ? { open } : {}),
    }
  }

  #welcome({ role, account }: ClientMessage, ports: readonly PlainPort[]): void {
    const [calls, topics, ...others] = ports
    if (this.#isRunning && calls && topics && others.length === 0) {
      this.#run?.engine.serveClient({ calls, topics }, role, account)
      return
    }
    this.#logger.warn('a client was turned away', { isRunning: this.#isRunning, ports: ports.length })
    closeAll(ports)
  }

  #handlePower(event: 'suspend' | 'resume'): void {
    if (!this.#isRunning) return
    this.#run?.engine.handlePower(event).catch((error: unknown) => {
      this.#logger.error('a change of power was not dealt with', { event, error: describeBug(error) })
    })
  }

  /** Before there is an engine, the wish is kept until there is one to stop. */
  #stop(reason: string): void {
    this.#stopReason ??= reason
    if (this.#run) this.#run.stop.ask(reason)
    else if (!this.#isStarted) this.#end(this.#failureCode)
  }

  #handleOverdue(): void {
    this.#logger.error('the engine did not stop in time and is ended')
    this.#end(this.#failureCode === 0 ? 1 : this.#failureCode)
  }

  #reportFailure(error: unknown): number {
    const mendable = error instanceof FatalError
    process.stderr.write(`wheelhouse: ${mendable ? error.message : describeBug(error)}\n`)
    this.#post({ t: 'startFailed', message: errorText(error), mendable })
    return mendable ? error.exitCode : BUG_EXIT_CODE
  }

  #end(exitCode: number): void {
    if (this.#isOver) return
    this.#cipher?.dispose()
    if (exitCode === 0) this.#post({ t: 'stopped' })
    this.#isOver = true
    this.#options.onEnd(exitCode)
  }

  #post(message: EngineMessage): void {
    if (!this.#isOver) this.#options.link.postMessage(message)
  }
}

/** The log goes to its file alone: what a hosted engine writes to the error stream is read where it has crashed. */
function hostedOptions(args: readonly string[], environment: NodeJS.ProcessEnv): HeadlessOptions {
  const options = parseHeadlessArgs(args, environment)
  if (options === 'help')
    throw new FatalError('--help is for the command line, not for a hosted engine.', { exitCode: 2 })
  return { ...options, console: 'off' }
}

function closeAll(ports: readonly PlainPort[]): void {
  for (const port of ports) port.close()
}
