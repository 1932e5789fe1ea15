import type { InstrumentId } from '../../domain/index.ts'
import { type Figure, figureOf, noFigure } from '../performance/figure.ts'
import { type CovarianceOptions, covarianceOf } from './covariance.ts'
import { normalDensity, normalQuantile } from './normal.ts'
import { alignReturns, type AlignedReturns, type ReturnSeries } from './return-series.ts'

/** Net value of what is held of an instrument, in the account's currency; below zero is short. */
export interface Exposure {
  readonly instrumentId: InstrumentId
  readonly value: number
}

export interface RiskHorizon {
  /** Probability that the loss stays below the value at risk, above 0 and below 1, for example 0.95. */
  readonly confidence: number
  /** Steps of the return series that positions are held for. */
  readonly steps: number
}

/** A loss in the account's currency, never below zero. */
export interface ValueAtRisk {
  /** Loss that is not exceeded with the probability given. */
  readonly valueAtRisk: Figure
  /** Mean loss where it is exceeded (conditional value at risk, CVaR). */
  readonly expectedShortfall: Figure
  /** Returns it is reckoned from, or windows of them where the horizon has more than one step. */
  readonly observations: number
}

/**
 * What present exposures would have gained or lost over each window of the past: windows of as many steps as the horizon has,
 * overlapping, returns compounded within. Value at risk is the empirical quantile of these results and expected shortfall the
 * mean of the worst share 1 − confidence of them, the last one counted in part (C. Acerbi and D. Tasche, "On the coherence of
 * expected shortfall", Journal of Banking & Finance 26, 2002).
 */
export function historicalRisk(
  exposures: readonly Exposure[],
  series: readonly ReturnSeries[],
  { confidence, steps }: RiskHorizon,
): ValueAtRisk {
  const held = heldExposures(exposures)
  if (held.length === 0) return nothingHeld()
  const aligned = alignedFor(held, series)
  if (typeof aligned === 'string') return without(aligned)
  const results = windowResults(held, aligned, steps).toSorted((left, right) => left - right)
  const share = results.length * (1 - confidence)
  const whole = Math.floor(share + 1e-9)
  if (whole < 1) return without(tooFew(results.length, Math.ceil(1 / (1 - confidence) - 1e-9)), results.length)
  const edge = results[whole] ?? results.at(-1) ?? Number.NaN
  const worst = results.slice(0, whole).reduce((total, result) => total + result, 0) + (share - whole) * edge
  return {
    valueAtRisk: lossOf(-edge),
    expectedShortfall: lossOf(-worst / share),
    observations: results.length,
  }
}

/**
 * Losses of a normal distribution with a mean of zero and the covariance of the past (variance-covariance method; RiskMetrics
 * Technical Document, 1996): z·σ·√steps, and for the expected shortfall σ·√steps·φ(z) / (1 − confidence). An estimate: real
 * returns have fatter tails, and risk grows with the root of time only where returns do not depend on each other.
 */
export function parametricRisk(
  exposures: readonly Exposure[],
  series: readonly ReturnSeries[],
  { confidence, steps, ...options }: RiskHorizon & CovarianceOptions,
): ValueAtRisk {
  const held = heldExposures(exposures)
  if (held.length === 0) return nothingHeld()
  const aligned = alignedFor(held, series)
  if (typeof aligned === 'string') return without(aligned)
  const { length } = aligned.times
  if (length < 2) return without(tooFew(length, 2), length)
  return normalRisk(deviationOf(held, aligned, options), { confidence, steps }, length)
}

/** Value at risk and expected shortfall of a normal distribution with that deviation per step. */
export function normalRisk(deviation: number, { confidence, steps }: RiskHorizon, observations: number): ValueAtRisk {
  const z = normalQuantile(confidence)
  const scaled = deviation * Math.sqrt(steps)
  return {
    valueAtRisk: lossOf(z * scaled),
    expectedShortfall: lossOf((scaled * normalDensity(z)) / (1 - confidence)),
    observations,
  }
}

/** Those that are not zero, one an instrument. */
export function heldExposures(exposures: readonly Exposure[]): readonly Exposure[] {
  const values = new Map<InstrumentId, number>()
  for (const { instrumentId, value } of exposures) values.set(instrumentId, (values.get(instrumentId) ?? 0) + value)
  return [...values].map(([instrumentId, value]) => ({ instrumentId, value })).filter(({ value }) => value !== 0)
}

/** Returns in the order of the exposures; the reason where an instrument has none. */
export function alignedFor(held: readonly Exposure[], series: readonly ReturnSeries[]): AlignedReturns | string {
  const found: ReturnSeries[] = []
  for (const { instrumentId } of held) {
    const own = series.find((one) => one.instrumentId === instrumentId)
    if (!own || own.returns.size === 0) return `no returns of ${instrumentId} are known`
    found.push(own)
  }
  return alignReturns(found)
}

/** Standard deviation of the portfolio's result over one step: √(w′Σw). */
export function deviationOf(held: readonly Exposure[], { rows }: AlignedReturns, options: CovarianceOptions): number {
  const results = resultsOf(held, rows)
  return Math.sqrt(Math.max(0, covarianceOf(results, results, options)))
}

/** Result of each step; its variance is w′Σw, because covariance is bilinear. */
function resultsOf(held: readonly Exposure[], rows: AlignedReturns['rows']): readonly number[] {
  const [first = []] = rows
  return first.map((_, step) => held.reduce((sum, { value }, index) => sum + value * (rows[index]?.[step] ?? 0), 0))
}

function windowResults(held: readonly Exposure[], { rows }: AlignedReturns, steps: number): readonly number[] {
  const windows = rows.map((row) => windowReturns(row, steps))
  return resultsOf(held, windows)
}

function windowReturns(row: readonly number[], steps: number): readonly number[] {
  const count = Math.max(0, row.length - steps + 1)
  return Array.from({ length: count }, (_, from) => {
    return row.slice(from, from + steps).reduce((product, fraction) => product * (1 + fraction), 1) - 1
  })
}

function lossOf(loss: number): Figure {
  return figureOf(Math.max(0, loss), 'the returns hold a value that is no number')
}

function tooFew(count: number, needed: number): string {
  return `${count} returns at the same times, ${needed} are needed`
}

function nothingHeld(): ValueAtRisk {
  return { valueAtRisk: lossOf(0), expectedShortfall: lossOf(0), observations: 0 }
}

function without(reason: string, observations = 0): ValueAtRisk {
  return { valueAtRisk: noFigure(reason), expectedShortfall: noFigure(reason), observations }
}
