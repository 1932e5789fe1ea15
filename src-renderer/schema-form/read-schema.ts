import { z } from 'zod'
import { readFieldKind } from './field-kind.ts'
import type { JsonSchema, KeyPath, SchemaField, SchemaGroup, SchemaNode } from './schema-field.ts'

const Node = z.object({
  title: z.string().optional().catch(undefined),
  description: z.string().optional().catch(undefined),
  default: z.unknown().optional(),
  restart: z.boolean().optional().catch(undefined),
  properties: z.record(z.string(), z.record(z.string(), z.unknown())).optional().catch(undefined),
  required: z.array(z.string()).catch([]),
})

/** What a part of the schema takes from the part around it. */
interface Place {
  readonly path: KeyPath
  readonly restart: boolean
  /** The part around it holds it always, so that it has a value without a default. */
  readonly required: boolean
}

const ROOT: Place = { path: [], restart: false, required: true }

/** The form of a whole schema: objects with named keys are groups, everything else is a field. */
export function readSchema(schema: JsonSchema): SchemaGroup {
  return groupOf(schema, ROOT)
}

/** The fields of an object's own keys; one that is an object itself is edited as JSON. */
export function readFields(schema: JsonSchema): readonly SchemaField[] {
  return childrenOf(schema, ROOT).map(([child, place]) => fieldOf(child, place))
}

function groupOf(schema: JsonSchema, place: Place): SchemaGroup {
  const { title, description } = Node.parse(schema)
  const children = childrenOf(schema, place).map(([child, inner]) => nodeOf(child, inner))
  return { kind: 'group', ...namesOf(place.path, title), description, children }
}

function nodeOf(schema: JsonSchema, place: Place): SchemaNode {
  const { properties } = Node.parse(schema)
  return properties === undefined ? fieldOf(schema, place) : groupOf(schema, place)
}

function childrenOf(schema: JsonSchema, { path, restart }: Place): (readonly [JsonSchema, Place])[] {
  const { properties = {}, required, restart: own = false } = Node.parse(schema)
  return Object.entries(properties).map(([key, child]) => [
    child,
    { path: [...path, key], restart: restart || own, required: required.includes(key) },
  ])
}

function fieldOf(schema: JsonSchema, { path, restart, required }: Place): SchemaField {
  const node = Node.parse(schema)
  const { type, nullable } = readFieldKind(schema)
  return {
    kind: 'field',
    ...namesOf(path, node.title),
    description: node.description,
    defaultValue: node.default,
    type,
    mayBeEmpty: nullable || (node.default === undefined && !required),
    restart: restart || (node.restart ?? false),
  }
}

function namesOf(path: KeyPath, title: string | undefined): Pick<SchemaField, 'path' | 'id' | 'key' | 'label'> {
  const key = path.at(-1) ?? ''
  return { path, id: path.join('.'), key, label: title ?? wordsOf(key) }
}

/** `slowPeriod` in words: `Slow period`. */
function wordsOf(key: string): string {
  const words = key.replace(
    /([a-z0-9])([A-Z])/g,
    (_, before: string, after: string) => `${before} ${after.toLowerCase()}`,
  )
  return words.charAt(0).toUpperCase() + words.slice(1)
}
