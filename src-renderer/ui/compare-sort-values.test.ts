import { expect, it } from 'vitest'
import { compareSortValues } from './compare-sort-values.ts'

it('puts numbers by size and words by the alphabet, numbers in words by their value', () => {
  expect([10, 9, -1, 0.5].toSorted(compareSortValues)).toEqual([-1, 0.5, 9, 10])
  expect(['order 10', 'Order 9', 'ärger', 'zoo'].toSorted(compareSortValues)).toEqual([
    'ärger',
    'Order 9',
    'order 10',
    'zoo',
  ])
})
