import { SeededRandom } from '../../src-main/base/index.ts'
import type { Level } from '../../e2e/venue/market/ladder.ts'
import type { BookSide } from './tally.ts'

type Side = 'bids' | 'asks'

/** Ticks from the middle within which levels change. */
const REACH = 200
/** Share of the changes that take a level away. */
const GONE = 0.3
const MOST_LOTS = 5_000

export interface LoadBookOptions {
  readonly bids: readonly Level[]
  readonly asks: readonly Level[]
  readonly seed: number
  readonly priceOf: (ticks: number) => number
  readonly quantityOf: (lots: number) => number
}

/** The order book of one instrument: levels come, change and go on both sides of a middle that stays. */
export class LoadBook {
  readonly #options: LoadBookOptions
  readonly #random: SeededRandom
  readonly #levels: Readonly<Record<Side, Map<number, number>>>
  readonly #best: Readonly<Record<Side, number>>

  constructor(options: LoadBookOptions) {
    const { bids, asks, seed } = options
    this.#options = options
    this.#random = new SeededRandom(seed)
    this.#levels = { bids: mapOf(bids), asks: mapOf(asks) }
    this.#best = { bids: Math.max(...this.#levels.bids.keys()), asks: Math.min(...this.#levels.asks.keys()) }
  }

  /** Changes so many levels of a side; one with 0 lots has gone. */
  change(side: Side, count: number): Level[] {
    const changed = new Map<number, number>()
    while (changed.size < count) {
      const distance = Math.floor(this.#random.next() * REACH)
      const ticks = side === 'bids' ? this.#best.bids - distance : this.#best.asks + distance
      const isGone = distance > 0 && this.#random.next() < GONE
      changed.set(ticks, isGone ? 0 : 1 + Math.floor(this.#random.next() * MOST_LOTS))
    }
    const levels = this.#levels[side]
    for (const [ticks, lots] of changed) {
      if (lots === 0) levels.delete(ticks)
      else levels.set(ticks, lots)
    }
    return Array.from(changed, ([ticks, lots]) => ({ ticks, lots }))
  }

  /** The level that is always there. */
  best(side: Side): Level {
    const ticks = this.#best[side]
    return { ticks, lots: this.#levels[side].get(ticks) ?? 0 }
  }

  /** The best levels of a side. */
  view(side: Side, depth: number): BookSide {
    const { priceOf, quantityOf } = this.#options
    const direction = side === 'bids' ? -1 : 1
    return [...this.#levels[side]]
      .toSorted(([left], [right]) => direction * (left - right))
      .slice(0, depth)
      .map(([ticks, lots]) => [priceOf(ticks), quantityOf(lots)])
  }
}

function mapOf(levels: readonly Level[]): Map<number, number> {
  return new Map(levels.map(({ ticks, lots }) => [ticks, lots]))
}
