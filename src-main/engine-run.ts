import { earlierLogLines, LOG_MEMORY_LINES, type Logger, LogMemory, type SystemClock } from './base/index.ts'
import { createLogger, type LogWriter } from './base/log-writer.ts'
import { makeEngineFolder } from './engine-folder.ts'
import { type Engine, type KeychainCipher, openEngine } from './engine.ts'
import type { HeadlessOptions } from './headless-options.ts'
import { OrderlyStop } from './orderly-stop.ts'

/** Exit code where the program itself is at fault. */
export const BUG_EXIT_CODE = 70

export interface EngineRunOptions extends HeadlessOptions {
  readonly clock: SystemClock
  readonly keychain?: KeychainCipher
  readonly startHalted?: string
  /** A stop took too long: the process has to end anyway. */
  readonly onOverdue: () => void
  /** The engine cannot start before what this says is over; told again while it lasts. */
  readonly onWaiting: (reason: string) => void
  /** Makes the engine, where it is not the real one. */
  readonly open?: typeof openEngine
}

/** An engine on its data folder, with its log and one orderly stop: what all ways to run it have in common. */
export class EngineRun {
  readonly engine: Engine
  readonly stop: OrderlyStop
  readonly #log: LogWriter

  private constructor(engine: Engine, stop: OrderlyStop, log: LogWriter) {
    this.engine = engine
    this.stop = stop
    this.#log = log
  }

  /** @throws FatalError where the data folder cannot be used, or is in use. */
  static async open(options: EngineRunOptions): Promise<EngineRun> {
    const { home, logLevel, logFolder, clock, onOverdue, open = openEngine } = options
    makeEngineFolder(home)
    const memory = new LogMemory({ earlier: earlierLogLines(logFolder, LOG_MEMORY_LINES) })
    const log = createLogger({ level: logLevel, folder: logFolder, console: options.console, memory })
    try {
      const engine = await open({
        ...options,
        logger: log.logger,
        hideFromLog: log.hide,
        logMemory: memory,
        setLogLevel: log.setLevel,
      })
      return new EngineRun(engine, new OrderlyStop({ engine, clock, onOverdue }), log)
    } catch (error) {
      await log.close()
      throw error
    }
  }

  get logger(): Logger {
    return this.#log.logger
  }

  /** The address; undefined where the start was given up because somebody asked for a stop. */
  async start(): Promise<string | undefined> {
    if (this.stop.isAsked) return undefined
    try {
      return (await this.engine.start()).address
    } catch (error) {
      if (this.stop.isAsked) return undefined
      throw error
    }
  }

  /** Writes the log to its end; for when the engine has stopped. */
  async close(): Promise<void> {
    await this.#log.close()
    this.stop.dispose()
  }
}

/** What is known of an error that nobody expected. */
export function describeBug(error: unknown): string {
  return error instanceof Error ? (error.stack ?? error.message) : String(error)
}
