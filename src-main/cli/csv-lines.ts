/** Values of a column, one for each row; NaN = none. */
export interface CsvColumn {
  readonly name: string
  readonly values: Float64Array
}

/** Lines of a CSV: the row's number from 0, and its values with all their digits; an empty cell where there is none. */
export function* csvLines(columns: readonly CsvColumn[], rows: number): Generator<string> {
  yield ['index', ...columns.map(({ name }) => name)].join(',')
  for (let row = 0; row < rows; row += 1) {
    yield [row, ...columns.map(({ values }) => cell(values[row]))].join(',')
  }
}

/** The shortest text that reads back as the same number. */
function cell(value: number | undefined): string {
  return value === undefined || Number.isNaN(value) ? '' : String(value === 0 ? 0 : value)
}
