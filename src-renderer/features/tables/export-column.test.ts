import { describe, expect, it } from 'vitest'
import { INITIAL_TABLE_VIEW } from '../../ui/index.ts'
import { csvText } from './csv.ts'
import { type ExportColumn, exportTable } from './export-column.ts'

interface Row {
  readonly name: string
  readonly size: number | undefined
}

const COLUMNS: readonly ExportColumn<Row>[] = [
  { id: 'name', label: 'Name', widthPx: 80, rowHead: true, cell: () => null, plain: ({ name }) => name },
  {
    id: 'size',
    label: 'Size',
    plainLabel: 'Size in lots',
    widthPx: 80,
    cell: () => null,
    sortValue: ({ size }) => size,
    plain: ({ size }) => size,
  },
  { id: 'quiet', label: 'Quiet', widthPx: 80, hiddenAtFirst: true, cell: () => null, plain: () => 'q' },
  { id: 'actions', label: 'Actions', widthPx: 80, actions: true, cell: () => null },
]
const ROWS: readonly Row[] = [
  { name: 'b', size: 2 },
  { name: 'a', size: undefined },
  { name: 'c', size: 3 },
]

describe('what a table exports', () => {
  it('is what it shows: no buttons and no hidden columns, rows as they came', () => {
    expect(exportTable(ROWS, COLUMNS, INITIAL_TABLE_VIEW)).toEqual({
      header: ['Name', 'Size in lots'],
      rows: [
        ['b', 2],
        ['a', undefined],
        ['c', 3],
      ],
    })
  })

  it('follows the order and the columns that the user chose; unknown values stay last', () => {
    const view = { sort: { columnId: 'size', descending: true }, columns: { size: false, quiet: true }, collapsed: [] }
    expect(exportTable(ROWS, COLUMNS, view)).toEqual({
      header: ['Name', 'Quiet'],
      rows: [
        ['c', 'q'],
        ['b', 'q'],
        ['a', 'q'],
      ],
    })
  })
})

describe('the text of such a file', () => {
  it('has quotes where they are needed, and no formulas', () => {
    expect(
      csvText(
        ['text', 'number'],
        [
          ['say "a, b"', -1.5],
          ['=1+1', null],
        ],
      ),
    ).toBe('text,number\r\n"say ""a, b""",-1.5\r\n\'=1+1,\r\n')
  })
})
