import { words } from '../../i18n/index.ts'
import { formatPrice, formatQuantity, writeText } from '../../ui/index.ts'
import type { Ladder, LadderRow } from './ladder.ts'

/** Steps of the instrument whose book is written. */
export interface LadderUnits {
  readonly tickSize: string
  readonly lotSize: string
}

/** What of the table is written; null while it is not in the page. */
export interface LadderPlaces {
  readonly body: HTMLElement | null
  readonly spread: HTMLElement | null
}

/** Rows of the table that are filled; they say which side they are of. */
export const ROW_SELECTOR = 'tr[data-side]'

/**
 * Writes a ladder into the rows of a table, past React: asks from the farthest to the best, then bids from the best.
 * Only what has changed touches the page.
 */
export function writeLadder({ body, spread }: LadderPlaces, ladder: Ladder, units: LadderUnits): void {
  if (body === null) return
  const views = [...ladder.asks.toReversed(), ...ladder.bids]
  for (const [index, row] of body.querySelectorAll<HTMLTableRowElement>(ROW_SELECTOR).entries()) {
    const view = views[index]
    if (view !== undefined) writeRow(row, view, units)
  }
  if (spread !== null) writeText(spread, spreadText(ladder.spread, units))
}

function spreadText(spread: number | undefined, { tickSize }: LadderUnits): string {
  return spread === undefined ? '' : words('depth')('spread', { spread: formatPrice(spread, tickSize) })
}

function writeRow(row: HTMLTableRowElement, view: LadderRow, { tickSize, lotSize }: LadderUnits): void {
  const [own, bid, price, ask] = row.cells
  const quantityCell = row.dataset['side'] === 'bid' ? bid : ask
  if (own === undefined || price === undefined || quantityCell === undefined) return
  writeData(row, 'price', view.price)
  writeData(row, 'marked', String(view.marked))
  writeText(price, view.price === '' ? '' : formatPrice(view.price, tickSize))
  writeText(own, view.own === undefined ? '' : formatQuantity(view.own.quantity, lotSize))
  writeData(own, 'own', view.own?.side ?? '')
  writeText(quantityCell, view.quantity === 0 ? '' : formatQuantity(view.quantity, lotSize))
  writeShare(quantityCell, view.share)
}

/** Fills a share of an element's width with its ground. */
export function writeShare({ style }: HTMLElement, share: number): void {
  const size = `${(share * 100).toFixed(1)}% 100%`
  if (style.backgroundSize !== size) style.backgroundSize = size
}

function writeData(element: HTMLElement, name: string, value: string): void {
  if (element.dataset[name] !== value) element.dataset[name] = value
}
