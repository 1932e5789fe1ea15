/** What of a sequence two processes compare: how many, and a sum over all in their order. */
export interface Counted {
  readonly count: number
  readonly digest: number
}

/** Prices and quantities of one side, best first. */
export type BookSide = readonly (readonly [price: number, quantity: number])[]

export interface BookTally {
  readonly bids: BookSide
  readonly asks: BookSide
}

/** What was sent, or has come, since the start of the process; by symbol such as "BTC-USDT". */
export interface Tally {
  readonly trades: Readonly<Record<string, Counted>>
  readonly closedCandles: Readonly<Record<string, Counted>>
  readonly books: Readonly<Record<string, BookTally>>
  /** Of the account. */
  readonly fills: Counted
}

const PRIME = 67_108_859
const FACTOR = 31

/** Counts, and adds up in a way that tells orders apart; without keeping anything. */
export class Counter implements Counted {
  count = 0
  digest = 0

  add(...figures: readonly number[]): void {
    this.count += 1
    for (const figure of figures) this.digest = (this.digest * FACTOR + figure) % PRIME
  }

  view(): Counted {
    return { count: this.count, digest: this.digest }
  }
}
