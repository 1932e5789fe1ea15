import type { Book } from './book.ts'
import { askIndex, bidIndex, priceAt, type PriceGrid } from './price-groups.ts'

/** A working order of one's own. */
export interface OwnOrder {
  readonly side: 'buy' | 'sell'
  /** Limit, or for a stop its trigger. */
  readonly price: number
  /** Open quantity in base units. */
  readonly quantity: number
}

export interface LadderRow {
  /** Plain text on the tick; empty where the book has no such price. */
  readonly price: string
  /** Base units; 0 where nobody stands. */
  readonly quantity: number
  /** Of the largest quantity in sight, 0 to 1. */
  readonly share: number
  readonly own: { readonly side: 'buy' | 'sell'; readonly quantity: number } | undefined
  /** The price of the ticket lies here. */
  readonly marked: boolean
}

export interface LadderQuestion {
  readonly book: Book
  readonly grid: PriceGrid
  /** Rows of each side. */
  readonly rows: number
  readonly own: readonly OwnOrder[]
  /** Price in the ticket; undefined where it has none. */
  readonly ticketPrice: number | undefined
}

/** Both sides from the best price outwards. */
export interface Ladder {
  readonly asks: readonly LadderRow[]
  readonly bids: readonly LadderRow[]
  /** Ask minus bid; undefined without both. */
  readonly spread: number | undefined
}

const EMPTY_ROW: LadderRow = { price: '', quantity: 0, share: 0, own: undefined, marked: false }

/** The book as rows of equal steps. */
export function ladderOf(question: LadderQuestion): Ladder {
  const { book } = question
  const asks = sideRows('ask', question)
  const bids = sideRows('bid', question)
  const most = Math.max(...[...asks, ...bids].map(({ quantity }) => quantity), 0)
  const scaled = (row: LadderRow): LadderRow => (most === 0 ? row : { ...row, share: row.quantity / most })
  const { bestBid, bestAsk } = book
  const spread = bestBid === undefined || bestAsk === undefined ? undefined : bestAsk - bestBid
  return { asks: asks.map(scaled), bids: bids.map(scaled), spread }
}

function sideRows(side: 'bid' | 'ask', question: LadderQuestion): readonly LadderRow[] {
  const { book, grid, rows, own, ticketPrice } = question
  const best = side === 'bid' ? book.bestBid : book.bestAsk
  if (best === undefined) return Array.from({ length: rows }, () => EMPTY_ROW)
  const indexOf = side === 'bid' ? bidIndex : askIndex
  const quantities = grouped(side === 'bid' ? book.bids : book.asks, (price) => indexOf(price, grid))
  const marked = ticketPrice === undefined ? undefined : indexOf(ticketPrice, grid)
  const first = indexOf(best, grid)
  return Array.from({ length: rows }, (_, row) => {
    const index = side === 'bid' ? first - row : first + row
    if (index <= 0) return EMPTY_ROW
    return {
      price: priceAt(index, grid),
      quantity: quantities.get(index) ?? 0,
      share: 0,
      own: ownAt(own.filter((order) => indexOf(order.price, grid) === index)),
      marked: marked === index,
    }
  })
}

function grouped(levels: ReadonlyMap<number, number>, indexOf: (price: number) => number): Map<number, number> {
  const sums = new Map<number, number>()
  for (const [price, quantity] of levels) {
    const index = indexOf(price)
    sums.set(index, (sums.get(index) ?? 0) + quantity)
  }
  return sums
}

/** Orders of both sides at one price are rare; the larger side gives the colour. */
function ownAt(orders: readonly OwnOrder[]): LadderRow['own'] {
  const sum = (side: 'buy' | 'sell'): number =>
    orders.filter((order) => order.side === side).reduce((total, { quantity }) => total + quantity, 0)
  const [buy, sell] = [sum('buy'), sum('sell')]
  if (buy + sell === 0) return undefined
  return { side: buy >= sell ? 'buy' : 'sell', quantity: buy + sell }
}

/** Share of the middle within which both sides are weighed. */
export const NEAR_FRACTION = 0.001

/** Share of the bids in what stands near the middle, 0 to 1; undefined where nothing does. */
export function bidShare({ bids, asks, bestBid, bestAsk }: Book): number | undefined {
  if (bestBid === undefined || bestAsk === undefined) return undefined
  const middle = (bestBid + bestAsk) / 2
  const reach = Math.max(middle * NEAR_FRACTION, bestAsk - bestBid)
  const near = (levels: ReadonlyMap<number, number>): number =>
    [...levels].reduce((sum, [price, quantity]) => (Math.abs(price - middle) <= reach ? sum + quantity : sum), 0)
  const [bid, ask] = [near(bids), near(asks)]
  return bid + ask === 0 ? undefined : bid / (bid + ask)
}
