import { FatalError, type Logger, SystemClock } from './base/index.ts'
import { BUG_EXIT_CODE, describeBug, EngineRun } from './engine-run.ts'
import { HEADLESS_HELP, type HeadlessOptions, parseHeadlessArgs } from './headless-options.ts'
import type { OrderlyStop } from './orderly-stop.ts'

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
  const run = await EngineRun.open({
    ...options,
    clock: new SystemClock(),
    onOverdue: endOverdue,
    onWaiting: waitingTeller(),
  })
  try {
    stopOnSignals(run.stop)
    stopOnStrayErrors(run.stop, run.logger)
    const address = await run.start()
    if (address !== undefined) {
      onRunning()
      for (const line of banner) process.stdout.write(`${line}\n`)
      process.stdout.write(`Wheelhouse is running: ${address}/#token=${run.engine.adminToken}\n`)
    }
    await run.engine.stopped
  } finally {
    await run.close()
  }
}

/** Prints what the engine waits for, once for each reason. */
function waitingTeller(): (reason: string) => void {
  let told: string | undefined
  return (reason) => {
    if (reason !== told) process.stdout.write(`Wheelhouse waits: ${reason}\n`)
    told = reason
  }
}

function endOverdue(): void {
  process.stderr.write('wheelhouse: the engine did not stop in time and was ended\n')
  process.exit(1)
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
