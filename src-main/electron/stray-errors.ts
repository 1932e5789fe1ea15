import { errorText, type Logger } from '../base/index.ts'

/** The part of a process that is used here. */
export interface StrayProcess {
  on(event: 'uncaughtException' | 'unhandledRejection', listener: (error: unknown) => void): unknown
  readonly stdout: { on(event: 'error', listener: () => void): unknown }
  readonly stderr: { on(event: 'error', listener: () => void): unknown }
}

export interface StrayErrorOptions {
  readonly process: StrayProcess
  readonly logger: Logger
  /** Told of the first one only: what follows it is mostly the same again. */
  readonly onFirst: () => void
}

/**
 * Writes errors that nobody caught into the log. Electron would show a box with a stack for one kind and drop the
 * other.
 */
export function watchStrayErrors({ process, logger, onFirst }: StrayErrorOptions): void {
  let isTold = false
  const handleStray = (error: unknown): void => {
    logger.error('an error reached the top of the program', { error: stackOf(error) })
    if (isTold) return
    isTold = true
    try {
      onFirst()
    } catch (second) {
      logger.error('an error at the top of the program could not be told', { error: stackOf(second) })
    }
  }
  process.on('uncaughtException', handleStray)
  process.on('unhandledRejection', handleStray)
  // The terminal that the program was started from may be closed before it; the log has its file.
  for (const stream of [process.stdout, process.stderr]) stream.on('error', () => undefined)
}

function stackOf(error: unknown): string {
  return (error instanceof Error && error.stack) || errorText(error)
}
