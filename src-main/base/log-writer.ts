import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { type Logger as PinoLogger, multistream, pino, type StreamEntry } from 'pino'
import { createStream, type RotatingFileStream } from 'rotating-file-stream'
import { errorText, FatalError } from './errors.ts'
import { endsInsideLine } from './lines-backwards.ts'
import { ENGINE_LOG, OLDER_LOG_FILES } from './log-files.ts'
import { isAtLeast, type LogLevel } from './log-level.ts'
import { formatLogLine } from './log-line.ts'
import { LogRedaction } from './log-redaction.ts'
import type { LogFields, Logger } from './logger.ts'

/** At most: of the file being written and of each older one. */
const FILE_SIZE = '10M'

/** Where finished lines go. */
export interface LogDestination {
  write(line: string): unknown
}

export interface LoggerOptions {
  readonly level: LogLevel
  /** Folder of the log files, created if it is missing; no file is written without it. */
  readonly folder?: string
  /** Name of the file being written; `engine.log` unless another process writes into the same folder. */
  readonly fileName?: string
  /** `pretty`: short lines for a person; `json`: as in the file; both go to `destination`. */
  readonly console: 'pretty' | 'json' | 'off'
  /** Values to hide wherever they occur in a text; asked at every line. */
  readonly secrets?: () => readonly string[]
  /** Takes the same lines as the file. */
  readonly memory?: LogDestination
  /** Stands in for the standard error stream. */
  readonly destination?: LogDestination
}

export interface LogWriter {
  readonly logger: Logger
  /** Acts on every logger made from this one. */
  readonly setLevel: (level: LogLevel) => void
  /** Hides more values from here on; like `secrets` of the options, for those that are known only later. */
  readonly hide: (secrets: () => readonly string[]) => void
  /** Resolves when every line so far is in the file, or cannot be written; more may follow. */
  flush(): Promise<void>
  /** Resolves when every line is in the file. */
  close(): Promise<void>
}

/** Builds the log of a process. Throws `FatalError` where the log folder cannot be created. */
export function createLogger(options: LoggerOptions): LogWriter {
  const consoleStream = options.destination ?? process.stderr
  const file = openFile(options, consoleStream)
  const streams: StreamEntry[] = []
  if (file) streams.push({ stream: untilItsEnd(file), level: 'trace' })
  if (options.memory) streams.push({ stream: options.memory, level: 'trace' })
  if (options.console !== 'off') streams.push({ stream: consoleWriter(consoleStream, options.console), level: 'trace' })
  const threshold: Threshold = { level: options.level }
  const sink = pino(
    { level: 'trace', base: null, formatters: { level: (label) => ({ level: label }) } },
    multistream(streams),
  )
  const sources = options.secrets ? [options.secrets] : []
  const redaction = new LogRedaction(() => sources.flatMap((secrets) => secrets()))
  return {
    logger: new RedactingLogger({ sink, threshold, redaction }),
    setLevel: (level) => {
      threshold.level = level
    },
    hide: (secrets) => void sources.push(secrets),
    flush: () => flushFile(file),
    close: () => endFile(file),
  }
}

/** Shared by a logger and all its children. */
interface Threshold {
  level: LogLevel
}

interface LoggerParts {
  readonly sink: PinoLogger
  readonly threshold: Threshold
  readonly redaction: LogRedaction
}

class RedactingLogger implements Logger {
  readonly #parts: LoggerParts

  constructor(parts: LoggerParts) {
    this.#parts = parts
  }

  debug(message: string, fields?: LogFields): void {
    this.#write('debug', message, fields)
  }

  info(message: string, fields?: LogFields): void {
    this.#write('info', message, fields)
  }

  warn(message: string, fields?: LogFields): void {
    this.#write('warn', message, fields)
  }

  error(message: string, fields?: LogFields): void {
    this.#write('error', message, fields)
  }

  child(component: string): Logger {
    return new RedactingLogger({ ...this.#parts, sink: this.#parts.sink.child({ component }) })
  }

  #write(level: LogLevel, message: string, fields: LogFields | undefined): void {
    const { sink, threshold, redaction } = this.#parts
    if (!isAtLeast(level, threshold.level)) return
    sink[level](fields === undefined ? {} : withoutClash(redaction.fields(fields)), redaction.text(message))
  }
}

const OWN_NAMES = ['level', 'time', 'component', 'msg'] as const

/** A field that has a name of the line itself gets another: two keys of one name would hide each other. */
function withoutClash(fields: Record<string, unknown>): Record<string, unknown> {
  if (!OWN_NAMES.some((name) => name in fields)) return fields
  const own: readonly string[] = OWN_NAMES
  return Object.fromEntries(Object.entries(fields).map(([key, value]) => [own.includes(key) ? `${key}_` : key, value]))
}

function consoleWriter(destination: LogDestination, style: 'pretty' | 'json'): LogDestination {
  return style === 'json' ? destination : { write: (line) => destination.write(formatLogLine(line)) }
}

function openFile(
  { folder, fileName = ENGINE_LOG }: LoggerOptions,
  consoleStream: LogDestination,
): RotatingFileStream | undefined {
  if (folder === undefined) return undefined
  try {
    mkdirSync(folder, { recursive: true, mode: 0o700 })
  } catch (error) {
    throw new FatalError(`The log folder ${folder} cannot be created (${errorText(error)}).`, { cause: error })
  }
  const file = createStream(fileName, { path: folder, size: FILE_SIZE, rotate: OLDER_LOG_FILES, mode: 0o600 })
  // What a crash has cut off must not take the next line with it.
  if (endsUnfinished(join(folder, fileName))) file.write('\n')
  // A log that cannot be written must not stop the engine; said once, as every further line would fail as well.
  let told = false
  file.on('error', (error) => {
    if (!told) consoleStream.write(`The log file in ${folder} cannot be written: ${error.message}\n`)
    told = true
  })
  return file
}

/** Of a file that cannot be read nothing is known; that it cannot be written either is said by the stream. */
function endsUnfinished(file: string): boolean {
  try {
    return endsInsideLine(file)
  } catch {
    return false
  }
}

/** A step that a stop has cut off may speak up after the log was closed; that must not look like a full disk. */
function untilItsEnd(file: RotatingFileStream): LogDestination {
  return { write: (line) => !file.writableEnded && file.write(line) }
}

function flushFile(file: RotatingFileStream | undefined): Promise<void> {
  if (!file || file.destroyed || file.writableEnded) return Promise.resolve()
  const { promise, resolve } = Promise.withResolvers<void>()
  // Lines are written in their order, this empty one after all others.
  file.write('', () => resolve())
  return promise
}

function endFile(file: RotatingFileStream | undefined): Promise<void> {
  if (!file || file.destroyed) return Promise.resolve()
  const { promise, resolve } = Promise.withResolvers<void>()
  file.once('close', resolve)
  file.end()
  return promise
}
