import type { TradeView } from '../../../src-contract/index.ts'

/** How large a trade is beside the others. */
export type TapeWeight = 'usual' | 'large' | 'huge'

export interface TradeRow {
  readonly kind: 'trade'
  readonly timeMs: number
  readonly price: number
  /** Base units, of all trades that are folded into the row. */
  readonly quantity: number
  readonly takerSide: 'buy' | 'sell'
  readonly weight: TapeWeight
}

/** So many trades were left out, because more came than could be shown. */
export interface SkippedRow {
  readonly kind: 'skipped'
  readonly count: number
}

export type TapeRow = TradeRow | SkippedRow

/** What a table of the newest rows has to do to be right again. */
export interface TapeChange {
  /** The newest row as it is now, where trades were folded into it. */
  readonly grown: TradeRow | undefined
  /** Rows that came, oldest first. */
  readonly added: readonly TapeRow[]
}

/** Rows that are kept for another filter. */
const KEPT_ROWS = 1_000
/** Share of a new trade in the usual size. */
const USUAL_WEIGHT = 0.02
const LARGE_FROM = 3
const HUGE_FROM = 8

/**
 * Public trades, newest kept. Trades of one moment, price and side are one row: they are what one taker did. Rows under
 * the least quantity are kept, too, but not shown.
 */
export class Tape {
  #rows: TapeRow[] = []
  #least = 0
  #usual: number | undefined
  #loaded = false

  /** False until a whole tape has come. */
  get isLoaded(): boolean {
    return this.#loaded
  }

  /** Smallest quantity that is shown, in base units. */
  setLeast(quantity: number): void {
    this.#least = quantity
  }

  /** Takes a whole tape, oldest first. */
  replace(trades: readonly TradeView[]): void {
    this.#rows = []
    this.#loaded = true
    this.add(trades, 0)
  }

  /** Takes trades, oldest first; `skipped` were left out before the first of them. */
  add(trades: readonly TradeView[], skipped: number): TapeChange {
    const before = this.#rows.at(-1)
    const known = this.#rows.length
    if (skipped > 0) this.#rows.push({ kind: 'skipped', count: skipped })
    for (const trade of trades) this.#take(trade)
    const grown = this.#rows[known - 1]
    const changed = grown?.kind === 'trade' && grown !== before ? grown : undefined
    const wasShown = before !== undefined && this.#isShown(before)
    const added = this.#rows.slice(known).filter((row) => this.#isShown(row))
    this.#rows.splice(0, this.#rows.length - KEPT_ROWS)
    if (changed === undefined || !this.#isShown(changed)) return { grown: undefined, added }
    return wasShown ? { grown: changed, added } : { grown: undefined, added: [changed, ...added] }
  }

  /** The newest rows that are shown, newest first. */
  newest(count: number): readonly TapeRow[] {
    const found: TapeRow[] = []
    for (let index = this.#rows.length - 1; index >= 0 && found.length < count; index -= 1) {
      const row = this.#rows[index]
      if (row !== undefined && this.#isShown(row)) found.push(row)
    }
    return found
  }

  #take({ timeMs, price, quantity, takerSide }: TradeView): void {
    this.#usual = this.#usual === undefined ? quantity : this.#usual + (quantity - this.#usual) * USUAL_WEIGHT
    const last = this.#rows.at(-1)
    const folds =
      last?.kind === 'trade' && last.timeMs === timeMs && last.price === price && last.takerSide === takerSide
    const sum = folds ? last.quantity + quantity : quantity
    const row: TradeRow = { kind: 'trade', timeMs, price, quantity: sum, takerSide, weight: this.#weightOf(sum) }
    if (folds) this.#rows[this.#rows.length - 1] = row
    else this.#rows.push(row)
  }

  #weightOf(quantity: number): TapeWeight {
    const times = quantity / (this.#usual ?? quantity)
    if (times >= HUGE_FROM) return 'huge'
    return times >= LARGE_FROM ? 'large' : 'usual'
  }

  #isShown(row: TapeRow): boolean {
    return row.kind === 'skipped' || row.quantity >= this.#least
  }
}
