import { expect, it } from 'vitest'
import { INITIAL_TABLE_VIEW, nextSort, TableView, withCollapsed } from './table-view.ts'

it('sorts words upwards first, numbers downwards first, and then as they come', () => {
  const words = nextSort(null, 'name', false)
  expect(words).toEqual({ columnId: 'name', descending: false })
  expect(nextSort(words, 'name', false)).toEqual({ columnId: 'name', descending: true })
  expect(nextSort({ columnId: 'name', descending: true }, 'name', false)).toBeNull()
  const numbers = nextSort(words, 'profit', true)
  expect(numbers).toEqual({ columnId: 'profit', descending: true })
  expect(nextSort(numbers, 'profit', true)).toEqual({ columnId: 'profit', descending: false })
  expect(nextSort({ columnId: 'profit', descending: false }, 'profit', true)).toBeNull()
})

it('folds away and shows again', () => {
  const folded = withCollapsed(INITIAL_TABLE_VIEW, 'a', true)
  expect(withCollapsed(folded, 'a', true).collapsed).toEqual(['a'])
  expect(withCollapsed(withCollapsed(folded, 'b', true), 'a', false).collapsed).toEqual(['b'])
})

it('reads what a panel has kept, and takes the table as it comes where that is of another kind', () => {
  const kept: TableView = { sort: { columnId: 'name', descending: true }, columns: { fees: false }, collapsed: ['x'] }
  expect(TableView.parse(JSON.parse(JSON.stringify(kept)))).toEqual(kept)
  expect(TableView.parse(undefined)).toEqual(INITIAL_TABLE_VIEW)
  expect(TableView.parse({ sort: 'name', columns: { fees: false } })).toEqual({
    ...INITIAL_TABLE_VIEW,
    columns: { fees: false },
  })
})
