const DAY_MS = 86_400_000
const WEEKDAYS = ['Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat', 'Sun']

/** Tells which week a trading day belongs to: weeks begin with the day that starts on a Monday of the day's zone. */
export class TradingWeek {
  #startMs = Number.NaN
  #zone = ''
  #weekId = 0

  /** The same number for every day of a week. Reckoned once a day: formatting a date is slow, and every price asks. */
  of({ startMs, zone }: { readonly startMs: number; readonly zone: string }): number {
    if (startMs !== this.#startMs || zone !== this.#zone) {
      this.#startMs = startMs
      this.#zone = zone
      this.#weekId = weekIdOf(startMs, zone)
    }
    return this.#weekId
  }
}

/** Days from 1970-01-01 to the Monday on or before the date that the zone shows at that instant. */
function weekIdOf(startMs: number, zone: string): number {
  const format = new Intl.DateTimeFormat('en-US', {
    timeZone: zone,
    weekday: 'short',
    year: 'numeric',
    month: '2-digit',
    day: '2-digit',
  })
  const shown: Partial<Record<Intl.DateTimeFormatPartTypes, string>> = {}
  for (const { type, value } of format.formatToParts(startMs)) shown[type] = value
  const { year = '1970', month = '1', day = '1', weekday = 'Mon' } = shown
  const date = Date.UTC(Number(year), Number(month) - 1, Number(day)) / DAY_MS
  return date - WEEKDAYS.indexOf(weekday)
}
