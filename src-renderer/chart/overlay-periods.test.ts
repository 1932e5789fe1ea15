import { describe, expect, it } from 'vitest'
import type { StrategyView } from '../../src-contract/index.ts'
import { overlayPeriods } from './overlay-periods.ts'

const strategy = (over: Partial<StrategyView>): StrategyView => ({
  strategyId: 'ema-cross',
  name: 'EMA cross',
  description: '',
  enabled: true,
  state: 'waiting',
  stateReason: null,
  instruments: [],
  timeframe: '1m',
  parameters: { fastPeriod: 12, slowPeriod: 26 },
  parametersSchema: {},
  lastSignals: [],
  ...over,
})

describe('overlay periods', () => {
  it('are those of the enabled EMA cross', () => {
    expect(overlayPeriods([strategy({})])).toEqual({ fast: 12, slow: 26 })
  })

  it('are 9 and 21 while it is off or missing', () => {
    expect(overlayPeriods([strategy({ enabled: false })])).toEqual({ fast: 9, slow: 21 })
    expect(overlayPeriods([strategy({ strategyId: 'other' })])).toEqual({ fast: 9, slow: 21 })
  })

  it('fall back one by one where a parameter is no period', () => {
    expect(overlayPeriods([strategy({ parameters: { fastPeriod: 0, slowPeriod: 30 } })])).toEqual({ fast: 9, slow: 30 })
  })
})
