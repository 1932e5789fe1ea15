import type { Language } from '../../i18n/index.ts'
import { TIMEFRAME_MS, type Timeframe } from '../../../src-contract/index.ts'
import { wallTime, type WallTime } from '../../ui/index.ts'

export interface TimeLabelStyle {
  readonly timeframe: Timeframe
  readonly language: Language
}

const DAY_MS = 86_400_000

const isWholeDay = (timeframe: Timeframe): boolean => TIMEFRAME_MS[timeframe] >= DAY_MS

/** A bar of a whole day is named by its day of trading, which begins at midnight UTC in every zone. */
function wallOf(timeMs: number, timeframe: Timeframe): WallTime {
  if (!isWholeDay(timeframe)) return wallTime(timeMs)
  const [date = '', clock = ''] = new Date(timeMs).toISOString().split('T')
  const [year = '', month = '', day = ''] = date.split('-')
  const [hour = '', minute = '', second = ''] = clock.slice(0, 8).split(':')
  return { year, month, day, hour, minute, second }
}

/**
 * Mark on the time axis in the zone of the window: the clock, at midnight the day, on the first of a month the month,
 * on New Year's Day the year.
 */
export function axisLabel(timeMs: number, { timeframe, language }: TimeLabelStyle): string {
  const { year, month, day, hour, minute } = wallOf(timeMs, timeframe)
  if (`${hour}:${minute}` !== '00:00') return `${hour}:${minute}`
  if (day !== '01') return String(Number(day))
  return month === '01' ? year : monthName(Number(month), language)
}

/** Label of the crosshair on the time axis: `20 Nov 14:57`, of a whole day `20 Nov 2026`. */
export function crosshairLabel(timeMs: number, { timeframe, language }: TimeLabelStyle): string {
  const { year, month, day, hour, minute } = wallOf(timeMs, timeframe)
  const date = `${Number(day)} ${monthName(Number(month), language)}`
  return isWholeDay(timeframe) ? `${date} ${year}` : `${date} ${hour}:${minute}`
}

const monthNames = new Map<Language, Intl.DateTimeFormat>()

function monthName(month: number, language: Language): string {
  const format = monthNames.get(language) ?? new Intl.DateTimeFormat(language, { month: 'short', timeZone: 'UTC' })
  monthNames.set(language, format)
  return format.format(Date.UTC(2000, month - 1, 1))
}
