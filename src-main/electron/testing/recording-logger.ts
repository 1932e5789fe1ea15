import type { LogFields, Logger } from '../../base/index.ts'

export interface LogLine {
  readonly level: 'debug' | 'info' | 'warn' | 'error'
  readonly message: string
  readonly fields: LogFields
}

/** Keeps what is logged, for tests that a fault does not pass in silence. */
export class RecordingLogger implements Logger {
  readonly lines: LogLine[] = []

  debug = (message: string, fields: LogFields = {}): void => this.#add('debug', message, fields)
  info = (message: string, fields: LogFields = {}): void => this.#add('info', message, fields)
  warn = (message: string, fields: LogFields = {}): void => this.#add('warn', message, fields)
  error = (message: string, fields: LogFields = {}): void => this.#add('error', message, fields)

  child(): Logger {
    return this
  }

  get faults(): readonly LogLine[] {
    return this.lines.filter(({ level }) => level === 'warn' || level === 'error')
  }

  #add(level: LogLine['level'], message: string, fields: LogFields): void {
    this.lines.push({ level, message, fields })
  }
}
