export interface CovarianceOptions {
  /**
   * Decay of weights from one return to the one before it, below 1: recent ones count more, and the mean is taken as zero
   * (RiskMetrics Technical Document, 4th edition, 1996, which uses 0.94 for days). Without it all count the same.
   */
  readonly decay?: number
}

/** Sample covariance of two rows of equal length, oldest first; NaN of fewer than two. */
export function covarianceOf(
  left: readonly number[],
  right: readonly number[],
  { decay }: CovarianceOptions = {},
): number {
  return decay === undefined ? plainCovariance(left, right) : weightedCovariance(left, right, decay)
}

/** Pearson's coefficient, −1 to 1; NaN where one of the rows does not vary. */
export function correlationOf(
  left: readonly number[],
  right: readonly number[],
  options: CovarianceOptions = {},
): number {
  const scale = Math.sqrt(covarianceOf(left, left, options) * covarianceOf(right, right, options))
  if (!(scale > NO_VARIANCE)) return Number.NaN
  return Math.max(-1, Math.min(1, covarianceOf(left, right, options) / scale))
}

/** Variances of returns below this are rounding of float64. */
const NO_VARIANCE = 1e-24

function plainCovariance(left: readonly number[], right: readonly number[]): number {
  if (left.length < 2) return Number.NaN
  const [leftMean, rightMean] = [meanOf(left), meanOf(right)]
  let total = 0
  for (const [index, value] of left.entries()) total += (value - leftMean) * ((right[index] ?? 0) - rightMean)
  return total / (left.length - 1)
}

function weightedCovariance(left: readonly number[], right: readonly number[], decay: number): number {
  if (left.length < 2) return Number.NaN
  let [total, weights, weight] = [0, 0, 1]
  for (let index = left.length - 1; index >= 0; index--) {
    total += weight * ((left[index] ?? 0) * (right[index] ?? 0))
    weights += weight
    weight *= decay
  }
  return total / weights
}

function meanOf(values: readonly number[]): number {
  return values.reduce((total, value) => total + value, 0) / values.length
}
