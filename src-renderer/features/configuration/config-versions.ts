import type { ConfigVersionView } from '../../../src-contract/index.ts'
import { type JsonObject, valueAt, withoutKeyAt, withValueAt } from './json-value.ts'

/**
 * The configuration as a version had it: what is in force, with all that newer versions changed taken back.
 *
 * @param versions Newest first, without holes down to the wanted one.
 * @returns undefined where a version in between is not known.
 */
export function valueOfVersion(
  current: JsonObject,
  versions: readonly ConfigVersionView[],
  version: number,
): JsonObject | undefined {
  if (!versions.some((each) => each.version === version)) return undefined
  return versions.filter((each) => each.version > version).reduce(takenBack, current)
}

function takenBack(value: JsonObject, { differences }: ConfigVersionView): JsonObject {
  return differences.reduce((root, difference) => {
    const path = difference.path.split('.')
    const was = 'before' in difference ? difference.before : undefined
    return was === undefined ? withoutKeyAt(root, path) : withValueAt(root, path, was)
  }, value)
}

/** Paths of everything that two configurations say differently. */
export function changedKeys(before: JsonObject, after: JsonObject, keys: readonly string[]): readonly string[] {
  const text = (root: JsonObject, key: string): string => JSON.stringify(valueAt(root, key.split('.'))) ?? ''
  return keys.filter((key) => text(before, key) !== text(after, key))
}

/** Versions of both lists, each once, the newest first. */
export function joinVersions(
  one: readonly ConfigVersionView[],
  other: readonly ConfigVersionView[],
): readonly ConfigVersionView[] {
  const byNumber = new Map([...other, ...one].map((each) => [each.version, each]))
  return [...byNumber.values()].toSorted((left, right) => right.version - left.version)
}
