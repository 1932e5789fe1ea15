import type { LogFields, Logger } from '../../base/index.ts'

/** Keeps what is logged, as `level message`. */
export class RecordingLogger implements Logger {
  readonly lines: string[] = []
  readonly fields: (LogFields | undefined)[] = []

  debug(message: string, fields?: LogFields): void {
    this.#add('debug', message, fields)
  }

  info(message: string, fields?: LogFields): void {
    this.#add('info', message, fields)
  }

  warn(message: string, fields?: LogFields): void {
    this.#add('warn', message, fields)
  }

  error(message: string, fields?: LogFields): void {
    this.#add('error', message, fields)
  }

  child(): Logger {
    return this
  }

  #add(level: string, message: string, fields: LogFields | undefined): void {
    this.lines.push(`${level} ${message}`)
    this.fields.push(fields)
  }
}
