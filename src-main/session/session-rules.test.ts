import { describe, expect, it } from 'vitest'
import { SessionRules } from './session-rules.ts'
import { settingsWith } from './testing/session-bench.ts'

describe('SessionRules', () => {
  it('gives fees as shares of the notional', () => {
    const rules = new SessionRules(settingsWith({ paper: { takerFeeBps: 5, makerFeeBps: 2 } }))
    expect(rules.fees).toEqual({ taker: 0.0005, maker: 0.0002 })
  })

  it('gives new settings, limits and fees from the next question on', () => {
    const rules = new SessionRules(settingsWith({ risk: { maxOrderNotional: '10' } }))
    const before = rules.limits
    const next = settingsWith({ risk: { maxOrderNotional: '25' }, paper: { takerFeeBps: 7 } })
    rules.apply(next)
    expect([before.maxOrderNotional, rules.limits.maxOrderNotional].map(String)).toEqual(['10', '25'])
    expect(rules.fees.taker).toBe(0.0007)
    expect(rules.settings).toBe(next)
  })
})
