import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { countText, moneyText, quantityText, signedMoneyText, signedPercentText, symbolText } from './number-text.ts'

describe('numbers in native menus and notices', () => {
  it.each([
    [1234.5, '1,234.50', '+1,234.50'],
    [-0.004, '0.00', '0.00'],
    [-1234.5, '−1,234.50', '−1,234.50'],
    ['100000', '100,000.00', '+100,000.00'],
    [Number.NaN, '?', '?'],
  ])('%s is %s, as a profit %s', (amount, plain, signed) => {
    expect([moneyText(amount), signedMoneyText(amount)]).toEqual([plain, signed])
  })

  it('writes shares of one as percent', () => {
    expect([signedPercentText(0.0086), signedPercentText(-0.5), signedPercentText(0)]).toEqual([
      '+0.86\u2009%',
      '−50.00\u2009%',
      '0.00\u2009%',
    ])
  })

  it('keeps the decimals that a quantity has', () => {
    expect([quantityText('0.010'), quantityText('-2'), quantityText('68123.1'), quantityText('x')]).toEqual([
      '0.01',
      '−2',
      '68,123.1',
      '?',
    ])
  })

  it('never shows a sign at a number that is shown as zero, nor a hyphen for a minus', () => {
    fc.assert(
      fc.property(fc.double({ noNaN: true, noDefaultInfinity: true }), (value) => {
        const text = signedMoneyText(value)
        expect(text).not.toContain('-')
        expect(/^[+−]/.test(text) && !/[1-9]/.test(text)).toBe(false)
      }),
    )
  })

  it('counts and names', () => {
    expect([countText(1, 'position'), countText(0, 'order'), countText(1200, 'fill')]).toEqual([
      '1 position',
      '0 orders',
      '1,200 fills',
    ])
    expect(symbolText('simulated:BTC-PERP')).toBe('BTC-PERP')
  })
})
