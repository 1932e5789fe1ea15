import { describe, expect, it } from 'vitest'
import type { StrategyView } from '../../../src-contract/index.ts'
import { defaultIndicators } from './default-indicators.ts'

const strategy = (over: Partial<StrategyView>): StrategyView => ({
  strategyId: 'ema-cross',
  name: 'EMA cross',
  description: '',
  enabled: true,
  runsOn: null,
  state: 'waiting',
  stateReason: null,
  instruments: [],
  timeframe: '1m',
  parameters: { fastPeriod: 12, slowPeriod: 26 },
  parametersSchema: {},
  lastSignals: [],
  ...over,
})
const periods = (strategies: readonly StrategyView[]): unknown[] =>
  defaultIndicators(strategies).map(({ parameters }) => parameters['period'])

describe('the indicators of a chart without own choice', () => {
  it('are the averages of the enabled EMA cross, in two colours', () => {
    expect(periods([strategy({})])).toEqual([12, 26])
    expect(defaultIndicators([]).map(({ indicatorId, colour }) => [indicatorId, colour])).toEqual([
      ['ema', 'series-1'],
      ['ema', 'series-2'],
    ])
  })

  it('have 9 and 21 bars while it is off or missing', () => {
    expect(periods([strategy({ enabled: false })])).toEqual([9, 21])
    expect(periods([strategy({ strategyId: 'other' })])).toEqual([9, 21])
  })

  it('fall back one by one where a parameter is no period', () => {
    expect(periods([strategy({ parameters: { fastPeriod: 0, slowPeriod: 30 } })])).toEqual([9, 30])
  })
})
