import { z } from 'zod'
import type { FieldKind, JsonSchema, LineKind } from './schema-field.ts'

/** What of a JSON Schema is understood here; everything else is edited as JSON. */
const Property = z.object({
  type: z.string().optional().catch(undefined),
  const: z.unknown().optional(),
  enum: z.array(z.string()).optional().catch(undefined),
  pattern: z.string().optional().catch(undefined),
  minimum: z.number().optional().catch(undefined),
  maximum: z.number().optional().catch(undefined),
  exclusiveMinimum: z.number().optional().catch(undefined),
  exclusiveMaximum: z.number().optional().catch(undefined),
  items: z.record(z.string(), z.unknown()).optional().catch(undefined),
  additionalProperties: z.record(z.string(), z.unknown()).optional().catch(undefined),
})
type Property = z.infer<typeof Property>

const Union = z.object({
  anyOf: z.array(z.record(z.string(), z.unknown())).optional().catch(undefined),
  type: z.array(z.string()).optional().catch(undefined),
})

export interface KindReading {
  readonly type: FieldKind
  /** The schema allows null, too. */
  readonly nullable: boolean
}

const JSON_KIND: FieldKind = { kind: 'json' }

/** Patterns of decimal numbers as text: with or without a sign, they all begin and end alike. */
const DECIMAL_PATTERN = /^\^(?:-\?)?\\d\+\(\\\.\\d\+\)\?\$$/

/** How a value is edited, from its JSON Schema. */
export function readFieldKind(schema: JsonSchema): KindReading {
  const members = membersOf(schema).map((member) => Property.parse(member))
  const others = members.filter(({ type }) => type !== 'null')
  return { type: kindOfUnion(others), nullable: others.length < members.length }
}

/** A schema that allows several kinds says so as a list of schemas or as a list of types. */
function membersOf(schema: JsonSchema): readonly JsonSchema[] {
  const { anyOf, type } = Union.parse(schema)
  return anyOf ?? type?.map((each) => Object.assign({}, schema, { type: each })) ?? [schema]
}

/** A single member is itself; words stand beside at most one kind of number. */
function kindOfUnion(members: readonly Property[]): FieldKind {
  const words = members.flatMap(wordsOf)
  const [only, ...more] = members.filter((member) => wordsOf(member).length === 0)
  if (more.length > 0) return JSON_KIND
  if (only === undefined) return words.length === 0 ? JSON_KIND : { kind: 'choice', options: words }
  const type = kindOf(only)
  if (words.length === 0) return type
  return type.kind === 'number' ? { ...type, words } : JSON_KIND
}

function wordsOf(property: Property): readonly string[] {
  if (typeof property.const === 'string') return [property.const]
  return property.enum ?? []
}

function kindOf(property: Property): FieldKind {
  const words = wordsOf(property)
  if (words.length > 0) return { kind: 'choice', options: words }
  switch (property.type) {
    case 'integer':
    case 'number':
      return numberKind(property)
    case 'boolean':
      return { kind: 'flag' }
    case 'string':
      return { kind: DECIMAL_PATTERN.test(property.pattern ?? '') ? 'decimal' : 'text' }
    case 'array':
      return listKind(property)
    case 'object':
      return recordKind(property)
    default:
      return JSON_KIND
  }
}

function listKind({ items }: Property): FieldKind {
  const item = items === undefined ? undefined : lineKind(items)
  return item === undefined ? JSON_KIND : { kind: 'list', item }
}

function recordKind({ additionalProperties }: Property): FieldKind {
  const value = additionalProperties === undefined ? undefined : lineKind(additionalProperties)
  return value === undefined ? JSON_KIND : { kind: 'record', value }
}

/** How an entry of a list or record is edited; undefined where one line cannot hold it. */
function lineKind(schema: JsonSchema): LineKind | undefined {
  const { type, nullable } = readFieldKind(schema)
  if (nullable || type.kind === 'flag' || type.kind === 'json' || type.kind === 'list' || type.kind === 'record') {
    return undefined
  }
  return type
}

function numberKind(property: Property): FieldKind {
  const range = {
    minimum: boundOf(property.minimum),
    maximum: boundOf(property.maximum),
    above: boundOf(property.exclusiveMinimum),
    below: boundOf(property.exclusiveMaximum),
  }
  return { kind: 'number', whole: property.type === 'integer', range, words: [] }
}

/** Zod writes the safe integers as bounds of every integer; they are no news to a person. */
function boundOf(bound: number | undefined): number | undefined {
  return bound === undefined || Math.abs(bound) >= Number.MAX_SAFE_INTEGER ? undefined : bound
}
