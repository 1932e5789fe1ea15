import type { LogLevelValue } from '../../src-contract/index.ts'
import { isLogLevel } from './log-level.ts'

/** A line of the log, read back. */
export interface LogRecord {
  readonly level: LogLevelValue
  /** Milliseconds since 1970-01-01 UTC. */
  readonly time: number
  readonly component: string | undefined
  readonly message: string
  readonly fields: Readonly<Record<string, unknown>>
}

/** One line of JSON as one line for a person: `12:00:01.250 WARN  feed: gap in the stream symbol=BTC-PERP`. */
export function formatLogLine(json: string): string {
  const { level, time, component, message, fields } = readLogRecord(json)
  const clock = new Date(time).toISOString().slice(11, 23)
  const source = component === undefined ? '' : `${component}: `
  return `${clock} ${level.toUpperCase().padEnd(5)} ${source}${message}${formatFields(fields)}\n`
}

/** Facts beside a message, as they stand in a line: ` symbol=BTC-PERP minutes=3`. */
export function formatFields(fields: Readonly<Record<string, unknown>>): string {
  return Object.entries(fields)
    .map(([key, value]) => ` ${key}=${formatValue(value)}`)
    .join('')
}

/** The writer alone makes these lines, and keeps the names it uses free of other fields. */
export function readLogRecord(json: string): LogRecord {
  const { msg, level, time, component, ...fields } = JSON.parse(json) as {
    readonly level: LogLevelValue
    readonly time: number
    readonly component?: string
    readonly msg: string
  }
  return { level, time, component, message: msg, fields }
}

/** Whether a text is a line that the writer has made, and all of it. */
export function isLogLine(text: string): boolean {
  try {
    const { level, time, message } = readLogRecord(text)
    return isLogLevel(level) && Number.isFinite(time) && typeof message === 'string'
  } catch {
    return false
  }
}

/** A stack is worth its lines only in the file. */
function formatValue(value: unknown): string {
  if (typeof value === 'string') return /[\s="]/.test(value) || value === '' ? JSON.stringify(value) : value
  if (typeof value === 'object' && value !== null && 'message' in value && 'stack' in value) {
    return JSON.stringify(value.message)
  }
  return JSON.stringify(value) ?? 'undefined'
}
