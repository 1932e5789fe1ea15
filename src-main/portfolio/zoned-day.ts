/** When a day begins: an hour of a time zone. */
export interface DayStart {
  /** IANA name, for example `Europe/Berlin`. */
  readonly zone: string
  /** 0 to 23. */
  readonly hour: number
}

/** A day as a span of time: first instant inclusive, last one exclusive. */
export interface DaySpan {
  readonly startMs: number
  readonly endMs: number
}

const DAY_MS = 86_400_000

/**
 * Finds days that begin at a given hour of a zone, summer time included: a day of the change has 23 or 25 hours.
 * An hour that is skipped begins the day where the clock jumps, an hour that comes twice where it comes first.
 */
export class ZonedDays {
  readonly #hour: number
  readonly #format: Intl.DateTimeFormat

  /** @throws RangeError when the zone is unknown or the hour is not 0 to 23. */
  constructor({ zone, hour }: DayStart) {
    if (!Number.isInteger(hour) || hour < 0 || hour > 23) throw new RangeError(`hour must be 0 to 23, got ${hour}`)
    this.#hour = hour
    this.#format = new Intl.DateTimeFormat('en-US', {
      timeZone: zone,
      hourCycle: 'h23',
      year: 'numeric',
      month: '2-digit',
      day: '2-digit',
      hour: '2-digit',
      minute: '2-digit',
      second: '2-digit',
    })
  }

  /** The day that contains the instant. */
  dayOf(timeMs: number): DaySpan {
    const midnight = Math.floor(this.#localMs(timeMs) / DAY_MS) * DAY_MS
    const starts = [-1, 0, 1, 2].map((day) => this.#startOf(midnight + day * DAY_MS))
    const next = starts.findIndex((startMs) => startMs > timeMs)
    const [startMs, endMs] = starts.slice(next - 1, next + 1)
    if (next < 1 || startMs === undefined || endMs === undefined) throw new RangeError(`no day contains ${timeMs}`)
    return { startMs, endMs }
  }

  /** Date of the day that contains the instant, as its first instant shows it: `2026-11-21`. */
  dateOf(timeMs: number): string {
    return new Date(this.#localMs(this.dayOf(timeMs).startMs)).toISOString().slice(0, 10)
  }

  /** First instant of the day with that date. */
  startOf(date: string): number {
    return this.#startOf(Date.parse(`${date}T00:00:00Z`))
  }

  /** Instant at which the wall clock first shows the hour on the date whose midnight is `localMidnightMs`. */
  #startOf(localMidnightMs: number): number {
    const localMs = localMidnightMs + this.#hour * 3_600_000
    const before = localMs - this.#offsetMs(localMs - DAY_MS)
    if (this.#localMs(before) === localMs) return before
    const after = localMs - this.#offsetMs(localMs + DAY_MS)
    return this.#localMs(after) === localMs ? after : this.#jumpBetween(after, before)
  }

  /** The instant of the one change of offset inside the span, to the second. */
  #jumpBetween(fromMs: number, toMs: number): number {
    const offset = this.#offsetMs(fromMs)
    let low = fromMs
    let high = toMs
    while (high - low > 1000) {
      const middle = Math.floor((low + high) / 2000) * 1000
      if (this.#offsetMs(middle) === offset) low = middle
      else high = middle
    }
    return high
  }

  #offsetMs(timeMs: number): number {
    return this.#localMs(timeMs) - timeMs
  }

  /** What the wall clock of the zone shows, as if it were UTC. */
  #localMs(timeMs: number): number {
    const shown: Partial<Record<Intl.DateTimeFormatPartTypes, number>> = {}
    for (const { type, value } of this.#format.formatToParts(timeMs)) shown[type] = Number(value)
    const { year = 0, month = 1, day = 1, hour = 0, minute = 0, second = 0 } = shown
    return Date.UTC(year, month - 1, day, hour, minute, second) + (((timeMs % 1000) + 1000) % 1000)
  }
}
