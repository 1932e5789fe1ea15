import type { LogLineView, LogQuery } from '../../src-contract/index.ts'
import { errorText } from './errors.ts'
import { Emitter, type Event } from './event.ts'
import { isAtLeast } from './log-level.ts'
import { formatFields, readLogRecord } from './log-line.ts'
import { RingBuffer } from './ring-buffer.ts'

/** Lines that are kept. */
export const LOG_MEMORY_LINES = 5_000

const PLAIN_WORD = /^[a-z0-9._:-]+$/

/** A line of JSON that is read only when somebody asks for it: most never are. */
class KeptLine {
  readonly seq: number
  readonly #json: string
  #view: LogLineView | undefined
  #searchText: string | undefined

  constructor(json: string, seq: number) {
    this.#json = json
    this.seq = seq
  }

  get view(): LogLineView {
    return (this.#view ??= this.#read())
  }

  /** Message or fields contain the word, which is in lower case. */
  contains(word: string): boolean {
    // Most lines are out by a look at the JSON, without reading it: letters and digits stand in it as they are.
    if (PLAIN_WORD.test(word) && !this.#json.toLowerCase().includes(word)) return false
    this.#searchText ??= `${this.view.message}${formatFields(this.view.fields)}`.toLowerCase()
    return this.#searchText.includes(word)
  }

  #read(): LogLineView {
    const { level, time, component, message, fields } = readLogRecord(this.#json)
    return { seq: this.seq, timeMs: time, level, component: component ?? null, message, fields }
  }
}

export interface LogMemoryOptions {
  readonly capacity?: number
  /** Lines of earlier runs, oldest first: what led to a crash is read after it. */
  readonly earlier?: readonly string[]
}

/** The newest lines of a log, as they went to its file: filtered by level, secrets blotted out. */
export class LogMemory {
  readonly #lines: RingBuffer<KeptLine>
  readonly #announced = new Emitter<LogLineView>((error) => this.#noteFault(error))
  #lastSeq = 0
  #isAnnouncing = false

  constructor({ capacity = LOG_MEMORY_LINES, earlier = [] }: LogMemoryOptions = {}) {
    this.#lines = new RingBuffer(capacity)
    for (const json of earlier) this.#keep(json)
  }

  /**
   * Hears each new line. What a listener itself causes to be logged is kept but announced to nobody: it would be heard
   * by the same listener again, without end.
   */
  get onLine(): Event<LogLineView> {
    return this.#announced.event
  }

  /** Takes a line of the writer, one JSON object. */
  readonly write = (json: string): void => {
    const line = this.#keep(json)
    if (this.#isAnnouncing || this.#announced.listenerCount === 0) return
    this.#isAnnouncing = true
    try {
      this.#announced.fire(line.view)
    } finally {
      this.#isAnnouncing = false
    }
  }

  /** Lines that match all that the query says, newest first. */
  list(query: LogQuery): LogLineView[] {
    const matches = matcherOf(query)
    const found: LogLineView[] = []
    for (let index = -1; found.length < query.limit; index -= 1) {
      const line = this.#lines.at(index)
      if (line === undefined) break
      if (matches(line)) found.push(line.view)
    }
    return found
  }

  #keep(json: string): KeptLine {
    this.#lastSeq += 1
    const line = new KeptLine(json, this.#lastSeq)
    this.#lines.push(line)
    return line
  }

  /** Not through the writer, which would come back here. */
  #noteFault(error: unknown): void {
    const { timeMs } = this.#lines.at(-1)?.view ?? { timeMs: 0 }
    const record = { level: 'error', time: timeMs, error: errorText(error), msg: 'a listener of the log failed' }
    this.#keep(JSON.stringify(record))
  }
}

function matcherOf({ level, component, text, beforeSeq }: LogQuery): (line: KeptLine) => boolean {
  const words = (text ?? '').toLowerCase().split(/\s+/).filter(Boolean)
  return (line) => {
    if (beforeSeq !== undefined && line.seq >= beforeSeq) return false
    if (!words.every((word) => line.contains(word))) return false
    const { view } = line
    if (component !== undefined && view.component !== component) return false
    return isAtLeast(view.level, level)
  }
}
