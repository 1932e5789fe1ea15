import type { StrategyView } from '../../../src-contract/index.ts'
import type { ChartIndicator } from '../chart-settings.ts'

const EMA_CROSS = 'ema-cross'
const FAST_BARS = 9
const SLOW_BARS = 21

/** The averages that the enabled EMA cross decides by, so that a chart without own choice shows what the strategy sees. */
export function defaultIndicators(strategies: readonly StrategyView[]): readonly ChartIndicator[] {
  const parameters = strategies.find((one) => one.strategyId === EMA_CROSS && one.enabled)?.parameters
  const fast = periodOf(parameters?.['fastPeriod'], FAST_BARS)
  const slow = periodOf(parameters?.['slowPeriod'], SLOW_BARS)
  const average = { indicatorId: 'ema', visible: true } as const
  return [
    { ...average, key: 'fast', parameters: { period: fast }, colour: 'series-1' },
    { ...average, key: 'slow', parameters: { period: slow }, colour: 'series-2' },
  ]
}

const periodOf = (value: unknown, fallback: number): number =>
  typeof value === 'number' && Number.isInteger(value) && value >= 1 && value <= 1000 ? value : fallback
