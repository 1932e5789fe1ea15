import { describe, expect, it } from 'vitest'
import type { ConfigVersionView } from '../../../src-contract/index.ts'
import { changedKeys, joinVersions, valueOfVersion } from './config-versions.ts'

const version = (number: number, differences: ConfigVersionView['differences']): ConfigVersionView => ({
  version: number,
  timeMs: number,
  source: 'api',
  differences,
})

const current = { risk: { maxLeverage: 5, tags: ['b'] }, strategies: { trend: { enabled: true } } }
const versions = [
  version(4, [{ path: 'strategies.trend', after: { enabled: true } }]),
  version(3, [
    { path: 'risk.maxLeverage', before: 2, after: 5 },
    { path: 'risk.note', before: 'old' },
  ]),
  version(2, [
    { path: 'risk.maxLeverage', before: 3, after: 2 },
    { path: 'risk.tags', before: ['a'], after: ['b'] },
  ]),
  version(1, []),
]

describe('a former version', () => {
  it('is what is in force without all that came after it', () => {
    expect(valueOfVersion(current, versions, 4)).toEqual(current)
    expect(valueOfVersion(current, versions, 3)).toEqual({ ...current, strategies: {} })
    expect(valueOfVersion(current, versions, 2)).toEqual({
      risk: { maxLeverage: 2, tags: ['b'], note: 'old' },
      strategies: {},
    })
    expect(valueOfVersion(current, versions, 1)).toEqual({
      risk: { maxLeverage: 3, tags: ['a'], note: 'old' },
      strategies: {},
    })
  })

  it('is unknown where versions in between are', () => {
    expect(valueOfVersion(current, versions.slice(0, 2), 1)).toBeUndefined()
  })

  it('stands once in a list that was loaded in parts', () => {
    expect(joinVersions(versions.slice(0, 3), versions.slice(1)).map((each) => each.version)).toEqual([4, 3, 2, 1])
  })

  it('differs in the keys that a form knows', () => {
    const before = { risk: { maxLeverage: 2, tags: ['b'] } }
    expect(changedKeys(before, current, ['risk.maxLeverage', 'risk.tags', 'strategies.trend'])).toEqual([
      'risk.maxLeverage',
      'strategies.trend',
    ])
  })
})
