import type { MetricUnit } from '../../src-contract/index.ts'

/** Digits behind the point that are worth keeping; a sample goes to every window once a second. */
const DIGITS: Readonly<Record<MetricUnit, number>> = { fraction: 4, bytes: 0, ms: 3, perSecond: 1, count: 0 }

/** The value as it is kept and shown; null where it is no number. */
export function metricValue(unit: MetricUnit, value: number | null): number | null {
  if (value === null || !Number.isFinite(value)) return null
  const scale = 10 ** DIGITS[unit]
  return Math.round(value * scale) / scale
}
