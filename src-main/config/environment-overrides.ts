import { CONFIG_VARIABLE_PREFIX, type ConfigFault, configVariable } from '../../src-contract/index.ts'
import { invariant } from '../base/index.ts'
import { type JsonObject, type KeyPath, mergePatch, nestValue } from './json-tree.ts'
import { nearestName } from './nearest-name.ts'
import type { SchemaTree } from './schema-tree.ts'

/** A key that an environment variable holds. */
export interface Override {
  readonly path: KeyPath
  readonly variable: string
  readonly value: unknown
}

export interface OverridesRead {
  readonly overrides: readonly Override[]
  readonly faults: readonly ConfigFault[]
}

/** `gateway.rateLimit` → `WHEELHOUSE_GATEWAY_RATE_LIMIT`. */
export const variableOf: (path: KeyPath) => string = configVariable

/**
 * Reads the variables that name a key; a value is JSON where it parses, else text. A variable with our prefix that
 * names no key is a fault, so that a mistyped limit is not silently ignored; `others` have another meaning.
 */
export function readOverrides(
  tree: SchemaTree,
  environment: Readonly<Record<string, string | undefined>>,
  others: readonly string[],
): OverridesRead {
  const pathOf = namedPaths(tree)
  const overrides: Override[] = []
  const faults: ConfigFault[] = []
  for (const [variable, text] of Object.entries(environment)) {
    if (text === undefined || !variable.startsWith(CONFIG_VARIABLE_PREFIX) || others.includes(variable)) continue
    const path = pathOf.get(variable)
    if (path) overrides.push({ path, variable, value: readValue(text, tree.isText(path)) })
    else faults.push(unknownVariable(variable, [...pathOf.keys(), ...others]))
  }
  // Sections first, so that a variable for one key of a section wins over one for the whole section.
  return { overrides: overrides.toSorted((a, b) => a.path.length - b.path.length), faults }
}

export function applyOverrides(raw: JsonObject, overrides: readonly Override[]): JsonObject {
  let merged = raw
  for (const { path, value } of overrides) merged = mergePatch(merged, nestValue(path, value))
  return merged
}

/** The variable that holds `path` or something around or inside it. */
export function holderOf(path: KeyPath, overrides: readonly Override[]): Override | undefined {
  return overrides.find((override) => override.path.every((key, index) => index >= path.length || key === path[index]))
}

function namedPaths(tree: SchemaTree): ReadonlyMap<string, KeyPath> {
  const paths = new Map<string, KeyPath>()
  for (const path of tree.declaredPaths()) {
    const name = variableOf(path)
    const other = paths.get(name)
    invariant(
      !other || other.join('.') === path.join('.'),
      `${other?.join('.')} and ${path.join('.')} share the variable ${name}`,
    )
    paths.set(name, path)
  }
  return paths
}

function readValue(text: string, wantsText: boolean): unknown {
  try {
    const value: unknown = JSON.parse(text)
    return wantsText && typeof value !== 'string' ? text : value
  } catch {
    // Not JSON: a word such as a host name stands for itself.
    return text
  }
}

function unknownVariable(variable: string, known: readonly string[]): ConfigFault {
  const nearest = nearestName(variable, known)
  const hint = nearest === undefined ? '' : `; did you mean ${nearest}?`
  return { path: variable, message: `this environment variable names no key of the configuration${hint}` }
}
