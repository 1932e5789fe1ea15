import * as fc from 'fast-check'
import { afterEach, describe, expect, it } from 'vitest'
import {
  formatBps,
  formatLarge,
  formatMoney,
  formatNumber,
  formatPercent,
  formatPercentWhole,
  formatPrice,
  formatPriceChange,
  formatQuantity,
  formatR,
  formatSignedMoney,
  signTone,
} from './format.ts'
import { setFormatSettings } from './format-settings.ts'

afterEach(() => setFormatSettings({ numbers: '1,234.5' }))

describe('numbers', () => {
  it('shows a price with exactly the decimals of the tick', () => {
    expect(formatPrice(64699.8, '0.1')).toBe('64,699.8')
    expect(formatPrice('64699', '0.50')).toBe('64,699.0')
    expect(formatPrice(0.38214, '0.00001')).toBe('0.38214')
    expect(formatPrice(1234567, '1')).toBe('1,234,567')
  })

  it('shows a quantity with exactly the decimals of the lot', () => {
    expect(formatQuantity('9400', '1')).toBe('9,400')
    expect(formatQuantity('0.42', '0.001')).toBe('0.420')
  })

  it('has a true minus, a plus on gains only where signed, and no sign on zero', () => {
    expect(formatSignedMoney(-62.16)).toBe('−62.16')
    expect(formatSignedMoney(66.67)).toBe('+66.67')
    expect(formatSignedMoney(-0.001)).toBe('0.00')
    expect(formatMoney(24866.42)).toBe('24,866.42')
    expect(formatPriceChange(-21.6, '0.1')).toBe('−21.6')
  })

  it('shows percent with a thin space', () => {
    expect(formatPercent(0.0086, true)).toBe('+0.86\u2009%')
    expect(formatPercent(0.25)).toBe('25.00\u2009%')
  })

  it('shows a multiple of risk with two decimals', () => {
    expect(formatR(0.9)).toBe('+0.90R')
    expect(formatR(-1)).toBe('−1.00R')
  })

  it('says that it does not know', () => {
    expect(formatMoney('abc')).toBe('?')
    expect(formatMoney('')).toBe('?')
    expect(formatPercent(Number.NaN)).toBe('?')
  })

  it.each([
    ['1,234.5', '−1,234,567.89'],
    ['1.234,5', '−1.234.567,89'],
    ['1 234,5', '−1\u202F234\u202F567,89'],
  ] as const)('writes separators like %s', (numbers, text) => {
    setFormatSettings({ numbers })
    expect(formatMoney('-1234567.89')).toBe(text)
  })

  it('shortens what is large', () => {
    expect([4.21e9, 58_214_000, 999_999.99, 1e12, -2.5e6, 12.5].map((value) => formatLarge(value))).toEqual([
      '4.21 B',
      '58.21 M',
      '1.00 M',
      '1.00 T',
      '−2.50 M',
      '12.50',
    ])
    expect(formatLarge(999_999_999)).toBe('1.00 B')
    expect(formatLarge(2e6, true)).toBe('+2.00 M')
    expect(formatLarge('?')).toBe('?')
  })

  it('shows basis points with one decimal', () => {
    expect(formatBps(1.25)).toBe('1.3 bps')
  })

  it('says a share in as few digits as it needs', () => {
    expect([0.25, 1, 0.001].map(formatPercentWhole)).toEqual(['25\u2009%', '100\u2009%', '0.1\u2009%'])
  })

  it('knows the meaning of a sign', () => {
    expect([signTone(1), signTone('-2'), signTone(0), signTone('?')]).toEqual(['up', 'down', '', ''])
  })

  it('can be read back', () => {
    fc.assert(
      fc.property(fc.integer({ min: -1e12, max: 1e12 }), fc.integer({ min: 0, max: 4 }), (units, decimals) => {
        const value = units / 10 ** decimals
        const text = formatNumber(value, { decimals, signed: true })
        expect(Number(text.replaceAll(',', '').replace('−', '-'))).toBeCloseTo(value, decimals)
      }),
    )
  })
})
