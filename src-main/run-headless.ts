import { accessSync, constants, mkdirSync } from 'node:fs'
import { errorText, FatalError, type Logger, SystemClock } from './base/index.ts'
import { createLogger } from './base/log-writer.ts'
import { type Engine, openEngine } from './engine.ts'
import { HEADLESS_HELP, type HeadlessOptions, parseHeadlessArgs } from './headless-options.ts'

/** Longest time an orderly stop may take before the process ends anyway. */
const STOP_LIMIT_MS = 5_000
/** The program itself is at fault. */
const BUG_EXIT_CODE = 70
const SECOND_SIGNAL_EXIT_CODE = 130

export interface HeadlessRun {
  readonly args: readonly string[]
  readonly environment: NodeJS.ProcessEnv
  /** Lines printed before the address. */
  readonly banner: readonly string[]
  /** The engine runs. */
  readonly onRunning: () => void
}

/** Runs the engine without a window until it is told to stop, and ends the process with its exit code. */
export async function runHeadless(run: HeadlessRun): Promise<void> {
  try {
    const options = parseHeadlessArgs(run.args, run.environment)
    if (options === 'help') process.stdout.write(HEADLESS_HELP)
    else await serve(options, run)
  } catch (error) {
    process.stderr.write(`wheelhouse: ${error instanceof FatalError ? error.message : describeBug(error)}\n`)
    process.exitCode = error instanceof FatalError ? error.exitCode : BUG_EXIT_CODE
  }
  // Said outright: a handle that a failed start has left open must not keep the process.
  process.exit()
}

async function serve(options: HeadlessOptions, { banner, onRunning }: HeadlessRun): Promise<void> {
  makeFolder(options.home)
  const clock = new SystemClock()
  const log = createLogger({ level: options.logLevel, folder: options.logFolder, console: options.console })
  try {
    const engine = await openEngine({ ...options, clock, logger: log.logger })
    const stop = new OrderlyStop(engine, clock)
    stopOnSignals(stop)
    stopOnStrayErrors(stop, log.logger)
    const address = await startUnlessStopped(engine, stop)
    if (address !== undefined) {
      onRunning()
      for (const line of banner) process.stdout.write(`${line}\n`)
      process.stdout.write(`Wheelhouse is running: ${address}/#token=${engine.adminToken}\n`)
    }
    await engine.stopped
  } finally {
    await log.close()
  }
}

/** The address; undefined where the start was given up because somebody asked for a stop. */
async function startUnlessStopped(engine: Engine, stop: OrderlyStop): Promise<string | undefined> {
  try {
    return (await engine.start()).address
  } catch (error) {
    if (stop.isAsked) return undefined
    throw error
  }
}

/** One stop, however many ask for it; the process ends in time even where the engine does not. */
class OrderlyStop {
  readonly #engine: Engine
  readonly #clock: SystemClock
  #isAsked = false

  constructor(engine: Engine, clock: SystemClock) {
    this.#engine = engine
    this.#clock = clock
  }

  get isAsked(): boolean {
    return this.#isAsked
  }

  ask(reason: string): void {
    if (this.#isAsked) return
    this.#isAsked = true
    this.#clock.setTimer(STOP_LIMIT_MS, () => {
      process.stderr.write('wheelhouse: the engine did not stop in time and was ended\n')
      process.exit(1)
    })
    void this.#engine.stop(reason)
  }
}

/** A second signal ends the process at once. */
function stopOnSignals(stop: OrderlyStop): void {
  const handleSignal = (signal: NodeJS.Signals): void => {
    if (stop.isAsked) process.exit(SECOND_SIGNAL_EXIT_CODE)
    process.stdout.write(`${signal}: stopping\n`)
    stop.ask(`signal ${signal}`)
  }
  process.on('SIGINT', handleSignal)
  process.on('SIGTERM', handleSignal)
}

/** An error that nobody caught leaves the state unknown: the engine stops, and the exit code tells. */
function stopOnStrayErrors(stop: OrderlyStop, logger: Logger): void {
  const handleStray = (error: unknown): void => {
    logger.error('an error reached the top of the program', { error: describeBug(error) })
    process.stderr.write(`wheelhouse: an unexpected error, the engine stops: ${describeBug(error)}\n`)
    process.exitCode = BUG_EXIT_CODE
    stop.ask('an unexpected error')
  }
  process.on('uncaughtException', handleStray)
  process.on('unhandledRejection', handleStray)
}

function makeFolder(folder: string): void {
  try {
    mkdirSync(folder, { recursive: true, mode: 0o700 })
    accessSync(folder, constants.W_OK | constants.X_OK)
  } catch (error) {
    throw new FatalError(
      `The data folder ${folder} cannot be created or written (${errorText(error)}). Choose another with --home DIR or WHEELHOUSE_HOME.`,
      { cause: error },
    )
  }
}

function describeBug(error: unknown): string {
  return error instanceof Error ? (error.stack ?? error.message) : String(error)
}
