import { hashUnit } from '../../../src-main/base/index.ts'

/** A price level in whole ticks and lots. */
export interface Level {
  readonly ticks: number
  readonly lots: number
}

/** What has changed in the book since the diff before; a level of no lots has gone. */
export interface DepthDiff {
  readonly firstUpdateId: number
  readonly lastUpdateId: number
  /** Last id of the diff before. */
  readonly previousUpdateId: number
  readonly bids: readonly Level[]
  readonly asks: readonly Level[]
}

export interface LadderOptions {
  readonly seed: number
  readonly depth: number
  /** Ticks between two levels. */
  readonly spacing: number
  /** Lots that a level has on average. */
  readonly averageLots: number
}

/**
 * What everybody else wants and offers: one level right beside the middle on each side, the others on a fixed grid of
 * prices. Sizes hang on seed and price only, so that a move of the middle changes few levels. What is taken stays taken
 * until the middle moves.
 */
export class Ladder {
  readonly #options: LadderOptions
  #bids: readonly Level[] = []
  #asks: readonly Level[] = []
  #updateId = 1_000

  constructor(midTicks: number, options: LadderOptions) {
    this.#options = options
    this.moveTo(midTicks)
  }

  /** Best first. */
  get bids(): readonly Level[] {
    return this.#bids
  }

  /** Best first. */
  get asks(): readonly Level[] {
    return this.#asks
  }

  get lastUpdateId(): number {
    return this.#updateId
  }

  /** Puts the whole book around another middle. */
  moveTo(midTicks: number): DepthDiff {
    const bids = this.#side(midTicks, -1)
    const asks = this.#side(midTicks, 1)
    return this.#replace(bids, asks)
  }

  /** Puts these levels in the place of all others, best first. */
  put(bids: readonly Level[], asks: readonly Level[]): DepthDiff {
    return this.#replace(bids, asks)
  }

  /** Takes lots away, by price. */
  consume(side: 'bids' | 'asks', taken: ReadonlyMap<number, number>): DepthDiff {
    const rest = (side === 'bids' ? this.#bids : this.#asks)
      .map(({ ticks, lots }) => ({ ticks, lots: lots - (taken.get(ticks) ?? 0) }))
      .filter((level) => level.lots > 0)
    return side === 'bids' ? this.#replace(rest, this.#asks) : this.#replace(this.#bids, rest)
  }

  #replace(bids: readonly Level[], asks: readonly Level[]): DepthDiff {
    const changes = { bids: changesBetween(this.#bids, bids), asks: changesBetween(this.#asks, asks) }
    const previousUpdateId = this.#updateId
    this.#updateId += Math.max(1, changes.bids.length + changes.asks.length)
    this.#bids = bids
    this.#asks = asks
    return { firstUpdateId: previousUpdateId + 1, lastUpdateId: this.#updateId, previousUpdateId, ...changes }
  }

  #side(midTicks: number, direction: 1 | -1): Level[] {
    const { depth, spacing } = this.#options
    const best = midTicks + direction
    const first = direction > 0 ? Math.floor(best / spacing) * spacing : Math.ceil(best / spacing) * spacing
    const prices = [best, ...Array.from({ length: depth - 1 }, (_, index) => first + direction * spacing * (index + 1))]
    return prices.filter((ticks) => ticks > 0).map((ticks) => ({ ticks, lots: this.#lotsAt(ticks) }))
  }

  #lotsAt(ticks: number): number {
    const { seed, averageLots } = this.#options
    return Math.max(1, Math.round(averageLots * (0.5 + hashUnit(seed, ticks))))
  }
}

function changesBetween(before: readonly Level[], after: readonly Level[]): Level[] {
  const old = new Map(before.map(({ ticks, lots }) => [ticks, lots]))
  const kept = new Set(after.map(({ ticks }) => ticks))
  const gone = before.filter(({ ticks }) => !kept.has(ticks)).map(({ ticks }) => ({ ticks, lots: 0 }))
  return [...after.filter(({ ticks, lots }) => old.get(ticks) !== lots), ...gone]
}
