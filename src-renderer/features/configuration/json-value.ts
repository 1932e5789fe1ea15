import type { KeyPath } from '../../schema-form/index.ts'

export type JsonObject = Readonly<Record<string, unknown>>

export const isJsonObject = (value: unknown): value is JsonObject =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

export function valueAt(root: unknown, path: KeyPath): unknown {
  let value = root
  for (const key of path) {
    if (!isJsonObject(value) || !Object.hasOwn(value, key)) return undefined
    value = value[key]
  }
  return value
}

/** `root` with another value at the end of `path`; what lies beside it stays. */
export function withValueAt(root: JsonObject, path: KeyPath, value: unknown): JsonObject {
  const [key, ...rest] = path
  if (key === undefined) return root
  const inner = root[key]
  return { ...root, [key]: rest.length === 0 ? value : withValueAt(isJsonObject(inner) ? inner : {}, rest, value) }
}

/** `root` without the key at the end of `path`; the object itself where it is not there. */
export function withoutKeyAt(root: JsonObject, path: KeyPath): JsonObject {
  const [key, ...rest] = path
  if (key === undefined || !Object.hasOwn(root, key)) return root
  const { [key]: inner, ...others } = root
  if (rest.length === 0) return others
  return isJsonObject(inner) ? { ...root, [key]: withoutKeyAt(inner, rest) } : root
}

/** Whether two JSON values say the same; the order of keys says nothing. */
export function sameJson(one: unknown, other: unknown): boolean {
  if (Array.isArray(one) && Array.isArray(other)) {
    return one.length === other.length && one.every((item, index) => sameJson(item, other[index]))
  }
  if (isJsonObject(one) && isJsonObject(other)) {
    const keys = Object.keys(one)
    const same = (key: string): boolean => Object.hasOwn(other, key) && sameJson(one[key], other[key])
    return keys.length === Object.keys(other).length && keys.every(same)
  }
  return one === other
}

/**
 * What a merge patch (RFC 7396) has to say so that `before` becomes `after`: in objects, null takes a key away.
 */
export function mergePatchOf(before: unknown, after: unknown): unknown {
  if (!isJsonObject(before) || !isJsonObject(after)) return after
  const gone = Object.keys(before).filter((key) => !Object.hasOwn(after, key))
  return Object.fromEntries([
    ...Object.entries(after).map(([key, value]) => [key, mergePatchOf(before[key], value)] as const),
    ...gone.map((key) => [key, null] as const),
  ])
}
