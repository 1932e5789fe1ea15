import type { Session } from './sessions.ts'
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

function timeOfDay(text: string): number {
  const [hours = Number.NaN, minutes = Number.NaN] = text.split(':').map(Number)
  return (hours * 60 + minutes) * MINUTE_MS
}
