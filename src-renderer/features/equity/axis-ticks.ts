import { wallTime, zoneOffsetMs } from '../../ui/index.ts'

const STEPS = [1, 2, 2.5, 5, 10] as const

/** Round values between two ends, about so many. */
export function valueTicks(low: number, high: number, count: number): readonly number[] {
  const span = high - low
  if (!(span > 0) || count < 1) return []
  const rough = span / count
  const power = 10 ** Math.floor(Math.log10(rough))
  const step = (STEPS.find((each) => each * power >= rough) ?? 10) * power
  const first = Math.ceil(low / step)
  const last = Math.floor(high / step + 1e-9)
  return Array.from({ length: Math.max(0, last - first + 1) }, (_, index) => (first + index) * step)
}

const MINUTE_MS = 60_000
const HOUR_MS = 60 * MINUTE_MS
const DAY_MS = 24 * HOUR_MS
const TIME_STEPS_MS = [
  ...[1, 2, 5, 10, 15, 30].map((minutes) => minutes * MINUTE_MS),
  ...[1, 2, 4, 6, 12].map((hours) => hours * HOUR_MS),
  ...[1, 2, 7, 14, 30, 90, 180, 365].map((days) => days * DAY_MS),
]

export interface TimeTick {
  readonly timeMs: number
  readonly label: string
}

/** Round times of the window's zone between two moments, at most so many. */
export function timeTicks(fromMs: number, toMs: number, most: number): readonly TimeTick[] {
  const spanMs = toMs - fromMs
  if (!(spanMs > 0) || most < 1) return []
  const stepMs = TIME_STEPS_MS.find((step) => spanMs / step <= most) ?? Math.ceil(spanMs / most / DAY_MS) * DAY_MS
  // Wall clocks are ahead of UTC by the offset: rounded on them, 6 h steps fall on midnight where the window is.
  const offsetMs = zoneOffsetMs(fromMs)
  const firstMs = Math.ceil((fromMs + offsetMs) / stepMs) * stepMs - offsetMs
  const count = Math.floor((toMs - firstMs) / stepMs) + 1
  return Array.from({ length: Math.max(0, count) }, (_, index) => {
    const timeMs = firstMs + index * stepMs
    return { timeMs, label: tickLabel(timeMs, stepMs) }
  })
}

/** The clock, or the day where a day begins. */
function tickLabel(timeMs: number, stepMs: number): string {
  const { month, day, hour, minute } = wallTime(timeMs)
  const startsDay = hour === '00' && minute === '00'
  return stepMs >= DAY_MS || startsDay ? `${month}-${day}` : `${hour}:${minute}`
}
