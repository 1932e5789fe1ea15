import { expect, it } from 'vitest'
import { de } from './de/index.ts'
import { en } from './en/index.ts'

it.each([
  ['English', en],
  ['German', de],
] as const)('in %s no two panels have the same title', (_, { workspace }) => {
  const titles = Object.values(workspace.panels)
  expect(titles.toSorted()).toEqual([...new Set(titles)].toSorted())
  expect(titles.length).toBeGreaterThan(20)
})
