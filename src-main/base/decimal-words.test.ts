import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { Decimal, ZERO } from './decimal.ts'
import { compactDecimal, decimalOf, fromParts, keptDecimal, partsOf, toFloat } from './decimal-words.ts'
import { amounts, anyDecimals, plainDecimals } from './testing/decimals.ts'

describe('floats and decimals', () => {
  it('toFloat gives the float64 that toNumber gives', () => {
    fc.assert(
      fc.property(anyDecimals, (amount) => {
        expect(toFloat(amount)).toBe(amount.toNumber())
      }),
      { numRuns: 2_000 },
    )
  })

  it('decimalOf gives the decimal that new Decimal gives, and one to reckon with', () => {
    const rounded = fc
      .tuple(fc.integer({ min: -(10 ** 15), max: 10 ** 15 }), fc.integer({ min: 0, max: 15 }))
      .map(([digits, places]) => Number(`${digits}e-${places}`))
    const floats = fc.oneof(fc.double(), fc.double({ min: -1e8, max: 1e8 }), rounded)
    fc.assert(
      fc.property(floats, amounts, (float, other) => {
        const [made, expected] = [decimalOf(float), new Decimal(float)]
        expect([made.s, made.e, made.d]).toEqual([expected.s, expected.e, expected.d])
        expect(made.mul(other).toFixed()).toBe(expected.mul(other).toFixed())
      }),
      { numRuns: 2_000 },
    )
  })
})

describe('texts and decimals', () => {
  const digits = fc.string({ unit: fc.constantFrom('0', '1', '2', '5', '9'), maxLength: 9 })
  const texts = fc
    .tuple(fc.constantFrom('', '-', '+', ' '), digits, fc.constantFrom('', '.', '..', 'e'), digits)
    .map((parts) => parts.join(''))

  it('decimalOf gives the decimal that new Decimal gives, or its error', () => {
    const read = (text: string, of: (text: string) => Decimal): unknown => {
      try {
        const { s, e, d } = of(text)
        return { s, e, d }
      } catch (error) {
        return String(error)
      }
    }
    const plain = fc.tuple(plainDecimals, fc.nat(9)).map(([amount, places]) => amount.toFixed(places))
    const known = fc.constantFrom(
      '',
      '-',
      '.',
      '0',
      '-0',
      '0.0',
      '5.',
      '.5',
      '00012.50',
      '1234567.12345670000',
      '1e3',
      '0x1f',
      'NaN',
    )
    fc.assert(
      fc.property(fc.oneof(plain, texts, known), (text) => {
        expect(read(text, decimalOf)).toEqual(read(text, (each) => new Decimal(each)))
      }),
      { numRuns: 5_000 },
    )
  })
})

describe('a compact decimal', () => {
  it('that is kept is the same object for every zero, and equal to what it is made of otherwise', () => {
    for (const zero of [0, -0, '0.00', new Decimal(0)]) expect(keptDecimal(zero)).toBe(ZERO)
    expect(keptDecimal('-1.25').toFixed()).toBe('-1.25')
  })

  it('is the one that new Decimal gives, whatever it is made of, and one to reckon with', () => {
    fc.assert(
      fc.property(anyDecimals, amounts, (value, other) => {
        for (const from of [value, value.toString(), value.toNumber()]) {
          const [made, expected] = [compactDecimal(from), new Decimal(from)]
          expect([made.s, made.e, made.d]).toEqual([expected.s, expected.e, expected.d])
          expect(made.mul(other).toFixed()).toBe(expected.mul(other).toFixed())
        }
      }),
    )
  })
})

describe('parts of a word', () => {
  it('make up the value again', () => {
    expect(partsOf(new Decimal('-1234567.0000001'))).toBe(-12_345_670_000_001)
    fc.assert(
      fc.property(plainDecimals, (amount) => {
        const parts = partsOf(amount)
        fc.pre(!Number.isNaN(parts))
        const made = fromParts(parts)
        expect([made.e, made.d]).toEqual([amount.e, amount.d])
        expect(made.eq(amount)).toBe(true)
      }),
      { numRuns: 1_000 },
    )
  })

  it.each(['10000000', '0.00000001', '1.00000001', 'Infinity', 'NaN'])('are none of %s', (text) => {
    expect(partsOf(new Decimal(text))).toBeNaN()
  })
})
