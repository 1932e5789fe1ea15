import { expect, it } from 'vitest'
import { sizesToKeep } from './group-sizes.ts'

it('keeps every size but that of the largest group, the smallest first', () => {
  const chart = { group: 'chart', width: 900, height: 700 }
  const depth = { group: 'depth', width: 224, height: 480 }
  const ticket = { group: 'ticket', width: 296, height: 900 }
  expect(sizesToKeep([chart, depth, ticket]).map(({ group }) => group)).toEqual(['depth', 'ticket'])
  expect(sizesToKeep([chart])).toEqual([])
})
