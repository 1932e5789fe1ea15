import { z } from 'zod'
import type { ConfigFault } from '../../src-contract/index.ts'
import { isJsonObject, type JsonObject, type KeyPath } from './json-tree.ts'
import { nearestName } from './nearest-name.ts'

/** What a schema says of its keys, read from its JSON Schema: names, types, and the marks given with `.meta()`. */
export class SchemaTree {
  /** JSON Schema (draft 2020-12) of the file: what has a default may be left out. */
  readonly jsonSchema: JsonObject

  constructor(schema: z.ZodType) {
    this.jsonSchema = z.toJSONSchema(schema, { io: 'input', unrepresentable: 'any' })
  }

  /** Every declared key, sections before what they hold; keys that users name themselves are not declared. */
  declaredPaths(): KeyPath[] {
    return declaredBelow(this.jsonSchema, [])
  }

  /** True where the schema wants text, so that digits stay digits in a text. */
  isText(path: KeyPath): boolean {
    return this.#nodesAt(path).some((node) => node['type'] === 'string')
  }

  /** True where the key or a section around it is marked with `.meta({ restart: true })`. */
  needsRestart(path: KeyPath): boolean {
    return path.some((_, index) => this.#nodesAt(path.slice(0, index + 1)).some((node) => node['restart'] === true))
  }

  /** A fault for every key that the schema does not know, with the nearest one it does. */
  unknownKeys(value: unknown): ConfigFault[] {
    return unknownBelow([this.jsonSchema], value, [])
  }

  #nodesAt(path: KeyPath): readonly JsonObject[] {
    let nodes: readonly JsonObject[] = variants(this.jsonSchema)
    for (const key of path) nodes = nodes.flatMap((node) => childrenOf(node, key))
    return nodes
  }
}

/** A union is any of its members; everything else is itself. */
function variants(node: JsonObject): readonly JsonObject[] {
  const members = [node['anyOf'], node['oneOf'], node['allOf']].flatMap((list): unknown[] =>
    Array.isArray(list) ? list : [],
  )
  return members.length === 0 ? [node] : [node, ...members.filter(isJsonObject).flatMap(variants)]
}

function propertiesOf(node: JsonObject): JsonObject | undefined {
  return isJsonObject(node['properties']) ? node['properties'] : undefined
}

function childrenOf(node: JsonObject, key: string): readonly JsonObject[] {
  const properties = propertiesOf(node)
  const declared = properties && Object.hasOwn(properties, key) ? properties[key] : node['additionalProperties']
  return isJsonObject(declared) ? variants(declared) : []
}

function declaredBelow(node: JsonObject, base: KeyPath): KeyPath[] {
  const paths: KeyPath[] = []
  for (const variant of variants(node)) {
    for (const [key, child] of Object.entries(propertiesOf(variant) ?? {})) {
      const path = [...base, key]
      paths.push(path)
      if (isJsonObject(child)) paths.push(...declaredBelow(child, path))
    }
  }
  return paths
}

function unknownBelow(nodes: readonly JsonObject[], value: unknown, path: readonly (string | number)[]): ConfigFault[] {
  const all = nodes.flatMap(variants)
  if (Array.isArray(value)) {
    const items = all.flatMap((node) => (isJsonObject(node['items']) ? [node['items']] : []))
    return value.flatMap((item, index) => unknownBelow(items, item, [...path, index]))
  }
  if (!isJsonObject(value)) return []
  const closed = all.filter((node) => propertiesOf(node) !== undefined)
  const isOpen = all.some((node) => isJsonObject(node['additionalProperties']))
  return Object.entries(value).flatMap(([key, child]) => {
    const children = all.flatMap((node) => childrenOf(node, key))
    if (children.length > 0) return unknownBelow(children, child, [...path, key])
    return closed.length === 0 || isOpen ? [] : [unknownKey([...path, key], closed)]
  })
}

function unknownKey(path: readonly (string | number)[], nodes: readonly JsonObject[]): ConfigFault {
  const known = nodes.flatMap((node) => Object.keys(propertiesOf(node) ?? {}))
  const nearest = nearestName(String(path.at(-1)), known)
  const hint = nearest === undefined ? `known keys: ${known.join(', ')}` : `did you mean "${nearest}"?`
  return { path: path.join('.'), message: `is not a known key; ${hint}` }
}
