import { mkdirSync } from 'node:fs'
import { errorText, FatalError, type Logger, SystemClock } from './base/index.ts'
import { createLogger } from './base/log-writer.ts'
import { type Engine, openEngine } from './engine.ts'
import { HEADLESS_HELP, type HeadlessOptions, parseHeadlessArgs } from './headless-options.ts'

/** Longest time an orderly stop may take before the process ends anyway. */
const STOP_LIMIT_MS = 5_000

export interface HeadlessRun {
  readonly args: readonly string[]
  readonly environment: NodeJS.ProcessEnv
  /** Lines printed before the address. */
  readonly banner: readonly string[]
}

/** Runs the engine without a window until it is told to stop; sets the exit code. */
export async function runHeadless(run: HeadlessRun): Promise<void> {
  try {
    const options = parseHeadlessArgs(run.args, run.environment)
    if (options === 'help') {
      process.stdout.write(HEADLESS_HELP)
      return
    }
    await serve(options, run.banner)
  } catch (error) {
    process.stderr.write(`wheelhouse: ${error instanceof FatalError ? error.message : describeBug(error)}\n`)
    process.exitCode = error instanceof FatalError ? error.exitCode : 70
  }
}

async function serve(options: HeadlessOptions, banner: readonly string[]): Promise<void> {
  makeFolder(options.home)
  const clock = new SystemClock()
  const log = createLogger({ level: options.logLevel, folder: options.logFolder, console: options.console })
  try {
    const engine = await openEngine({ ...options, clock, logger: log.logger })
    stopOnSignals(engine)
    catchStrays(engine, log.logger)
    const { address } = await engine.start()
    for (const line of banner) process.stdout.write(`${line}\n`)
    process.stdout.write(`Wheelhouse is running: ${address}/#token=${engine.adminToken}\n`)
    await engine.stopped
  } finally {
    await log.close()
  }
  process.exit(process.exitCode ?? 0)
}

function makeFolder(folder: string): void {
  try {
    mkdirSync(folder, { recursive: true, mode: 0o700 })
  } catch (error) {
    throw new FatalError(
      `The data folder ${folder} cannot be created (${errorText(error)}). Choose another with --home DIR or WHEELHOUSE_HOME.`,
      { cause: error },
    )
  }
}

function stopOnSignals(engine: Engine): void {
  let asked = false
  const stop = (signal: NodeJS.Signals): void => {
    if (asked) process.exit(130)
    asked = true
    process.stdout.write(`${signal}: stopping\n`)
    new SystemClock().setTimer(STOP_LIMIT_MS, () => {
      process.stderr.write('wheelhouse: the engine did not stop in time and was ended\n')
      process.exit(1)
    })
    void engine.stop(`signal ${signal}`)
  }
  process.on('SIGINT', stop)
  process.on('SIGTERM', stop)
}

/** An error that nobody caught leaves the state unknown: trading halts, the engine stops, the exit code tells. */
function catchStrays(engine: Engine, logger: Logger): void {
  const stray = (error: unknown): void => {
    logger.error('an error reached the top of the program', { error: describeBug(error) })
    process.exitCode = 70
    void engine.stop('an unexpected error')
  }
  process.on('uncaughtException', stray)
  process.on('unhandledRejection', stray)
}

function describeBug(error: unknown): string {
  return error instanceof Error ? (error.stack ?? error.message) : String(error)
}
