import { describe, expect, it } from 'vitest'
import { z } from 'zod'
import { readFields, readSchema } from './read-schema.ts'
import { fieldsOf, type SchemaGroup } from './schema-field.ts'

const jsonSchema = (schema: z.ZodType) => z.toJSONSchema(schema, { io: 'input', unrepresentable: 'any' })

const Limits = z.strictObject({
  maxLossFraction: z.number().gt(0).max(1).default(0.05).meta({ title: 'Loss', description: 'Share of equity.' }),
  maxOrder: z
    .string()
    .regex(/^-?\d+(\.\d+)?$/)
    .default('50'),
  dayStart: z
    .strictObject({ zone: z.string().default('UTC') })
    .prefault({})
    .meta({ title: 'Day' }),
})
const schema = jsonSchema(
  z.strictObject({
    limits: Limits.prefault({}),
    door: z
      .strictObject({ port: z.int().min(0).default(1), rate: z.number().default(2) })
      .prefault({})
      .meta({ restart: true }),
    count: z.int().default(3).meta({ restart: true }),
  }),
)

const kindIn = (type: z.ZodType) => readFields(jsonSchema(z.strictObject({ it: type })))[0]

describe('a schema as a form', () => {
  it('has a group for each object and a field for each value, in the order of the schema', () => {
    expect(fieldsOf(readSchema(schema)).map(({ id, label, type }) => [id, label, type.kind])).toEqual([
      ['limits.maxLossFraction', 'Loss', 'number'],
      ['limits.maxOrder', 'Max order', 'decimal'],
      ['limits.dayStart.zone', 'Zone', 'text'],
      ['door.port', 'Port', 'number'],
      ['door.rate', 'Rate', 'number'],
      ['count', 'Count', 'number'],
    ])
    const [limits] = readSchema(schema).children
    expect((limits as SchemaGroup).children.map(({ kind, label }) => [kind, label])).toEqual([
      ['field', 'Loss'],
      ['field', 'Max order'],
      ['group', 'Day'],
    ])
  })

  it('keeps default and description', () => {
    const [loss] = fieldsOf(readSchema(schema))
    expect(loss).toMatchObject({ defaultValue: 0.05, description: 'Share of equity.', mayBeEmpty: false })
  })

  it('marks what acts after a restart, also by the mark of the group around it', () => {
    const marked = fieldsOf(readSchema(schema)).filter(({ restart }) => restart)
    expect(marked.map(({ id }) => id)).toEqual(['door.port', 'door.rate', 'count'])
  })

  it('takes an object as JSON where only fields are wanted', () => {
    expect(readFields(schema).map(({ id, type }) => [id, type.kind])).toEqual([
      ['limits', 'json'],
      ['door', 'json'],
      ['count', 'number'],
    ])
  })
})

describe('the kind of a field', () => {
  it.each<[string, z.ZodType, object]>([
    ['a whole number', z.int().min(2).max(9), { kind: 'number', whole: true, range: { minimum: 2, maximum: 9 } }],
    ['a number or a word', z.number().gt(0).or(z.literal('max')), { kind: 'number', words: ['max'] }],
    ['a choice', z.enum(['a', 'b']), { kind: 'choice', options: ['a', 'b'] }],
    ['a choice of literals', z.literal('a').or(z.literal('b')), { kind: 'choice', options: ['a', 'b'] }],
    ['a flag', z.boolean(), { kind: 'flag' }],
    ['text', z.string().regex(/^[a-z]+$/), { kind: 'text' }],
    ['decimal text', z.string().regex(/^\d+(\.\d+)?$/), { kind: 'decimal' }],
    ['a list', z.array(z.string()), { kind: 'list', item: { kind: 'text' } }],
    ['a list of choices', z.array(z.enum(['a', 'b'])), { kind: 'list', item: { kind: 'choice', options: ['a', 'b'] } }],
    ['a record', z.record(z.string(), z.number().min(2)), { kind: 'record', value: { kind: 'number' } }],
    ['a list of lists', z.array(z.array(z.string())), { kind: 'json' }],
    ['a list of objects', z.array(z.strictObject({ a: z.string() })), { kind: 'json' }],
    ['a pair', z.tuple([z.string(), z.number()]), { kind: 'json' }],
    ['one of two kinds', z.number().or(z.boolean()), { kind: 'json' }],
    ['anything', z.unknown(), { kind: 'json' }],
  ])('is read from the schema that zod writes: %s', (_, type, expected) => {
    expect(kindIn(type)?.type).toMatchObject(expected)
  })

  it('has no bounds where only the number type has them', () => {
    expect(kindIn(z.int())?.type).toEqual({ kind: 'number', whole: true, range: {}, words: [] })
  })

  it('may be empty where null is allowed or the key may be left out', () => {
    const emptiness = [z.number(), z.number().default(1), z.number().nullable().default(null), z.number().optional()]
    expect(emptiness.map((type) => kindIn(type)?.mayBeEmpty)).toEqual([false, false, true, true])
    expect(kindIn(z.number().nullable())?.type.kind).toBe('number')
  })
})
