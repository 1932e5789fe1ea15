import { UNKNOWN } from './format.ts'
import { timeZone } from './format-settings.ts'

const SECOND_MS = 1_000
const MINUTE_MS = 60_000
const HOUR_MS = 3_600_000
const DAY_MS = 86_400_000
const MINUS = '\u2212'

const twoDigits = (value: number): string => String(Math.floor(value)).padStart(2, '0')

/** How long something lasted or how old it is: `84 ms`, `3.1 ms`, `14 s`, `42m 08s`, `1h 17m`, `4 d 02 h`. */
export function formatAge(ageMs: number): string {
  if (!Number.isFinite(ageMs)) return UNKNOWN
  const age = Math.max(0, ageMs)
  if (age < 9.95) return `${Number(age.toFixed(1))} ms`
  if (age < SECOND_MS - 0.5) return `${Math.round(age)} ms`
  if (age < MINUTE_MS) return `${Math.max(1, Math.floor(age / SECOND_MS))} s`
  if (age < HOUR_MS) return `${Math.floor(age / MINUTE_MS)}m ${twoDigits((age % MINUTE_MS) / SECOND_MS)}s`
  if (age < DAY_MS) return `${Math.floor(age / HOUR_MS)}h ${twoDigits((age % HOUR_MS) / MINUTE_MS)}m`
  return `${Math.floor(age / DAY_MS)} d ${twoDigits((age % DAY_MS) / HOUR_MS)} h`
}

/** Parts of a time as a clock on the wall of the zone shows them, each as padded digits. */
export interface WallTime {
  readonly year: string
  readonly month: string
  readonly day: string
  readonly hour: string
  readonly minute: string
  readonly second: string
}

/** Building one costs more than a thousand uses of it, so each zone keeps its own. */
const writers = new Map<string, Intl.DateTimeFormat>()

function writerOf(zone: string): Intl.DateTimeFormat {
  const known = writers.get(zone)
  if (known !== undefined) return known
  const writer = new Intl.DateTimeFormat('en-GB', {
    timeZone: zone,
    hourCycle: 'h23',
    year: 'numeric',
    month: '2-digit',
    day: '2-digit',
    hour: '2-digit',
    minute: '2-digit',
    second: '2-digit',
  })
  writers.set(zone, writer)
  return writer
}

/** A time as the wall clock of the window's zone. */
export function wallTime(timeMs: number): WallTime {
  const parts = writerOf(timeZone()).formatToParts(timeMs)
  const part = (type: Intl.DateTimeFormatPartTypes): string => parts.find((each) => each.type === type)?.value ?? ''
  return {
    year: part('year').padStart(4, '0'),
    month: part('month'),
    day: part('day'),
    hour: part('hour'),
    minute: part('minute'),
    second: part('second'),
  }
}

/** Clock time in the zone of the window: `14:57:12`. */
export function formatClock(timeMs: number): string {
  if (!Number.isFinite(timeMs)) return UNKNOWN
  const { hour, minute, second } = wallTime(timeMs)
  return `${hour}:${minute}:${second}`
}

/** Day in the zone of the window: `2026-11-20`. */
export function formatDay(timeMs: number): string {
  if (!Number.isFinite(timeMs)) return UNKNOWN
  const { year, month, day } = wallTime(timeMs)
  return `${year}-${month}-${day}`
}

/** Day and clock time in the zone of the window: `2026-11-20 14:57:12`. */
export function formatDayAndClock(timeMs: number): string {
  return Number.isFinite(timeMs) ? `${formatDay(timeMs)} ${formatClock(timeMs)}` : UNKNOWN
}

/** The same to the minute, for a moment that somebody chose: `2026-11-20 14:57`. */
export function formatDayAndMinute(timeMs: number): string {
  if (!Number.isFinite(timeMs)) return UNKNOWN
  const { hour, minute } = wallTime(timeMs)
  return `${formatDay(timeMs)} ${hour}:${minute}`
}

/** How far the clocks of the zone are ahead of UTC at that time, in milliseconds. */
export function zoneOffsetMs(timeMs: number): number {
  const { year, month, day, hour, minute, second } = wallTime(timeMs)
  const wallMs = Date.UTC(Number(year), Number(month) - 1, Number(day), Number(hour), Number(minute), Number(second))
  return wallMs - Math.floor(timeMs / SECOND_MS) * SECOND_MS
}

/** The same in words: `UTC`, `UTC+1`, `UTC−3:30`. */
export function zoneOffset(timeMs: number): string {
  const offsetMs = zoneOffsetMs(timeMs)
  if (offsetMs === 0) return 'UTC'
  const size = Math.abs(offsetMs)
  const minutes = Math.round((size % HOUR_MS) / MINUTE_MS)
  const fraction = minutes === 0 ? '' : `:${twoDigits(minutes)}`
  return `UTC${offsetMs < 0 ? MINUS : '+'}${Math.floor(size / HOUR_MS)}${fraction}`
}

/**
 * Short name of the window's zone, the same in summer and winter, for heads of tables: `UTC`, `Berlin`, `New York`.
 * Where the moment matters, `zoneOffset` stands beside it.
 */
export function zoneName(): string {
  const zone = timeZone()
  // The signs in Etc/GMT+3 are turned round, so that its name would mislead.
  if (zone.startsWith('Etc/GMT')) return zoneOffset(0)
  const name = zone.split('/').at(-1) ?? zone
  return ['UTC', 'UCT', 'Universal', 'Zulu', 'GMT'].includes(name) ? 'UTC' : name.replaceAll('_', ' ')
}
