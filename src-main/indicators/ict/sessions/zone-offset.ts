import { ensureDefined } from '../../../base/index.ts'

const SECOND_MS = 1000
const HOUR_MS = 3_600_000
const DAY_MS = 24 * HOUR_MS
/** Steps in which a change of the offset is looked for; no zone of the table changes it twice within so many days. */
const STEP_MS = 14 * DAY_MS
/** How far a change is looked for: beyond one year a zone that has none would cost ever more. */
const STEPS = 28

/** A stretch of time in which the offset stays the same. */
interface Span {
  readonly fromMs: number
  readonly toMs: number
  readonly offsetMs: number
}

/**
 * Offset of a time zone from UTC, daylight saving included. The system's time zone tables are asked only where a change of the offset
 * has to be found, about 50 times per change; what lies between two changes is answered from memory.
 */
export class ZoneOffset {
  readonly #format: Intl.DateTimeFormat
  readonly #spans: Span[] = []
  #newest: Span = { fromMs: 0, toMs: 0, offsetMs: 0 }

  /**
   * @param timeZone - IANA name, as in `America/New_York`.
   * @throws RangeError where there is no such zone.
   */
  constructor(timeZone: string) {
    this.#format = new Intl.DateTimeFormat('en-US', { timeZone, timeZoneName: 'longOffset' })
  }

  /** Local time minus UTC at an instant, in ms: -5 h for New York in winter. */
  at(utcMs: number): number {
    if (!contains(this.#newest, utcMs)) this.#newest = this.#spanOf(utcMs)
    return this.#newest.offsetMs
  }

  /**
   * The instant at which clocks show a local time, given as if it were UTC. A time that the clocks skip counts from the offset before
   * the change (02:30 becomes 03:30); of one that they show twice, the first is meant (RFC 5545, section 3.3.5).
   */
  toUtc(localMs: number): number {
    const before = this.at(localMs - DAY_MS)
    if (this.at(localMs - before) === before) return localMs - before
    const after = this.at(localMs + DAY_MS)
    return localMs - (this.at(localMs - after) === after ? after : before)
  }

  #spanOf(utcMs: number): Span {
    const known = this.#spans.find((span) => contains(span, utcMs))
    if (known !== undefined) return known
    const span = { fromMs: this.#edge(utcMs, -1), toMs: this.#edge(utcMs, 1), offsetMs: this.#ask(utcMs) }
    this.#spans.push(span)
    return span
  }

  /** Where the offset at `utcMs` begins or ends to apply; at most {@link STEPS} steps away. */
  #edge(utcMs: number, direction: 1 | -1): number {
    const offset = this.#ask(utcMs)
    let same = utcMs
    for (let step = 0; step < STEPS; step += 1) {
      const next = same + direction * STEP_MS
      if (this.#ask(next) !== offset) return this.#change(same, next)
      same = next
    }
    return same
  }

  /** The first second with the later of the offsets at two instants. */
  #change(oneMs: number, otherMs: number): number {
    let before = Math.floor(Math.min(oneMs, otherMs) / SECOND_MS)
    let after = Math.ceil(Math.max(oneMs, otherMs) / SECOND_MS)
    const offset = this.#ask(before * SECOND_MS)
    while (after - before > 1) {
      const middle = Math.floor((before + after) / 2)
      if (this.#ask(middle * SECOND_MS) === offset) before = middle
      else after = middle
    }
    return after * SECOND_MS
  }

  #ask(utcMs: number): number {
    return offsetIn(this.#format.format(utcMs))
  }
}

/** Offset in a text that ends in one, as in `3/10/2024, GMT-05:00`; `GMT` alone is none. */
function offsetIn(text: string): number {
  const [, sign, hours, minutes, seconds] = ensureDefined(
    /GMT(?:([+-])(\d+):(\d+)(?::(\d+))?)?$/.exec(text),
    `offset in ${text}`,
  )
  if (sign === undefined) return 0
  const total = (Number(hours) * 60 + Number(minutes)) * 60 + Number(seconds ?? 0)
  return (sign === '-' ? -total : total) * SECOND_MS
}

function contains({ fromMs, toMs }: Span, utcMs: number): boolean {
  return utcMs >= fromMs && utcMs < toMs
}
