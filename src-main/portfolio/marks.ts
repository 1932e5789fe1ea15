import { type Decimal, toFloat } from '../base/index.ts'
import type { InstrumentId, Position } from '../domain/index.ts'

/** The exact books that {@link Marks} follows. */
export interface MarkedBooks {
  readonly cash: Decimal
  openPositions(): readonly Position[]
}

/** One position in float64. */
interface Holding {
  readonly quantity: number
  readonly entryPrice: number
}

interface Line {
  /** What positions are valued at. NaN until the first price: kept a plain double, because this field is written on every market event. */
  price: number
  /** Price of the last trade or quote, NaN until the first one. */
  last: number
  /** Positions are valued at the venue's own price, which the last price does not change. */
  hasMark: boolean
  holdings: readonly Holding[]
}

const NO_HOLDINGS: readonly Holding[] = []

/**
 * Equity at the newest prices, in float64 for the hot path: at the venue's mark price where it gives one, else at the last
 * price. Prices are only noted when they come; profit is summed when asked for, over the instruments held, so that no
 * rounding adds up. {@link anchor} takes quantities and cash from the exact books.
 */
export class Marks {
  readonly #books: MarkedBooks
  readonly #lines = new Map<InstrumentId, Line>()
  #held: Line[] = []
  #cash = 0

  constructor(books: MarkedBooks) {
    this.#books = books
    this.anchor()
  }

  /** Takes cash and positions from the books again; to be called after every booking. */
  anchor(): void {
    for (const line of this.#held) line.holdings = NO_HOLDINGS
    const held = new Set<Line>()
    for (const { instrumentId, quantity, entryPrice } of this.#books.openPositions()) {
      const line = this.#line(instrumentId)
      line.holdings = [...line.holdings, { quantity: toFloat(quantity), entryPrice: toFloat(entryPrice) }]
      held.add(line)
    }
    this.#held = [...held]
    this.#cash = toFloat(this.#books.cash)
  }

  /** Notes the newest price of an instrument: of a trade, or of the book. */
  mark(instrumentId: InstrumentId, price: number): void {
    const line = this.#lines.get(instrumentId) ?? this.#line(instrumentId)
    line.last = price
    if (!line.hasMark) line.price = price
  }

  /** Notes the venue's mark price; undefined when it can no longer be trusted, then the last price counts again. */
  setMarkPrice(instrumentId: InstrumentId, markPrice: number | undefined): void {
    const line = this.#line(instrumentId)
    line.hasMark = markPrice !== undefined
    line.price = markPrice ?? line.last
  }

  /** What positions are valued at: the mark price where the venue gives one, else the last price; undefined before the first. */
  markPrice(instrumentId: InstrumentId): number | undefined {
    return known(this.#lines.get(instrumentId)?.price)
  }

  /** Price of the last trade or quote, undefined before the first one. */
  lastPrice(instrumentId: InstrumentId): number | undefined {
    return known(this.#lines.get(instrumentId)?.last)
  }

  get cash(): number {
    return this.#cash
  }

  /** Cash plus open profit. */
  get equity(): number {
    return this.#cash + this.unrealisedPnl
  }

  /** Open profit of all positions; those without a price yet count nothing. */
  get unrealisedPnl(): number {
    let total = 0
    for (const { price, holdings } of this.#held) {
      if (Number.isNaN(price)) continue
      for (const { quantity, entryPrice } of holdings) total += quantity * (price - entryPrice)
    }
    return total
  }

  /** Open profit of one position, zero before the first price. */
  unrealisedOf({ instrumentId, quantity, entryPrice }: Position): number {
    const price = this.markPrice(instrumentId)
    return price === undefined ? 0 : toFloat(quantity) * (price - toFloat(entryPrice))
  }

  #line(instrumentId: InstrumentId): Line {
    const known = this.#lines.get(instrumentId)
    if (known) return known
    const line = { price: Number.NaN, last: Number.NaN, hasMark: false, holdings: NO_HOLDINGS }
    this.#lines.set(instrumentId, line)
    return line
  }
}

function known(price: number | undefined): number | undefined {
  return price === undefined || Number.isNaN(price) ? undefined : price
}
