import type { z } from 'zod'
import type { ConfigFault } from '../../src-contract/index.ts'
import { applyOverrides, holderOf, type Override } from './environment-overrides.ts'
import { faultsOf } from './fault-text.ts'
import { freezeTree, isJsonObject, type JsonObject } from './json-tree.ts'
import type { SchemaTree } from './schema-tree.ts'

/** A configuration that holds. */
export interface ValidConfig<Value> {
  readonly value: Value
  /** The same as it would stand in a file, defaults filled in. */
  readonly plain: JsonObject
}

export type ConfigCheck<Value> =
  | { readonly valid: true; readonly config: ValidConfig<Value> }
  | { readonly valid: false; readonly faults: readonly ConfigFault[] }

export interface CheckRules<Schema extends z.ZodType> {
  readonly schema: Schema
  readonly tree: SchemaTree
  readonly overrides: readonly Override[]
}

/** Puts the variables over what the file says and finds all faults of the whole at once. */
export function checkConfig<Schema extends z.ZodType>(
  raw: JsonObject,
  { schema, tree, overrides }: CheckRules<Schema>,
): ConfigCheck<z.output<Schema>> {
  const input = applyOverrides(raw, overrides)
  const unknown = tree.unknownKeys(input)
  const parsed = schema.safeParse(input)
  const found = parsed.success ? unknown : [...unknown, ...faultsOf(parsed.error, input)]
  if (!parsed.success || found.length > 0) {
    return { valid: false, faults: found.map((fault) => withVariable(fault, overrides)) }
  }
  return { valid: true, config: { value: freezeTree(parsed.data), plain: plainOf(parsed.data) } }
}

/** Names the variable where the fault lies in its value, not in the file. */
function withVariable(fault: ConfigFault, overrides: readonly Override[]): ConfigFault {
  const path = fault.path.split('.')
  const holder = overrides.find((override) => override.path.length <= path.length && holderOf(path, [override]))
  return holder ? { ...fault, message: `${fault.message} (set by ${holder.variable})` } : fault
}

function plainOf(value: unknown): JsonObject {
  const plain: unknown = JSON.parse(JSON.stringify(value))
  return isJsonObject(plain) ? freezeTree(plain) : {}
}
