import { describe, expect, it } from 'vitest'
import type { RuleResult } from '../../../src-contract/index.ts'
import { ruleViews } from './rule-view.ts'

const rule = (over: Partial<RuleResult>): RuleResult => ({
  code: 'MAX_ORDER_NOTIONAL',
  label: 'Order notional',
  measured: 40_000,
  limit: 50_000,
  unit: 'USDT',
  passed: true,
  ...over,
})

describe('rule view', () => {
  it('puts broken rules first and keeps the order of the engine otherwise', () => {
    const rules = [rule({ code: 'A' }), rule({ code: 'B', passed: false }), rule({ code: 'C' })]
    expect(ruleViews(rules).map((view) => view.code)).toEqual(['B', 'A', 'C'])
  })

  it('counts how much of a limit is used', () => {
    expect(ruleViews([rule({})])[0]).toMatchObject({ measured: '40.0k', limit: '50.0k', used: 0.8 })
  })

  it('counts a least the other way round', () => {
    const [view] = ruleViews([rule({ code: 'MIN_NOTIONAL', measured: 20, limit: 5 })])
    expect(view).toMatchObject({ used: 0.25 })
  })

  it('shows what has no share as a condition, after the limits', () => {
    const rules = [
      rule({ code: 'STOP_WRONG_SIDE', label: 'Stop side', measured: 64_040, limit: 64_336 }),
      rule({ code: 'TRADING_HALTED', label: 'Not halted', measured: 0, limit: 0, unit: 'state' }),
      rule({ code: 'MAX_LEVERAGE', measured: 1, limit: 3 }),
    ]
    expect(ruleViews(rules).map(({ kind, code }) => [kind, code])).toEqual([
      ['limit', 'MAX_LEVERAGE'],
      ['condition', 'STOP_WRONG_SIDE'],
      ['condition', 'TRADING_HALTED'],
    ])
  })
})
