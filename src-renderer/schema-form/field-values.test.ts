import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { allowedText, parseField, textOfValue } from './field-values.ts'
import { rangeHint, rangeText } from './number-range.ts'
import type { FieldKind, SchemaField } from './schema-field.ts'
import { typedNumber } from './typed-number.ts'
import { valueHint } from './value-hint.ts'

const TYPES = {
  bars: { kind: 'number', whole: true, range: { minimum: 2, maximum: 200 }, words: [] },
  multiple: { kind: 'number', whole: false, range: { above: 0, maximum: 10 }, words: [] },
  speed: { kind: 'number', whole: false, range: { above: 0 }, words: ['max'] },
  amount: { kind: 'decimal' },
  direction: { kind: 'choice', options: ['both', 'long'] },
  trail: { kind: 'flag' },
  note: { kind: 'text' },
  levels: { kind: 'json' },
} as const satisfies Readonly<Record<string, FieldKind>>
type Key = keyof typeof TYPES

const parse = (key: Key, text: string) => parseField(text, { type: TYPES[key], mayBeEmpty: false })

const fieldNamed = (key: string, type: FieldKind): SchemaField => ({
  kind: 'field',
  path: [key],
  id: key,
  key,
  label: key,
  description: undefined,
  defaultValue: undefined,
  type,
  mayBeEmpty: false,
  restart: false,
})

describe('the value of a field', () => {
  it.each<[Key, string, unknown]>([
    ['bars', '12', 12],
    ['bars', ' 1 00 ', 100],
    ['multiple', '0.5', 0.5],
    ['multiple', '.5', 0.5],
    ['multiple', '5e-1', 0.5],
    ['speed', '1,500', 1500],
    ['speed', 'max', 'max'],
    ['amount', '50,000.25', '50000.25'],
    ['amount', '0.10', '0.10'],
    ['direction', 'long', 'long'],
    ['trail', 'true', true],
    ['trail', 'false', false],
    ['note', '', ''],
    ['levels', '[1,2]', [1, 2]],
  ])('%s is read from %j', (key, text, value) => {
    expect(parse(key, text)).toEqual({ valid: true, value })
  })

  it.each<[Key, string, string]>([
    ['bars', '1', 'Allowed: 2 to 200'],
    ['bars', '9.4', 'Whole numbers only. Nearest 9'],
    ['bars', '', 'Enter a number'],
    ['bars', 'nine', 'Not a number. Write it like 1,234.5'],
    ['bars', '0x10', 'Not a number. Write it like 1,234.5'],
    ['bars', '1e999', 'Not a number. Write it like 1,234.5'],
    ['multiple', '0', 'Allowed: above 0, at most 10'],
    ['multiple', '0,05', 'Not a number. Write it like 1,234.5'],
    ['multiple', '1,5', 'Not a number. Write it like 1,234.5'],
    ['speed', '-1', 'Allowed: above 0, or max'],
    ['amount', '', 'Enter a number'],
    ['amount', '1e3', 'Not a number. Write it like 1,234.5'],
    ['direction', 'up', 'Allowed: both, long'],
    ['levels', '[1', 'Enter valid JSON'],
  ])('%s is not read from %j, and what is allowed is said', (key, text, fault) => {
    expect(parse(key, text)).toEqual({ valid: false, fault })
  })

  it('is none where it may be empty and nothing was written', () => {
    for (const type of Object.values(TYPES)) {
      expect(parseField(' ', { type, mayBeEmpty: true })).toEqual({ valid: true, value: null })
    }
    expect(textOfValue(null, TYPES.bars)).toBe('')
    expect(textOfValue(undefined, TYPES.levels)).toBe('')
  })

  it('comes back as it was when nothing was changed', () => {
    const anything = fc.tuple(fc.double({ noNaN: true, noDefaultInfinity: true }), fc.jsonValue(), fc.string())
    const free: FieldKind = { kind: 'number', whole: false, range: {}, words: [] }
    const back = (value: unknown, type: FieldKind) => parseField(textOfValue(value, type), { type, mayBeEmpty: false })
    fc.assert(
      fc.property(anything, fc.boolean(), ([number, json, note], trail) => {
        expect(back(number, free)).toEqual({ valid: true, value: Object.is(number, -0) ? 0 : number })
        expect(back(json, TYPES.levels)).toEqual({ valid: true, value: JSON.parse(JSON.stringify(json)) })
        expect(back(note, TYPES.note)).toEqual({ valid: true, value: note })
        expect(back(trail, TYPES.trail)).toEqual({ valid: true, value: trail })
      }),
    )
  })
})

describe('a typed number', () => {
  it('is the number, however its thousands are written, or it is refused', () => {
    fc.assert(
      fc.property(fc.integer({ min: -1e9, max: 1e9 }), fc.integer({ min: 0, max: 999 }), (whole, thousandths) => {
        const value = `${whole}.${String(thousandths).padStart(3, '0')}`
        const grouped = whole.toLocaleString('en-US')
        expect(typedNumber(`${grouped}.${String(thousandths).padStart(3, '0')}`)).toBe(value)
        expect(typedNumber(value.replace('-', '\u2212'))).toBe(value)
        const german = value.replace('.', ',')
        const read = typedNumber(german)
        expect(read === undefined || Math.abs(whole) < 1000).toBe(true)
      }),
    )
  })
})

describe('what a field allows', () => {
  it.each([
    [{ minimum: 2, maximum: 200 }, '2 to 200', '2 to 200'],
    [{ above: 0, maximum: 10 }, 'above 0, at most 10', '> 0 to 10'],
    [{ minimum: 1, below: 5 }, 'at least 1, below 5', '1 to < 5'],
    [{ minimum: 1 }, 'at least 1', '≥ 1'],
    [{ above: 0 }, 'above 0', '> 0'],
    [{ maximum: 9 }, 'at most 9', '≤ 9'],
    [{ below: 9 }, 'below 9', '< 9'],
    [{}, '', ''],
  ])('is said of %j in words and in few signs', (range, words, signs) => {
    expect([rangeText(range), rangeHint(range)]).toEqual([words, signs])
  })

  it('names the words beside the range, and JSON where there is no simple control', () => {
    expect([TYPES.speed, TYPES.levels, TYPES.trail].map(allowedText)).toEqual(['above 0, or max', 'JSON', ''])
  })
})

describe('what stands behind a number', () => {
  const free: FieldKind = { kind: 'number', whole: false, range: {}, words: [] }
  it.each([
    ['maxLossFraction', '0.05', '=\u00205\u2009%'],
    ['riskFraction', '0.0001', '=\u00200.01\u2009%'],
    ['riskFraction', '0.07', '=\u00207\u2009%'],
    ['riskFraction', 'much', undefined],
    ['staleAfterMs', '10', 'ms'],
    ['feeBps', '2', 'bps'],
    ['rateLimitPerSecond', '2', 'per second'],
    ['maxLeverage', '3', undefined],
  ])('%s = %j has %j', (key, text, hint) => {
    expect(valueHint(fieldNamed(key, free), text)).toBe(hint)
  })

  it('is nothing behind a text', () => {
    expect(valueHint(fieldNamed('inMs', TYPES.note), '3')).toBeUndefined()
  })
})
