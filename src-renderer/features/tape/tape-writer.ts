import { words } from '../../i18n/index.ts'
import { formatClock, formatPrice, formatQuantity, writeText } from '../../ui/index.ts'
import type { TapeChange, TapeRow } from './tape.ts'
import type { TapeView } from './tape-session.ts'

/** Steps of the instrument whose trades are written. */
export interface TapeUnits {
  readonly tickSize: string
  readonly lotSize: string
}

/** Rows that the table has in the page. */
const TABLE_ROWS = 100
const CELLS = ['tape-time', 'tape-price', 'tape-size']

/** Writes trades into the rows of a table, past React, the newest at the top; a row that falls off the end is used again. */
export class TapeWriter implements TapeView {
  readonly rows = TABLE_ROWS
  readonly #body: HTMLTableSectionElement
  readonly #units: TapeUnits

  constructor(body: HTMLTableSectionElement, units: TapeUnits) {
    this.#body = body
    this.#units = units
  }

  /** Writes all rows, newest first. */
  drawAll(rows: readonly TapeRow[]): void {
    this.#body.replaceChildren(...rows.map((row) => fillRow(createRow(), row, this.#units)))
  }

  /** Writes what has come. */
  draw({ grown, added }: TapeChange): void {
    const top = this.#body.rows[0]
    if (grown !== undefined && top !== undefined) fillRow(top, grown, this.#units)
    for (const row of added.slice(-TABLE_ROWS)) this.#body.prepend(fillRow(this.#freeRow(), row, this.#units))
  }

  #freeRow(): HTMLTableRowElement {
    const last = this.#body.rows.length < TABLE_ROWS ? undefined : this.#body.rows[this.#body.rows.length - 1]
    return last ?? createRow()
  }
}

function createRow(): HTMLTableRowElement {
  const row = document.createElement('tr')
  for (const name of CELLS) row.insertCell().className = name
  return row
}

function fillRow(row: HTMLTableRowElement, view: TapeRow, units: TapeUnits): HTMLTableRowElement {
  const [time, price, size] = row.cells
  if (time === undefined || price === undefined || size === undefined) return row
  const isTrade = view.kind === 'trade'
  const span = isTrade ? 1 : CELLS.length
  if (time.colSpan !== span) {
    time.colSpan = span
    price.hidden = !isTrade
    size.hidden = !isTrade
  }
  writeClass(row, isTrade ? `tape-${view.takerSide} tape-${view.weight}` : 'tape-skipped')
  if (isTrade) {
    const side = words('tape')(`side.${view.takerSide}`)
    writeText(time, formatClock(view.timeMs))
    writeText(price, formatPrice(view.price, units.tickSize))
    if (price.title !== side) price.title = side
    writeText(size, formatQuantity(view.quantity, units.lotSize))
  } else {
    writeText(time, words('tape')('skipped', { count: view.count }))
  }
  return row
}

function writeClass(row: HTMLTableRowElement, className: string): void {
  if (row.className !== className) row.className = className
}
