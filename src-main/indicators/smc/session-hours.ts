/** First and last minute of the day, UTC, both belonging to the session; it goes over midnight if the last is not the later. */
export interface SessionHours {
  readonly start: string
  readonly end: string
}

/** Trading sessions and ICT kill zones, without daylight saving time. */
export const SESSIONS = {
  Sydney: { start: '21:00', end: '06:00' },
  Tokyo: { start: '00:00', end: '09:00' },
  London: { start: '07:00', end: '16:00' },
  'New York': { start: '13:00', end: '22:00' },
  'Asian kill zone': { start: '00:00', end: '04:00' },
  'London open kill zone': { start: '06:00', end: '09:00' },
  'New York kill zone': { start: '11:00', end: '14:00' },
  'london close kill zone': { start: '14:00', end: '16:00' },
} as const satisfies Record<string, SessionHours>

export type SessionName = keyof typeof SESSIONS

/** A time of day such as `07:30`. */
export const TIME_OF_DAY = /^(?:[01]\d|2[0-3]):[0-5]\d$/

const MINUTE_MS = 60_000
const DAY_MINUTES = 1440

function minuteOf(timeOfDay: string): number {
  const [hours = 0, minutes = 0] = timeOfDay.split(':').map(Number)
  return hours * 60 + minutes
}

/** Tells whether a time (epoch milliseconds) lies in the session. Equal start and end mean the whole day. */
export function sessionTest({ start, end }: SessionHours): (timeMs: number) => boolean {
  const [first, last] = [minuteOf(start), minuteOf(end)]
  return (timeMs) => {
    const minutes = Math.floor(timeMs / MINUTE_MS) % DAY_MINUTES
    const minute = minutes < 0 ? minutes + DAY_MINUTES : minutes
    return first < last ? first <= minute && minute <= last : minute >= first || minute <= last
  }
}
