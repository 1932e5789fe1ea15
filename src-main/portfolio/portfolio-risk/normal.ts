/** Density of the standard normal distribution. */
export function normalDensity(value: number): number {
  return Math.exp(-(value * value) / 2) / Math.sqrt(2 * Math.PI)
}

const CENTRE_TOP = [
  -39.69683028665376, 220.9460984245205, -275.9285104469687, 138.357751867269, -30.66479806614716, 2.506628277459239,
]
const CENTRE_BOTTOM = [
  -54.47609879822406, 161.5858368580409, -155.6989798598866, 66.80131188771972, -13.28068155288572, 1,
]
const TAIL_TOP = [
  -0.007784894002430293, -0.3223964580411365, -2.400758277161838, -2.549732539343734, 4.374664141464968,
  2.938163982698783,
]
const TAIL_BOTTOM = [0.007784695709041462, 0.3224671290700398, 2.445134137142996, 3.754408661907416, 1]
const TAIL = 0.02425

/**
 * Value that a standard normal variable stays below with the given probability. Rational approximation by P. J. Acklam ("An
 * algorithm for computing the inverse normal cumulative distribution function", 2003), relative error below 1.15e-9.
 * @throws RangeError when the probability is not above 0 and below 1.
 */
export function normalQuantile(probability: number): number {
  if (!(probability > 0 && probability < 1))
    throw new RangeError(`probability must be above 0 and below 1, got ${probability}`)
  if (probability > 1 - TAIL) return -normalQuantile(1 - probability)
  if (probability < TAIL) {
    const root = Math.sqrt(-2 * Math.log(probability))
    return polynomial(TAIL_TOP, root) / polynomial(TAIL_BOTTOM, root)
  }
  const offset = probability - 0.5
  const square = offset * offset
  return (polynomial(CENTRE_TOP, square) * offset) / polynomial(CENTRE_BOTTOM, square)
}

/** By Horner's rule, the highest power first. */
function polynomial(coefficients: readonly number[], value: number): number {
  return coefficients.reduce((total, coefficient) => total * value + coefficient, 0)
}
