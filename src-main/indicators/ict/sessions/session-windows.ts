import { ensureDefined } from '../../../base/index.ts'
import { type Session, type SessionName, SESSIONS } from './sessions.ts'
import { ZoneOffset } from './zone-offset.ts'

const MINUTE_MS = 60_000
const DAY_MS = 86_400_000

/** One day's session: from its first ms to the first after it. */
export interface SessionWindow {
  readonly name: string
  readonly fromMs: number
  readonly toMs: number
}

/** Offsets are the same for everyone who asks: one memory per zone, so that it is filled once. */
const offsets = new Map<string, ZoneOffset>()

function offsetOf(timeZone: string): ZoneOffset {
  const known = offsets.get(timeZone)
  if (known !== undefined) return known
  const offset = new ZoneOffset(timeZone)
  offsets.set(timeZone, offset)
  return offset
}

/** Finds the windows of one session, daylight saving taken into account on either end. */
export class SessionCalendar {
  readonly #name: string
  readonly #offset: ZoneOffset
  readonly #startMs: number
  /** From midnight of the day that it starts on. */
  readonly #endMs: number

  constructor({ name, timeZone, start, end }: Session) {
    this.#name = name
    this.#offset = offsetOf(timeZone)
    this.#startMs = timeOfDay(start)
    const endMs = timeOfDay(end)
    this.#endMs = endMs > this.#startMs ? endMs : endMs + DAY_MS
  }

  /** The first window that ends after `utcMs`: the one that it lies in, or else the next. */
  endingAfter(utcMs: number): SessionWindow {
    const today = Math.floor((utcMs + this.#offset.at(utcMs)) / DAY_MS)
    for (let day = today - 1; ; day += 1) {
      const window = this.#onDay(day)
      if (window.toMs > utcMs && window.toMs > window.fromMs) return window
    }
  }

  /** @param day - Local date, in days since 1970-01-01. */
  #onDay(day: number): SessionWindow {
    const midnight = day * DAY_MS
    const fromMs = this.#offset.toUtc(midnight + this.#startMs)
    return { name: this.#name, fromMs, toMs: this.#offset.toUtc(midnight + this.#endMs) }
  }
}

/** The window of a session that an instant lies in; undefined outside its hours. */
export function sessionAt(utcMs: number, name: SessionName): SessionWindow | undefined {
  const window = calendarOf(name).endingAfter(utcMs)
  return window.fromMs <= utcMs ? window : undefined
}

/** Windows of a session that overlap a stretch of time, oldest first and whole: bands to draw behind a chart. */
export function sessionWindows(fromMs: number, toMs: number, name: SessionName): SessionWindow[] {
  const calendar = calendarOf(name)
  const windows: SessionWindow[] = []
  for (let window = calendar.endingAfter(fromMs); window.fromMs < toMs; window = calendar.endingAfter(window.toMs)) {
    windows.push(window)
  }
  return windows
}

function calendarOf(name: SessionName): SessionCalendar {
  const session = SESSIONS.find((one) => one.name === name)
  return new SessionCalendar(ensureDefined(session, `session ${name}`))
}

function timeOfDay(text: string): number {
  const [hours = Number.NaN, minutes = Number.NaN] = text.split(':').map(Number)
  return (hours * 60 + minutes) * MINUTE_MS
}
