import { ensureNever } from '../../base/index.ts'
import type { InstrumentId } from '../../domain/index.ts'
import { type Figure, figureOf, noFigure } from '../performance/figure.ts'
import { type CovarianceOptions, covarianceOf } from './covariance.ts'
import type { AlignedReturns, ReturnSeries } from './return-series.ts'
import { alignedFor, deviationOf, type Exposure, heldExposures, normalRisk, type RiskHorizon } from './value-at-risk.ts'

/** Prices of these instruments jump by a fraction; below −1 counts as −1, because no price falls below zero. */
export interface PriceMove {
  readonly instrumentIds: readonly InstrumentId[] | 'all'
  readonly fraction: number
}

/** A bad day that is made up. */
export type StressScenario =
  /** Of several moves of one instrument the last one counts. */
  | { readonly kind: 'prices'; readonly name: string; readonly moves: readonly PriceMove[] }
  /** Prices move this many times as far as they do. */
  | { readonly kind: 'volatility'; readonly name: string; readonly factor: number }
  /** All prices move the same way at once; nothing is spread any more. */
  | { readonly kind: 'correlationToOne'; readonly name: string }

export interface StressResult {
  readonly name: string
  readonly kind: StressScenario['kind']
  /** In the account's currency, below zero a loss. Of price jumps it is exact; the others are the loss at the confidence given. */
  readonly profit: Figure
}

export interface StressOptions extends RiskHorizon, CovarianceOptions {
  readonly exposures: readonly Exposure[]
  readonly series: readonly ReturnSeries[]
}

export function stressResult(scenario: StressScenario, options: StressOptions): StressResult {
  const { name, kind } = scenario
  return { name, kind, profit: profitOf(scenario, options) }
}

function profitOf(scenario: StressScenario, options: StressOptions): Figure {
  const held = heldExposures(options.exposures)
  switch (scenario.kind) {
    case 'prices':
      return figureOf(shockProfit(held, scenario.moves), 'a shock is no number')
    case 'volatility':
      return lossBy(held, options, (aligned) => scenario.factor * deviationOf(held, aligned, options))
    case 'correlationToOne':
      return lossBy(held, options, (aligned) => Math.abs(signedDeviation(held, aligned, options)))
    default:
      return ensureNever(scenario, 'stress scenario')
  }
}

function shockProfit(held: readonly Exposure[], moves: readonly PriceMove[]): number {
  return held.reduce((total, { instrumentId, value }) => {
    const move = moves.findLast(({ instrumentIds }) => instrumentIds === 'all' || instrumentIds.includes(instrumentId))
    return total + value * Math.max(-1, move?.fraction ?? 0)
  }, 0)
}

/** At a correlation of one deviations add up with their sign: long and short then cover each other wholly. */
function signedDeviation(held: readonly Exposure[], { rows }: AlignedReturns, options: CovarianceOptions): number {
  return held.reduce((total, { value }, index) => {
    const row = rows[index] ?? []
    return total + value * Math.sqrt(Math.max(0, covarianceOf(row, row, options)))
  }, 0)
}

function lossBy(
  held: readonly Exposure[],
  { series, confidence, steps }: StressOptions,
  deviation: (aligned: AlignedReturns) => number,
): Figure {
  if (held.length === 0) return figureOf(0, '')
  const aligned = alignedFor(held, series)
  if (typeof aligned === 'string') return noFigure(aligned)
  const { length } = aligned.times
  if (length < 2) return noFigure(`${length} returns at the same times, 2 are needed`)
  const { valueAtRisk } = normalRisk(deviation(aligned), { confidence, steps }, length)
  return valueAtRisk.value === null ? valueAtRisk : figureOf(0 - valueAtRisk.value, '')
}
