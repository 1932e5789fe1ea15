import { UNKNOWN } from './format.ts'

const SECOND_MS = 1_000
const MINUTE_MS = 60_000
const HOUR_MS = 3_600_000
const DAY_MS = 86_400_000

const twoDigits = (value: number): string => String(Math.floor(value)).padStart(2, '0')

/** How long something lasted or how old it is: `84 ms`, `3.1 ms`, `14 s`, `42m 08s`, `1h 17m`, `4 d 02 h`. */
export function formatAge(ageMs: number): string {
  if (!Number.isFinite(ageMs)) return UNKNOWN
  const age = Math.max(0, ageMs)
  if (age < 10) return `${Number(age.toFixed(1))} ms`
  if (age < SECOND_MS) return `${Math.round(age)} ms`
  if (age < MINUTE_MS) return `${Math.floor(age / SECOND_MS)} s`
  if (age < HOUR_MS) return `${Math.floor(age / MINUTE_MS)}m ${twoDigits((age % MINUTE_MS) / SECOND_MS)}s`
  if (age < DAY_MS) return `${Math.floor(age / HOUR_MS)}h ${twoDigits((age % HOUR_MS) / MINUTE_MS)}m`
  return `${Math.floor(age / DAY_MS)} d ${twoDigits((age % DAY_MS) / HOUR_MS)} h`
}

/** Clock time in UTC, the one zone of the window: `14:57:12`. */
export function formatClock(timeMs: number): string {
  return new Date(timeMs).toISOString().slice(11, 19)
}

/** Day and clock time in UTC: `2026-11-20 14:57:12`. */
export function formatDayAndClock(timeMs: number): string {
  return new Date(timeMs).toISOString().slice(0, 19).replace('T', ' ')
}
