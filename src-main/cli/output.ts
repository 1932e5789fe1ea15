/** Prints one answer: as JSON for programs, or as lines for a person. */
export function print(answer: unknown, asJson: boolean | undefined, lines: () => readonly string[]): void {
  process.stdout.write(asJson ? `${JSON.stringify(answer, undefined, 2)}\n` : `${lines().join('\n')}\n`)
}

export type Column<Row> = readonly [title: string, value: (row: Row) => string | number | null]

/** Rows under a head, columns as wide as their widest value; numbers stand right. */
export function table<Row>(rows: readonly Row[], columns: readonly Column<Row>[], empty: string): string[] {
  if (rows.length === 0) return [empty]
  const cells = rows.map((row) => columns.map(([, value]) => value(row)))
  const texts = [columns.map(([title]) => title), ...cells.map((row) => row.map((cell) => String(cell ?? '·')))]
  const widths = columns.map((_, column) => Math.max(...texts.map((row) => row[column]?.length ?? 0)))
  const isNumber = columns.map((_, column) =>
    cells.every((row) => row[column] === null || !Number.isNaN(Number(row[column]))),
  )
  return texts.map((row) =>
    row
      .map((cell, column) => (isNumber[column] ? cell.padStart(widths[column] ?? 0) : cell.padEnd(widths[column] ?? 0)))
      .join('  ')
      .trimEnd(),
  )
}

/** `name  value` lines. */
export function facts(pairs: readonly (readonly [string, string | number | null])[]): string[] {
  const width = Math.max(...pairs.map(([name]) => name.length))
  return pairs.map(([name, value]) => `${name.padEnd(width)}  ${value ?? '·'}`)
}

export function utc(timeMs: number): string {
  return new Date(timeMs).toISOString().replace('T', ' ').slice(0, 19)
}
