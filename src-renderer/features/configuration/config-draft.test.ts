import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { fieldsOf, readSchema } from '../../schema-form/index.ts'
import {
  type Draft,
  editDraft,
  keepEdit,
  patchOf,
  pruneDraft,
  readDraft,
  textInForce,
  undoEdit,
  withChanges,
} from './config-draft.ts'
import { isJsonObject, type JsonObject, mergePatchOf, sameJson } from './json-value.ts'

const schema = {
  properties: {
    risk: {
      properties: {
        maxLeverage: { type: 'number', exclusiveMinimum: 0, maximum: 125, default: 3 },
        maxOrder: { type: 'string', pattern: '^-?\\d+(\\.\\d+)?$', default: '50000' },
        dayStart: { properties: { hour: { type: 'integer', default: 0 } } },
      },
    },
    tags: { type: 'array', default: [] },
    limits: { type: 'object', default: {} },
    note: { type: 'string' },
  },
}
const fields = fieldsOf(readSchema(schema))
const value = {
  risk: { maxLeverage: 3, maxOrder: '900', dayStart: { hour: 7 } },
  tags: ['a'],
  limits: { BTC: 1, ETH: { day: 2, week: 3 } },
}

const fieldOf = (id: string) => {
  const field = fields.find((each) => each.id === id)
  if (field === undefined) throw new Error(`no field ${id}`)
  return field
}

/** A draft in which these texts were written while `value` was in force. */
const written = (texts: Readonly<Record<string, string>>): Draft =>
  Object.entries(texts).reduce<Draft>((draft, [id, text]) => editDraft(draft, fieldOf(id), { text, value }), {})

describe('a draft', () => {
  it('changes what stands for another value, in the order of the form', () => {
    const draft = written({ 'risk.dayStart.hour': '8', 'risk.maxLeverage': '3.0', 'risk.maxOrder': '1,000' })
    expect(readDraft(fields, value, draft).map(({ field, before, after }) => [field.id, before, after])).toEqual([
      ['risk.maxOrder', '900', { valid: true, value: '1000' }],
      ['risk.dayStart.hour', 7, { valid: true, value: 8 }],
    ])
  })

  it('keeps a text that is no value, and says why it is none', () => {
    expect(readDraft(fields, value, written({ 'risk.maxLeverage': '500' }))).toMatchObject([
      { before: 3, after: { valid: false, fault: 'Allowed: above 0, at most 125' } },
    ])
  })

  it('says what is in force where that has changed since the edit began', () => {
    const draft = written({ 'risk.maxLeverage': '2', tags: '["b"]' })
    const later = { ...value, risk: { ...value.risk, maxLeverage: 5 } }
    expect(readDraft(fields, later, draft).map(({ before, overtaken }) => [before, overtaken])).toEqual([
      [5, true],
      [['a'], false],
    ])
    const goOn = editDraft(draft, fieldOf('risk.maxLeverage'), { text: '2.5', value: later })
    expect(readDraft(fields, later, goOn)[0]?.overtaken).toBe(true)
  })

  it('is an edit of what is in force now once somebody has said that it stays', () => {
    const later = { ...value, risk: { ...value.risk, maxLeverage: 5 } }
    const kept = keepEdit(written({ 'risk.maxLeverage': '2' }), fieldOf('risk.maxLeverage'), later)
    expect(readDraft(fields, later, kept)).toMatchObject([{ before: 5, base: 5, overtaken: false }])
    expect(keepEdit({}, fieldOf('note'), later)).toEqual({})
  })

  it('makes the configuration that it would be, without what is no value', () => {
    const draft = written({ 'risk.maxLeverage': '500', 'risk.maxOrder': '1', note: 'x', tags: '["b"]' })
    expect(withChanges(value, readDraft(fields, value, draft))).toEqual({
      ...value,
      risk: { ...value.risk, maxOrder: '1' },
      tags: ['b'],
      note: 'x',
    })
    const noted = { ...value, note: 'x' }
    const emptied = editDraft({}, fieldOf('note'), { text: '', value: noted })
    expect(withChanges(noted, readDraft(fields, noted, emptied))).toEqual(value)
  })

  it('loses what has come into force, and nothing else', () => {
    const draft = written({ 'risk.maxLeverage': '2', 'risk.maxOrder': '1' })
    const saved = { ...value, risk: { ...value.risk, maxLeverage: 2 } }
    expect(Object.keys(pruneDraft(draft, readDraft(fields, saved, draft)))).toEqual(['risk.maxOrder'])
    expect(pruneDraft(draft, readDraft(fields, value, draft))).toBe(draft)
  })

  it('loses an edit that is undone', () => {
    expect(undoEdit(written({ note: 'x', tags: '[]' }), 'note')).toEqual(written({ tags: '[]' }))
  })

  it('has the text that stands for the value in force', () => {
    expect(fields.map((field) => textInForce(field, value))).toEqual([
      '3',
      '900',
      '7',
      '["a"]',
      '{"BTC":1,"ETH":{"day":2,"week":3}}',
      '',
    ])
  })
})

describe('the patch of a draft', () => {
  const patchFor = (texts: Readonly<Record<string, string>>) => patchOf(readDraft(fields, value, written(texts)))

  it('holds the changed keys alone', () => {
    expect(patchFor({ 'risk.maxLeverage': '2', 'risk.dayStart.hour': '8', note: 'x' })).toEqual({
      risk: { maxLeverage: 2, dayStart: { hour: 8 } },
      note: 'x',
    })
  })

  it('takes a value that is the default out of the file', () => {
    expect(patchFor({ 'risk.maxOrder': '50000', tags: '[]' })).toEqual({ risk: { maxOrder: null }, tags: null })
  })

  it('leaves out what is no value', () => {
    expect(patchFor({ 'risk.maxLeverage': 'much', 'risk.maxOrder': '7' })).toEqual({ risk: { maxOrder: '7' } })
  })

  it('takes keys away from an object that is edited as a whole', () => {
    expect(patchFor({ limits: '{"ETH":{"day":9}}' })).toEqual({ limits: { BTC: null, ETH: { day: 9, week: null } } })
  })
})

describe('JSON values', () => {
  /** As RFC 7396 writes it. */
  const merge = (base: unknown, patch: unknown): unknown => {
    if (!isJsonObject(patch)) return patch
    const merged = new Map(Object.entries(isJsonObject(base) ? base : {}))
    for (const [key, part] of Object.entries(patch)) {
      if (part === null) merged.delete(key)
      else merged.set(key, merge(merged.get(key), part))
    }
    return Object.fromEntries(merged)
  }
  const leaf = fc.oneof(fc.integer(), fc.boolean(), fc.string(), fc.array(fc.integer()))
  const key = fc.constantFrom('a', 'b', 'c')
  const tree = fc.letrec<{ node: JsonObject }>((tie) => ({
    node: fc.dictionary(key, fc.oneof({ depthSize: 'small' }, leaf, tie('node'))),
  })).node

  it('become each other by the patch between them', () => {
    fc.assert(
      fc.property(tree, tree, (before, after) => {
        expect(merge(before, mergePatchOf(before, after))).toEqual(after)
      }),
    )
  })

  it('are the same whatever the order of their keys', () => {
    fc.assert(
      fc.property(tree, tree, (one, other) => {
        const turned = Object.fromEntries(Object.entries(one).toReversed())
        expect(sameJson(one, turned)).toBe(true)
        const differs = JSON.stringify(sorted(one)) !== JSON.stringify(sorted(other))
        expect(sameJson(one, other)).toBe(!differs)
      }),
    )
  })
})

function sorted(value: unknown): unknown {
  if (!isJsonObject(value)) return value
  const entries = Object.entries(value).map(([key, part]) => [key, sorted(part)] as const)
  return Object.fromEntries(entries.toSorted(([one], [other]) => (one < other ? -1 : 1)))
}
