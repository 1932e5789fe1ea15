import { describe, expect, it } from 'vitest'
import { judgeKey, type KeyRules } from './judge-key.ts'
import type { KeyFacts } from './key-facts.ts'

const NOW_MS = Date.UTC(2026, 0, 1)
const DAY_MS = 86_400_000
const GOOD: KeyFacts = { canRead: true, canTrade: true, canWithdraw: false, ipRestricted: true, expiresAtMs: null }
const RULES: KeyRules = { allowWithdrawals: false, withdrawalsKey: 'accounts.main.allowWithdrawals', nowMs: NOW_MS }

function problems(facts: Partial<KeyFacts>, rules: Partial<KeyRules> = {}): string[] {
  return judgeKey({ ...GOOD, ...facts }, { ...RULES, ...rules }).map(({ code, severity }) => `${severity} ${code}`)
}

describe('the judgement of a key', () => {
  it('finds nothing in one that trades, cannot withdraw and is bound to an address', () => {
    expect(problems({})).toEqual([])
  })

  it('refuses one that may withdraw, and says how to use it all the same', () => {
    expect(problems({ canWithdraw: true })).toEqual(['refused mayWithdraw'])
    const [problem] = judgeKey({ ...GOOD, canWithdraw: true }, RULES)
    expect(problem?.text).toContain('set accounts.main.allowWithdrawals')
  })

  it('takes it with a warning where the trader allows that', () => {
    expect(problems({ canWithdraw: true }, { allowWithdrawals: true })).toEqual(['warning mayWithdraw'])
  })

  it.each([
    [{ canTrade: false }, 'refused mayNotTrade'],
    [{ canRead: false }, 'refused mayNotRead'],
    [{ ipRestricted: false }, 'warning noIpRestriction'],
  ] as const)('tells what is wrong in %j', (facts, expected) => {
    expect(problems(facts)).toEqual([expected])
  })

  it.each([
    [-1, ['refused expired']],
    [0, ['refused expired']],
    [1, ['warning expiresSoon']],
    [30 * DAY_MS, ['warning expiresSoon']],
    [30 * DAY_MS + 1, []],
  ])('warns before the right to trade ends, %d ms from now', (leftMs, expected) => {
    expect(problems({ expiresAtMs: NOW_MS + leftMs })).toEqual(expected)
  })

  it('names the day on which it ends', () => {
    const [problem] = judgeKey({ ...GOOD, expiresAtMs: NOW_MS + 2 * DAY_MS }, RULES)
    expect(problem?.text).toBe(
      'The key may not trade any more from 2026-01-03 on, in 2 days. Renew it at the venue before.',
    )
  })

  it('says what could not be checked, and refuses nothing for that', () => {
    expect(problems({ canTrade: null, canWithdraw: null, ipRestricted: null })).toEqual(['note notChecked'])
    const [problem] = judgeKey({ ...GOOD, canWithdraw: null }, RULES)
    expect(problem?.text).toContain('whether it may withdraw')
    expect(problem?.text).not.toContain('addresses')
  })

  it('puts first what refuses the key', () => {
    const all = problems({ canWithdraw: true, canTrade: false, ipRestricted: null, expiresAtMs: NOW_MS + DAY_MS })
    expect(all).toEqual(['refused mayWithdraw', 'refused mayNotTrade', 'warning expiresSoon', 'note notChecked'])
  })
})
