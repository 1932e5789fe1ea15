import { isDeepStrictEqual } from 'node:util'

/** A JSON object, as read from a file or a request. */
export type JsonObject = Readonly<Record<string, unknown>>

/** Keys from the root to a value. */
export type KeyPath = readonly string[]

export function isJsonObject(value: unknown): value is JsonObject {
  if (typeof value !== 'object' || value === null) return false
  const prototype: unknown = Object.getPrototypeOf(value)
  return prototype === Object.prototype || prototype === null
}

/** `base` with the keys of `patch` put over it (RFC 7396): objects merge, null removes the key, all else replaces. */
export function mergePatch(base: JsonObject, patch: JsonObject): JsonObject {
  const merged = new Map(Object.entries(base))
  for (const [key, value] of Object.entries(patch)) {
    const before = merged.get(key)
    if (value === null) merged.delete(key)
    else if (isJsonObject(value)) merged.set(key, mergePatch(isJsonObject(before) ? before : {}, value))
    else merged.set(key, value)
  }
  return Object.fromEntries(merged)
}

/** `base` with exactly `value` at `path`, whatever stood there; undefined takes the key away. */
export function replaceAt(base: JsonObject, path: KeyPath, value: unknown): JsonObject {
  const [key = '', ...rest] = path
  const replaced = new Map(Object.entries(base))
  const child = replaced.get(key)
  if (rest.length > 0) {
    if (value === undefined && !isJsonObject(child)) return base
    replaced.set(key, replaceAt(isJsonObject(child) ? child : {}, rest, value))
  } else if (value === undefined) replaced.delete(key)
  else replaced.set(key, value)
  return Object.fromEntries(replaced)
}

/** An object that holds `value` at the end of `path` and nothing else. */
export function nestValue(path: KeyPath, value: unknown): JsonObject {
  const [key = '', ...rest] = path
  return { [key]: rest.length === 0 ? value : nestValue(rest, value) }
}

export function valueAt(root: unknown, path: readonly PropertyKey[]): unknown {
  let value = root
  for (const key of path) {
    if (typeof value !== 'object' || value === null || !Object.hasOwn(value, key)) return undefined
    value = Reflect.get(value, key)
  }
  return value
}

/** Paths of everything that is not an object with keys of its own. */
export function leafPaths(value: JsonObject, base: KeyPath = []): KeyPath[] {
  return Object.entries(value).flatMap(([key, child]) => {
    const path = [...base, key]
    return isJsonObject(child) && Object.keys(child).length > 0 ? leafPaths(child, path) : [path]
  })
}

/** Paths at which two trees differ, in the order of the keys; lists are compared as a whole. */
export function changedPaths(before: JsonObject, after: JsonObject, base: KeyPath = []): KeyPath[] {
  const keys = new Set([...Object.keys(before), ...Object.keys(after)])
  return [...keys].flatMap((key) => {
    const path = [...base, key]
    const [old, now] = [before[key], after[key]]
    if (isJsonObject(old) && isJsonObject(now)) return changedPaths(old, now, path)
    return isDeepStrictEqual(old, now) ? [] : [path]
  })
}

/** Freezes objects and lists to the leaves; instances of classes are left to themselves. */
export function freezeTree<T>(value: T): T {
  if (Array.isArray(value) || isJsonObject(value)) {
    for (const child of Object.values(value)) freezeTree(child)
    Object.freeze(value)
  }
  return value
}
