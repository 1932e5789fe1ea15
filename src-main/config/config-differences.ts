import type { ConfigDifference } from '../../src-contract/index.ts'
import { changedPaths, type JsonObject, valueAt } from './json-tree.ts'

/** What changed from one configuration to the next, key by key; a side is left out where the key was not there. */
export function configDifferences(before: JsonObject, after: JsonObject): ConfigDifference[] {
  return changedPaths(before, after).map((path) => {
    const difference: ConfigDifference = { path: path.join('.') }
    const [old, now] = [valueAt(before, path), valueAt(after, path)]
    if (old !== undefined) difference.before = old
    if (now !== undefined) difference.after = now
    return difference
  })
}
