import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  changedPaths,
  freezeTree,
  isJsonObject,
  type JsonObject,
  leafPaths,
  mergePatch,
  nestValue,
  valueAt,
} from './json-tree.ts'

const tree: fc.Arbitrary<JsonObject> = fc.letrec<{ tree: JsonObject; node: unknown }>((tie) => ({
  tree: fc.dictionary(fc.constantFrom('a', 'b', 'c'), tie('node'), { maxKeys: 3 }),
  node: fc.oneof({ maxDepth: 3 }, fc.integer(), fc.array(fc.integer(), { maxLength: 2 }), tie('tree')),
})).tree

describe('mergePatch', () => {
  it('merges objects, replaces lists, removes what is null', () => {
    const base = { a: { x: 1, y: 2 }, list: [1, 2], gone: 1 }
    expect(mergePatch(base, { a: { y: 3, z: 4 }, list: [3], gone: null })).toEqual({
      a: { x: 1, y: 3, z: 4 },
      list: [3],
    })
    expect(base).toEqual({ a: { x: 1, y: 2 }, list: [1, 2], gone: 1 })
  })

  it('says what the patch says at each of its leaves', () => {
    fc.assert(
      fc.property(tree, tree, (base, patch) => {
        const merged = mergePatch(base, patch)
        const said = leafPaths(patch).filter((path) => !isJsonObject(valueAt(patch, path)))
        expect(said.map((path) => valueAt(merged, path))).toEqual(said.map((path) => valueAt(patch, path)))
        expect(mergePatch(merged, patch)).toEqual(merged)
      }),
    )
  })

  it('keeps a key that would reach for the prototype a plain key', () => {
    const merged = mergePatch({}, JSON.parse('{"__proto__": {"polluted": true}}') as JsonObject)
    expect(Object.keys(merged)).toEqual(['__proto__'])
    expect(Reflect.get({}, 'polluted')).toBeUndefined()
  })
})

describe('changedPaths', () => {
  it('finds nothing between equal trees, and exactly where one key was changed', () => {
    fc.assert(
      fc.property(tree, fc.constantFrom('a', 'b', 'c'), (before, key) => {
        expect(changedPaths(before, structuredClone(before))).toEqual([])
        const after = mergePatch(before, nestValue(['sub', key], 'new'))
        expect(changedPaths(before, after)).toEqual([['sub']])
        expect(changedPaths(after, mergePatch(after, nestValue(['sub', key], 'newer')))).toEqual([['sub', key]])
      }),
    )
  })

  it('compares a list as a whole', () => {
    expect(changedPaths({ a: { list: [1, 2] } }, { a: { list: [1, 3] } })).toEqual([['a', 'list']])
  })
})

describe('freezeTree', () => {
  it('freezes to the leaves, but not instances of classes', () => {
    const instance = new Map()
    const frozen = freezeTree({ a: [{ b: 1 }], instance })
    expect(Object.isFrozen(frozen.a[0])).toBe(true)
    expect(Object.isFrozen(instance)).toBe(false)
  })
})
