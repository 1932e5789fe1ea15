import { describe, expect, it } from 'vitest'
import { measureText } from './measure-text.ts'

describe('a value of the risk check', () => {
  it('stands in its unit', () => {
    expect(measureText(0.0213, 'fraction')).toBe('2.13\u2009%')
    expect(measureText(2.676, 'times equity')).toBe('2.68×')
    expect(measureText(40_712.5, 'USDT')).toBe('40,712.50 USDT')
    expect(measureText(3, 'orders')).toBe('3 orders')
  })
})
