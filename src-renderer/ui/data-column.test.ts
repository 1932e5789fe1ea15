import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { choosableColumns, type DataColumn, fittingColumns, isWanted, totalWidthPx } from './data-column.ts'
import { INITIAL_TABLE_VIEW, type TableView } from './table-view.ts'

type Column = DataColumn<unknown>

const column = (id: string, more: Partial<Column> = {}): Column => ({
  id,
  label: id,
  widthPx: 100,
  cell: () => id,
  ...more,
})

const columns = [
  column('name', { rowHead: true }),
  column('price'),
  column('fees', { dropRank: 2 }),
  column('age', { dropRank: 2 }),
  column('owner', { dropRank: 1 }),
  column('note', { hiddenAtFirst: true }),
  column('buttons', { actions: true }),
]

const idsIn = (availablePx: number, view: TableView = INITIAL_TABLE_VIEW): string =>
  fittingColumns(columns, view, availablePx)
    .map(({ id }) => id)
    .join(' ')

const choose = (chosen: Readonly<Record<string, boolean>>): TableView => ({ ...INITIAL_TABLE_VIEW, columns: chosen })

describe('columns of a table', () => {
  it('are all there where there is room', () => {
    expect(idsIn(600)).toBe('name price fees age owner buttons')
  })

  it('go by their rank where it is narrow, the last of a rank first', () => {
    expect(idsIn(599)).toBe('name price fees owner buttons')
    expect(idsIn(499)).toBe('name price owner buttons')
    expect(idsIn(399)).toBe('name price buttons')
    expect(idsIn(50)).toBe('name price buttons')
  })

  it('are there and stay when they were asked for', () => {
    expect(idsIn(50, choose({ fees: true, note: true }))).toBe('name price fees note buttons')
  })

  it('are away when they were hidden, but for the name of the row and its buttons', () => {
    const view = choose({ name: false, price: false, buttons: false })
    expect(idsIn(1000, view)).toBe('name fees age owner buttons')
    expect(columns.filter((each) => isWanted(each, view)).map(({ id }) => id)).not.toContain('price')
    expect(choosableColumns(columns).map(({ id }) => id)).toEqual(['price', 'fees', 'age', 'owner', 'note'])
  })

  it('fit, or none that may go is left', () => {
    const anyColumns = fc.array(
      fc.record({ widthPx: fc.integer({ min: 20, max: 300 }), dropRank: fc.integer({ min: 0, max: 3 }) }),
      { maxLength: 12 },
    )
    fc.assert(
      fc.property(anyColumns, fc.integer({ min: 0, max: 2000 }), (shapes, availablePx) => {
        const all = shapes.map((shape, index) => column(String(index), shape))
        const shown = fittingColumns(all, INITIAL_TABLE_VIEW, availablePx)
        const fits = totalWidthPx(shown) <= availablePx
        expect(fits || shown.every(({ dropRank }) => dropRank === 0)).toBe(true)
        const order = shown.map(({ id }) => Number(id))
        expect(order).toEqual(order.toSorted((left, right) => left - right))
      }),
    )
  })
})
