import type { MetricPoint, MetricUnit } from '../../../src-contract/index.ts'

export interface ScaleRange {
  readonly low: number
  readonly high: number
}

/** A limit further above the values than this share of their height is left out: it would press them flat. */
const LIMIT_REACH = 3
const BINARY_STEPS = [1, 2, 4, 8] as const
const DECIMAL_STEPS = [1, 2, 5] as const
const WANTED_TICKS = 4

/** From zero to a little over the highest value, and over the limit where that is near. */
export function valueRange(points: readonly MetricPoint[], limit: number | null): ScaleRange {
  const highest = Math.max(0, ...points.map(({ max }) => max))
  const lowest = Math.min(0, ...points.map(({ mean }) => mean))
  const reached = limit !== null && limit <= highest * LIMIT_REACH ? Math.max(limit, highest) : highest
  const high = reached === lowest ? lowest + 1 : reached
  return { low: lowest, high: high + (high - lowest) * 0.08 }
}

/** Round values between the ends: steps of 1, 2 or 5, and of whole powers of two for bytes. */
export function valueTicks({ low, high }: ScaleRange, unit: MetricUnit): readonly number[] {
  const step = roundStep((high - low) / WANTED_TICKS, unit)
  const first = Math.ceil(low / step) * step
  return Array.from({ length: Math.floor((high - first) / step) + 1 }, (_, index) => first + index * step)
}

function roundStep(rough: number, unit: MetricUnit): number {
  const base = unit === 'bytes' ? 2 : 10
  const steps = unit === 'bytes' ? BINARY_STEPS : DECIMAL_STEPS
  const power = base === 2 ? 16 ** Math.floor(Math.log2(rough) / 4) : 10 ** Math.floor(Math.log10(rough))
  return steps.map((each) => each * power).find((step) => step >= rough) ?? (base === 2 ? 16 : 10) * power
}

const SECOND_MS = 1_000
const MINUTE_MS = 60_000
const HOUR_MS = 3_600_000
const DAY_MS = 86_400_000
const TIME_STEPS_MS = [
  ...[1, 5, 15, 30].map((seconds) => seconds * SECOND_MS),
  ...[1, 2, 5, 15, 30].map((minutes) => minutes * MINUTE_MS),
  ...[1, 3, 6, 12].map((hours) => hours * HOUR_MS),
  ...[1, 2, 7].map((days) => days * DAY_MS),
]

/** Round moments between the ends. @param offsetMs How far the clocks of the zone are ahead of UTC. */
export function timeTicks(
  from: number,
  to: number,
  { most, offsetMs }: { most: number; offsetMs: number },
): readonly number[] {
  const step = TIME_STEPS_MS.find((each) => (to - from) / each <= most) ?? 7 * DAY_MS
  const first = Math.ceil((from + offsetMs) / step) * step - offsetMs
  return Array.from({ length: Math.max(0, Math.floor((to - first) / step) + 1) }, (_, index) => first + index * step)
}

/** Index of the point nearest to a time; -1 without any. */
export function nearestPoint(points: readonly MetricPoint[], timeMs: number): number {
  let nearest = -1
  let distance = Number.POSITIVE_INFINITY
  for (const [index, point] of points.entries()) {
    const away = Math.abs(point.timeMs - timeMs)
    if (away < distance) [nearest, distance] = [index, away]
  }
  return nearest
}
