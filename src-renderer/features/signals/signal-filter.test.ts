import { describe, expect, it } from 'vitest'
import type { SignalView } from '../../../src-contract/index.ts'
import { countOutcomes, filterSignals } from './signal-filter.ts'

const signal = (strategyId: string, outcome: SignalView['outcome']): SignalView =>
  ({ strategyId, outcome }) as SignalView

const SIGNALS = [signal('ema', 'submitted'), signal('ema', 'denied'), signal('gap', 'denied')]

describe('the filter of signals', () => {
  it('shows all of them until something is chosen', () => {
    expect(filterSignals(SIGNALS, { strategyId: null, outcome: null })).toBe(SIGNALS)
  })

  it('narrows by strategy, by outcome and by both', () => {
    expect(filterSignals(SIGNALS, { strategyId: 'ema', outcome: null })).toHaveLength(2)
    expect(filterSignals(SIGNALS, { strategyId: null, outcome: 'denied' })).toHaveLength(2)
    expect(filterSignals(SIGNALS, { strategyId: 'ema', outcome: 'denied' })).toEqual([SIGNALS[1]])
    expect(filterSignals(SIGNALS, { strategyId: 'gone', outcome: null })).toEqual([])
  })

  it('counts the outcomes', () => {
    expect(countOutcomes(SIGNALS)).toEqual({ submitted: 1, denied: 2, ignored: 0 })
  })
})
