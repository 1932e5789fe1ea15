import type { BookView } from '../../../src-contract/index.ts'

type Levels = ReadonlyMap<number, number>

/** An order book, kept equal to its stream: quantity in base units by price. */
export class Book {
  readonly #bids = new Map<number, number>()
  readonly #asks = new Map<number, number>()

  get bids(): Levels {
    return this.#bids
  }

  get asks(): Levels {
    return this.#asks
  }

  get isEmpty(): boolean {
    return this.#bids.size === 0 && this.#asks.size === 0
  }

  /** Undefined while nobody bids. */
  get bestBid(): number | undefined {
    return this.#bids.size === 0 ? undefined : Math.max(...this.#bids.keys())
  }

  get bestAsk(): number | undefined {
    return this.#asks.size === 0 ? undefined : Math.min(...this.#asks.keys())
  }

  /** Takes a whole book. */
  replace(view: BookView): void {
    this.#bids.clear()
    this.#asks.clear()
    this.apply(view)
  }

  /** Takes levels that changed; a quantity of 0 takes the level away. */
  apply({ bids, asks }: BookView): void {
    for (const [price, quantity] of bids) setLevel(this.#bids, price, quantity)
    for (const [price, quantity] of asks) setLevel(this.#asks, price, quantity)
  }
}

function setLevel(levels: Map<number, number>, price: number, quantity: number): void {
  if (quantity === 0) levels.delete(price)
  else levels.set(price, quantity)
}
