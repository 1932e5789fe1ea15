import * as fc from 'fast-check'
import { afterEach, describe, expect, it } from 'vitest'
import { setFormatSettings } from '../ui/index.ts'
import { listEntries, listText, recordEntries, recordText } from './entry-values.ts'
import { allowedText, parseField, textOfValue } from './field-values.ts'
import { rangeHint, rangeText } from './number-range.ts'
import type { FieldKind, LineKind, SchemaField } from './schema-field.ts'
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
  periods: { kind: 'list', item: { kind: 'number', whole: true, range: { minimum: 2, maximum: 200 }, words: [] } },
  named: { kind: 'record', value: { kind: 'number', whole: true, range: { minimum: 2, maximum: 200 }, words: [] } },
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
    ['periods', '[5,20]', [5, 20]],
    ['periods', '', []],
    ['named', '{"fast":5}', { fast: 5 }],
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

describe('a list and a record', () => {
  const numbers: LineKind = TYPES.bars
  const entry = (text: string, name = '') => ({ name, text })

  it('keeps what was typed even while it stands for nothing', () => {
    const typed = [entry('12'), entry('1.'), entry('')]
    expect(listEntries(listText(typed, numbers))).toEqual(typed)
    expect(parse('periods', listText(typed, numbers))).toEqual({
      valid: false,
      fault: 'Entry 2: Not a number. Write it like 1,234.5',
    })
  })

  it('keeps names that are still missing or there twice, and says so', () => {
    const twice = [entry('12', 'fast'), entry('26', 'fast')]
    expect(recordEntries(recordText(twice, numbers))).toEqual(twice)
    expect(parse('named', recordText(twice, numbers))).toEqual({
      valid: false,
      fault: 'The name fast is there twice',
    })
    const nameless = [entry('12', '')]
    expect(recordEntries(recordText(nameless, numbers))).toEqual(nameless)
    expect(parse('named', recordText(nameless, numbers))).toEqual({ valid: false, fault: 'Every entry needs a name' })
  })

  it('names the entry that is wrong', () => {
    expect(parse('named', '{"fast":12,"slow":900}')).toEqual({
      valid: false,
      fault: 'Entry slow: Allowed: 2 to 200',
    })
  })

  it('are shown as text where they are neither', () => {
    expect([listEntries('{}'), listEntries('[1'), recordEntries('1'), recordEntries('[1]')]).toEqual(
      Array.from({ length: 4 }),
    )
    expect(parse('periods', '[1')).toEqual({ valid: false, fault: 'Enter a list in JSON' })
  })

  it('come back as they were when nothing was changed', () => {
    const names = fc.string({ minLength: 1 }).filter((name) => name !== '__proto__')
    fc.assert(
      fc.property(fc.array(fc.string()), fc.dictionary(names, fc.integer({ min: 2, max: 200 })), (list, record) => {
        const words: LineKind = { kind: 'text' }
        const listType: FieldKind = { kind: 'list', item: words }
        const text = listText(listEntries(textOfValue(list, listType)) ?? [], words)
        expect(parseField(text, { type: listType, mayBeEmpty: false })).toEqual({ valid: true, value: list })
        const plain = { ...record }
        const kept = recordText(recordEntries(textOfValue(plain, TYPES.named)) ?? [], numbers)
        expect(parse('named', kept)).toEqual({ valid: true, value: plain })
      }),
    )
  })
})

describe('in the separators of the window', () => {
  afterEach(() => setFormatSettings({ numbers: '1,234.5' }))

  it('says bounds and examples, and reads the plain text that a number field gives', () => {
    setFormatSettings({ numbers: '1.234,5' })
    expect(parse('multiple', '10.5')).toEqual({ valid: false, fault: 'Allowed: above 0, at most 10' })
    expect(parse('multiple', '0.125')).toEqual({ valid: true, value: 0.125 })
    expect(parse('amount', 'x')).toEqual({ valid: false, fault: 'Not a number. Write it like 1.234,5' })
    expect([rangeText({ minimum: 0.5 }), rangeHint({ above: 0.5, maximum: 2 })]).toEqual(['at least 0,5', '> 0,5 to 2'])
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
    expect([TYPES.speed, TYPES.levels, TYPES.trail, TYPES.periods].map(allowedText)).toEqual([
      'above 0, or max',
      'JSON',
      '',
      '2 to 200',
    ])
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
    ['staleAfterMs', '90000', 'ms = 1m 30s'],
    ['keepDays', '30', 'days'],
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
