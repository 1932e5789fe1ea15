import { expect, it } from 'vitest'
import { ruleValue } from './rule-value.ts'

it('writes values of rules in their unit, and short', () => {
  expect(ruleValue(0.0168, 'fraction')).toBe('1.68\u2009%')
  expect(ruleValue(2.68, 'times equity')).toBe('2.68×')
  expect(ruleValue(370.5, 'USDT')).toBe('370.50')
  expect(ruleValue(40_712, 'USDT')).toBe('40.7k')
  expect(ruleValue(4_210_000, 'USDT')).toBe('4.21M')
  expect(ruleValue(3, 'positions')).toBe('3')
  expect(ruleValue(0.001, 'BTC')).toBe('0.0010')
})
