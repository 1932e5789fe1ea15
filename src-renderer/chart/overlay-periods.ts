import type { StrategyView } from '../../src-contract/index.ts'

export interface OverlayPeriods {
  /** Bars of the fast exponential average. */
  readonly fast: number
  /** Bars of the slow exponential average. */
  readonly slow: number
}

const EMA_CROSS = 'ema-cross'
const DEFAULT_PERIODS: OverlayPeriods = { fast: 9, slow: 21 }

/** The averages that the enabled EMA cross decides by, so that the chart shows what the strategy sees. */
export function overlayPeriods(strategies: readonly StrategyView[]): OverlayPeriods {
  const strategy = strategies.find((one) => one.strategyId === EMA_CROSS && one.enabled)
  if (strategy === undefined) return DEFAULT_PERIODS
  return {
    fast: periodOf(strategy.parameters['fastPeriod'], DEFAULT_PERIODS.fast),
    slow: periodOf(strategy.parameters['slowPeriod'], DEFAULT_PERIODS.slow),
  }
}

const periodOf = (value: unknown, fallback: number): number =>
  typeof value === 'number' && Number.isInteger(value) && value >= 1 && value <= 1000 ? value : fallback
