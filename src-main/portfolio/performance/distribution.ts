import { mean } from './figure.ts'

/** How values are spread. */
export interface Distribution {
  readonly min: number
  readonly p25: number
  readonly median: number
  readonly p75: number
  readonly p90: number
  readonly max: number
  readonly mean: number
}

/**
 * Quantile of sorted values by linear interpolation between neighbours (type 7 of Hyndman and Fan, "Sample Quantiles in
 * Statistical Packages", The American Statistician 50, 1996). NaN of nothing.
 */
export function quantileOf(sorted: readonly number[], probability: number): number {
  const at = probability * (sorted.length - 1)
  const below = sorted[Math.floor(at)] ?? Number.NaN
  const above = sorted[Math.ceil(at)] ?? Number.NaN
  return below + (above - below) * (at - Math.floor(at))
}

/** Null for no values. */
export function distributionOf(values: readonly number[]): Distribution | null {
  if (values.length === 0) return null
  const sorted = values.toSorted((left, right) => left - right)
  const at = (probability: number): number => quantileOf(sorted, probability)
  return { min: at(0), p25: at(0.25), median: at(0.5), p75: at(0.75), p90: at(0.9), max: at(1), mean: mean(values) }
}
