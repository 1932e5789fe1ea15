import type { CovarianceOptions } from './covariance.ts'
import type { ReturnSeries } from './return-series.ts'
import { type StressResult, stressResult, type StressScenario } from './stress.ts'
import {
  type Exposure,
  heldExposures,
  historicalRisk,
  parametricRisk,
  type RiskHorizon,
  type ValueAtRisk,
} from './value-at-risk.ts'

export interface PortfolioRiskSettings extends RiskHorizon, CovarianceOptions {
  readonly scenarios: readonly StressScenario[]
}

/** Money in the account's currency. */
export interface PortfolioRiskReport {
  readonly grossExposure: number
  readonly netExposure: number
  readonly historical: ValueAtRisk
  readonly parametric: ValueAtRisk
  readonly stress: readonly StressResult[]
}

export interface PortfolioRiskInput {
  readonly exposures: readonly Exposure[]
  /** Of what is held. */
  readonly series: readonly ReturnSeries[]
  readonly settings: PortfolioRiskSettings
}

/** What present exposures may lose, judged by returns of the past. */
export function portfolioRiskReport(input: PortfolioRiskInput): PortfolioRiskReport {
  const { series, settings } = input
  const held = heldExposures(input.exposures)
  const stress = settings.scenarios.map((scenario) => stressResult(scenario, { ...settings, exposures: held, series }))
  return {
    ...sizeOf(held),
    historical: historicalRisk(held, series, settings),
    parametric: parametricRisk(held, series, settings),
    stress,
  }
}

function sizeOf(held: readonly Exposure[]): Pick<PortfolioRiskReport, 'grossExposure' | 'netExposure'> {
  return {
    grossExposure: held.reduce((total, { value }) => total + Math.abs(value), 0),
    netExposure: held.reduce((total, { value }) => total + value, 0),
  }
}
