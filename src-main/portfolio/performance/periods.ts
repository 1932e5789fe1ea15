import { type DayStart, ZonedDays } from '../zoned-day.ts'
import type { TimeSpan } from './exposure.ts'

export const PERIODS = ['day', 'week', 'month', 'year'] as const
export type Period = (typeof PERIODS)[number]

/** A period of the account's zone. */
export interface NamedPeriod extends TimeSpan {
  /** `2026-11-21`, `2026-W47`, `2026-11`, `2026`: order of texts is order of time. */
  readonly name: string
}

const DAY_MS = 86_400_000
const NONE: NamedPeriod = { name: '', fromMs: 0, toMs: 0 }

/** Cuts time into days, weeks, months or years of the account's zone; a day begins at its hour, a week on Monday (ISO 8601). */
export class Periods {
  readonly #days: ZonedDays
  readonly #period: Period
  /** Instants mostly come in order, and finding a day takes long. */
  #newest = NONE

  /** @throws RangeError when the zone is unknown or the hour is not 0 to 23. */
  constructor(dayStart: DayStart, period: Period) {
    this.#days = new ZonedDays(dayStart)
    this.#period = period
  }

  /** The period that contains the instant. */
  at(timeMs: number): NamedPeriod {
    if (timeMs >= this.#newest.fromMs && timeMs < this.#newest.toMs) return this.#newest
    const dates = datesOf(this.#days.dateOf(timeMs), this.#period)
    this.#newest = {
      name: dates.name,
      fromMs: this.#days.startOf(dates.first),
      toMs: this.#days.startOf(dates.next),
    }
    return this.#newest
  }

  /** Every period that the span touches, oldest first. */
  within({ fromMs, toMs }: TimeSpan): readonly NamedPeriod[] {
    const periods: NamedPeriod[] = []
    for (let timeMs = fromMs; timeMs < toMs; timeMs = this.at(timeMs).toMs) periods.push(this.at(timeMs))
    return periods
  }
}

/** First date of the period and of the one after it. */
interface PeriodDates {
  readonly name: string
  readonly first: string
  readonly next: string
}

function datesOf(date: string, period: Period): PeriodDates {
  const [year, month] = [Number(date.slice(0, 4)), Number(date.slice(5, 7))]
  switch (period) {
    case 'day':
      return { name: date, first: date, next: dateOf(Date.parse(date) + DAY_MS) }
    case 'week':
      return weekOf(Date.parse(date))
    case 'month':
      return {
        name: date.slice(0, 7),
        first: dateOf(Date.UTC(year, month - 1, 1)),
        next: dateOf(Date.UTC(year, month, 1)),
      }
    case 'year':
      return { name: date.slice(0, 4), first: dateOf(Date.UTC(year, 0, 1)), next: dateOf(Date.UTC(year + 1, 0, 1)) }
    default:
      return period satisfies never
  }
}

/** Week of ISO 8601: it begins on Monday and belongs to the year of its Thursday. */
function weekOf(day: number): PeriodDates {
  const monday = day - ((new Date(day).getUTCDay() + 6) % 7) * DAY_MS
  const thursday = new Date(monday + 3 * DAY_MS)
  const year = thursday.getUTCFullYear()
  const week = Math.floor((thursday.getTime() - Date.UTC(year, 0, 1)) / (7 * DAY_MS)) + 1
  return {
    name: `${year}-W${String(week).padStart(2, '0')}`,
    first: dateOf(monday),
    next: dateOf(monday + 7 * DAY_MS),
  }
}

function dateOf(utcMs: number): string {
  return new Date(utcMs).toISOString().slice(0, 10)
}
