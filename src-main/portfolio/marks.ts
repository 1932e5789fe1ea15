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
  /** NaN until the first price: kept a plain double, because this field is written on every market event. */
  price: number
  holdings: readonly Holding[]
}

const NO_HOLDINGS: readonly Holding[] = []

/**
 * Equity at the newest prices, in float64 for the hot path. Prices are only noted when they come; profit is summed when
 * asked for, over the instruments held, so that no rounding adds up. {@link anchor} takes quantities and cash from the exact books.
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

  /** Notes the newest price of an instrument. */
  mark(instrumentId: InstrumentId, price: number): void {
    const line = this.#lines.get(instrumentId)
    if (line) line.price = price
    else this.#lines.set(instrumentId, { price, holdings: NO_HOLDINGS })
  }

  /** Newest price, undefined before the first one. */
  markPrice(instrumentId: InstrumentId): number | undefined {
    const price = this.#lines.get(instrumentId)?.price
    return price === undefined || Number.isNaN(price) ? undefined : price
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
    const line = { price: Number.NaN, holdings: NO_HOLDINGS }
    this.#lines.set(instrumentId, line)
    return line
  }
}
