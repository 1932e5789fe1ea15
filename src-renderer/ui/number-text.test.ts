import * as fc from 'fast-check'
import { afterEach, describe, expect, it } from 'vitest'
import { formatNumber } from './format.ts'
import { NUMBER_STYLES, setFormatSettings } from './format-settings.ts'
import { decimalsOf, numberForEditing, readTypedNumber, stepDecimalText } from './number-text.ts'

afterEach(() => setFormatSettings({ numbers: '1,234.5' }))

describe('decimal steps', () => {
  it('counts the digits that matter', () => {
    expect(['0.1', '0.50', '1', '0.001', '10'].map(decimalsOf)).toEqual([1, 1, 0, 3, 0])
  })

  it('moves on the grid of the step without dirt', () => {
    expect(stepDecimalText('0.1', '0.1', 2)).toBe('0.3')
    expect(stepDecimalText('64,336.07', '0.1', 1)).toBe('64336.2')
    expect(stepDecimalText('', '0.001', 1)).toBe('0.001')
    expect(stepDecimalText('0.002', '0.001', -10)).toBe('0.000')
  })

  it('comes back when it goes as far up as down', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 1e9 }), fc.integer({ min: 0, max: 1000 }), (units, steps) => {
        const start = (units * 0.01).toFixed(2)
        expect(stepDecimalText(stepDecimalText(start, '0.01', steps), '0.01', -steps)).toBe(start)
      }),
    )
  })
})

describe('a number that was typed', () => {
  it.each([
    ['1,234.5', '50,000.25', '50000.25'],
    ['1,234.5', ' 1 00 ', '100'],
    ['1,234.5', '.5', '0.5'],
    ['1,234.5', '\u2212.5', '-0.5'],
    ['1,234.5', '5e-1', '5e-1'],
    ['1,234.5', '0,05', undefined],
    ['1,234.5', '1,5', undefined],
    ['1,234.5', '1.2.3', undefined],
    ['1,234.5', '', undefined],
    ['1,234.5', '-', undefined],
    ['1,234.5', '.', undefined],
    ['1,234.5', '0x10', undefined],
    ['1.234,5', '1,5', '1.5'],
    ['1.234,5', '1.234', '1234'],
    ['1.234,5', '1.234,5', '1234.5'],
    ['1.234,5', '64336.05', '64336.05'],
    ['1.234,5', '0.050', '0.050'],
    ['1.234,5', '1.5,5', undefined],
    ['1 234,5', '1\u202F234,5', '1234.5'],
    ['1 234,5', '1 234,5', '1234.5'],
  ] as const)('with %s, %j is %j', (numbers, typed, plain) => {
    setFormatSettings({ numbers })
    expect(readTypedNumber(typed)).toBe(plain)
  })

  it('is read as it is written, whatever the separators are', () => {
    fc.assert(
      fc.property(
        fc.constantFrom(...NUMBER_STYLES),
        fc.integer({ min: -1e9, max: 1e9 }),
        fc.integer({ min: 0, max: 4 }),
        (numbers, units, decimals) => {
          setFormatSettings({ numbers })
          const plain = (units / 10 ** decimals).toFixed(decimals)
          expect(Number(readTypedNumber(formatNumber(plain, { decimals })))).toBe(Number(plain))
        },
      ),
    )
  })

  it('is unchanged by editing that changes nothing, whatever the separators are', () => {
    fc.assert(
      fc.property(fc.constantFrom(...NUMBER_STYLES), fc.integer({ min: -1e9, max: 1e9 }), (numbers, units) => {
        setFormatSettings({ numbers })
        // Two decimals cannot be mistaken for a group of thousands where the point stands between those.
        const plain = (units / 100).toFixed(2)
        expect(readTypedNumber(numberForEditing(plain))).toBe(plain)
      }),
    )
  })

  it('stays what it is while it is no number', () => {
    setFormatSettings({ numbers: '1.234,5' })
    expect([numberForEditing('max'), numberForEditing('1.'), numberForEditing('')]).toEqual(['max', '1.', ''])
  })
})
