/**
 * Rows made of several parts that stay the same object for as long as every part does, so that a table draws only
 * those that changed.
 */
export class RowCache<Row extends object> {
  readonly #keys: readonly (keyof Row)[]
  #rows = new Map<string, Row>()

  /** @param keys Members whose identity decides. */
  constructor(keys: readonly (keyof Row)[]) {
    this.#keys = keys
  }

  /** The rows in this order; those that are not among them are forgotten. */
  update(rows: readonly Row[], idOf: (row: Row) => string): readonly Row[] {
    const kept = rows.map((row) => {
      const known = this.#rows.get(idOf(row))
      return known !== undefined && this.#keys.every((key) => Object.is(known[key], row[key])) ? known : row
    })
    this.#rows = new Map(kept.map((row) => [idOf(row), row]))
    return kept
  }
}
