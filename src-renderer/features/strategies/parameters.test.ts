import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { z } from 'zod'
import { readParameterFields } from './parameter-fields.ts'
import { placeFaults } from './parameter-faults.ts'
import { parseParameter, parseParameters, rangeHint, rangeText, textOfValue } from './parameter-values.ts'

const schema = z.toJSONSchema(
  z.strictObject({
    fastPeriod: z.int().min(2).max(200).default(9).meta({ title: 'Fast period', description: 'Bars' }),
    stopAtr: z.number().gt(0).max(10).default(2),
    bars: z.int().positive(),
    direction: z.enum(['both', 'long']).default('both'),
    trail: z.boolean().default(false),
    note: z.string(),
    levels: z.array(z.number()),
  }),
)
const fields = readParameterFields(schema)
const typeOf = (key: string) => {
  const field = fields.find((each) => each.key === key)
  if (field === undefined) throw new Error(`no field ${key}`)
  return field.type
}

describe('parameter fields', () => {
  it('are read from the schema that zod writes', () => {
    expect(fields.map(({ key, label, type }) => [key, label, type.kind])).toEqual([
      ['fastPeriod', 'Fast period', 'number'],
      ['stopAtr', 'Stop atr', 'number'],
      ['bars', 'Bars', 'number'],
      ['direction', 'Direction', 'choice'],
      ['trail', 'Trail', 'flag'],
      ['note', 'Note', 'text'],
      ['levels', 'Levels', 'json'],
    ])
  })

  it('say the range in words, without the bounds of the number type', () => {
    const text = (key: string): string => {
      const type = typeOf(key)
      return type.kind === 'number' ? rangeText(type.range) : '?'
    }
    expect([text('fastPeriod'), text('stopAtr'), text('bars')]).toEqual(['2 to 200', 'above 0, at most 10', 'above 0'])
  })
})

describe('a range in a few signs', () => {
  it.each([
    [{ minimum: 2, maximum: 200 }, '2 to 200'],
    [{ above: 0, maximum: 10 }, '> 0 to 10'],
    [{ minimum: 1, below: 5 }, '1 to < 5'],
    [{ minimum: 1 }, '≥ 1'],
    [{ above: 0 }, '> 0'],
    [{ maximum: 9 }, '≤ 9'],
    [{ below: 9 }, '< 9'],
    [{}, ''],
  ])('shows %j as %j', (range, text) => {
    expect(rangeHint(range)).toBe(text)
  })
})

describe('parameter values', () => {
  it.each([
    ['fastPeriod', '12', 12],
    ['stopAtr', '0.5', 0.5],
    ['direction', 'long', 'long'],
    ['trail', 'true', true],
    ['trail', 'false', false],
    ['note', '', ''],
    ['levels', '[1,2]', [1, 2]],
  ])('reads %s from %j', (key, text, value) => {
    expect(parseParameter(text, typeOf(key))).toEqual({ valid: true, value })
  })

  it.each([
    ['fastPeriod', '1', 'Allowed: 2 to 200'],
    ['fastPeriod', '9.4', 'Whole numbers only. Nearest 9'],
    ['fastPeriod', '', 'Enter a number'],
    ['fastPeriod', 'nine', 'Enter a number'],
    ['stopAtr', '0', 'Allowed: above 0, at most 10'],
    ['direction', 'up', 'Allowed: both, long'],
    ['levels', '[1', 'Enter valid JSON'],
  ])('refuses %s = %j and says what is allowed', (key, text, fault) => {
    expect(parseParameter(text, typeOf(key))).toEqual({ valid: false, fault })
  })

  it('come back as they were when nothing was changed', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 2, max: 200 }),
        fc.boolean(),
        fc.array(fc.integer()),
        (fastPeriod, trail, levels) => {
          const inForce = { fastPeriod, trail, levels, unknown: 'kept' }
          const edits = {
            fastPeriod: textOfValue(fastPeriod, typeOf('fastPeriod')),
            trail: textOfValue(trail, typeOf('trail')),
            levels: textOfValue(levels, typeOf('levels')),
          }
          expect(parseParameters(fields, inForce, edits)).toEqual({ values: inForce, faults: {} })
        },
      ),
    )
  })

  it('name each field that is wrong', () => {
    const { faults } = parseParameters(fields, {}, { fastPeriod: '1', stopAtr: '-1', trail: 'true' })
    expect(Object.keys(faults)).toEqual(['fastPeriod', 'stopAtr'])
  })
})

describe('faults of the engine', () => {
  const fault = (data: unknown) =>
    ({ code: 'CONFIG_INVALID', message: 'It has faults.', action: 'tellUser', data }) as const

  it('go to the field that their path ends in', () => {
    const placed = placeFaults(
      fault({
        faults: [
          { path: 'strategies.ema-cross.parameters.fastPeriod', message: 'too fast' },
          { path: 'other', message: 'wrong' },
        ],
      }),
      ['fastPeriod'],
    )
    expect(placed).toEqual({ byKey: { fastPeriod: 'too fast' }, general: 'other: wrong' })
  })

  it('are said as a whole when they have no details', () => {
    expect(placeFaults(fault(undefined), ['fastPeriod'])).toEqual({ byKey: {}, general: 'It has faults.' })
  })
})
