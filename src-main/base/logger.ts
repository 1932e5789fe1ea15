/** Facts beside a log message; secrets are redacted by the writer. */
export type LogFields = Readonly<Record<string, unknown>>

/** Structured log. `message` is a constant sentence, everything variable goes into `fields`. */
export interface Logger {
  debug(message: string, fields?: LogFields): void
  info(message: string, fields?: LogFields): void
  warn(message: string, fields?: LogFields): void
  error(message: string, fields?: LogFields): void
  /** A logger that adds `component` to every line. */
  child(component: string): Logger
}

/** Writes nothing; for tests and one-shot commands. */
export const silentLogger: Logger = {
  debug: () => undefined,
  info: () => undefined,
  warn: () => undefined,
  error: () => undefined,
  child: () => silentLogger,
}
