import type { MetricPoint, MetricRange, MetricsSample } from '../../../src-contract/index.ts'

const MINUTE_MS = 60_000
const HOUR_MS = 60 * MINUTE_MS

/** Length of what is shown, by range. */
export const RANGE_MS: Readonly<Record<MetricRange, number>> = {
  '15m': 15 * MINUTE_MS,
  '1h': HOUR_MS,
  '24h': 24 * HOUR_MS,
  '7d': 7 * 24 * HOUR_MS,
}

export interface CourseParts {
  readonly metricId: string
  readonly range: MetricRange
  /** What the engine has kept; undefined while it is asked for. */
  readonly kept: readonly MetricPoint[] | undefined
  readonly samples: readonly MetricsSample[]
}

/**
 * The course of a metric up to its newest value. The shortest range goes on with every sample; a longer one, whose
 * points are stretches of a minute and more, ends in the newest value alone.
 */
export function metricCourse({ metricId, range, kept = [], samples }: CourseParts): readonly MetricPoint[] {
  const newest = samples.at(-1)
  if (newest === undefined) return kept
  const live = (range === '15m' ? samples : [newest]).flatMap((sample) => pointOf(sample, metricId))
  const liveFromMs = live[0]?.timeMs ?? Number.POSITIVE_INFINITY
  const beginMs = newest.timeMs - RANGE_MS[range]
  return [...kept.filter(({ timeMs }) => timeMs < liveFromMs), ...live].filter(({ timeMs }) => timeMs >= beginMs)
}

function pointOf({ timeMs, values }: MetricsSample, metricId: string): readonly MetricPoint[] {
  const value = values[metricId]
  return value === undefined || value === null ? [] : [{ timeMs, mean: value, max: value }]
}

/** The newest value; undefined where there is none now. */
export function newestValue(samples: readonly MetricsSample[], metricId: string): number | undefined {
  return samples.at(-1)?.values[metricId] ?? undefined
}

/** Lowest, mean and highest value of a course; undefined without any. */
export function courseFacts(
  points: readonly MetricPoint[],
): { readonly low: number; readonly mean: number; readonly high: number } | undefined {
  if (points.length === 0) return undefined
  return {
    low: Math.min(...points.map(({ mean }) => mean)),
    mean: points.reduce((sum, { mean }) => sum + mean, 0) / points.length,
    high: Math.max(...points.map(({ max }) => max)),
  }
}
