import { mix32 } from '../../base/index.ts'
import type { BookLevel, OrderBook, Quote } from '../../domain/index.ts'
import type { MarketProfile } from './simulated-instruments.ts'

/** Levels of one side. */
export const LADDER_DEPTH = 25

/** Distance between two levels, as a share of the usual spread. */
const RUNG_PER_SPREAD = 0.5

/** Share of the places between the first level and the last at which nobody stands. */
const EMPTY_SHARE = 0.15

/** Share of the levels at which somebody large stands, and how much larger. */
const WALL_SHARE = 0.04
const WALL_SIZE = 4

/** Places next to the best price are thinner, as those who stand there come last: their share of the usual size. */
const NEAR_SHARES = [0.4, 0.6, 0.8] as const

/** A level keeps its size for so long; each changes at a moment of its own. */
const STEADY_MS = 24_000

/** Largest part of its size by which a level changes. */
const CHANGE = 0.2

const UINT32 = 4_294_967_296

/** Purposes of the numbers that are drawn for one price. */
const KEY = { isEmpty: 1, size: 2, isWall: 3, phase: 4, change: 5 } as const

/**
 * The book behind the best prices of one market. Levels stand on a lattice of prices, so that they stay where they are
 * while the best prices move over them, and each is a function of seed, price and time.
 */
export class BookLadder {
  readonly #profile: MarketProfile
  readonly #seed: number
  /** Ticks between two places of the lattice. */
  readonly #rungTicks: number

  constructor(seed: number, profile: MarketProfile) {
    this.#profile = profile
    this.#seed = mix32(seed ^ 0xb00c)
    const { basePrice, ticksPerUnit, spreadBps } = profile
    this.#rungTicks = Math.max(1, Math.round((basePrice * ticksPerUnit * spreadBps * RUNG_PER_SPREAD) / 10_000))
  }

  /** The book whose best prices are the quote's. */
  around(quote: Quote): OrderBook {
    return { timeMs: quote.timeMs, bids: this.#bids(quote), asks: this.#asks(quote) }
  }

  #bids({ bid, bidSize, timeMs }: Quote): BookLevel[] {
    const bestTicks = Math.round(bid * this.#profile.ticksPerUnit)
    const firstRung = Math.ceil(bestTicks / this.#rungTicks) - 1
    // Nothing is bid at nothing.
    const rungs = Math.max(0, firstRung)
    return [[bid, bidSize], ...this.#levels({ firstRung, step: -1, rungs, timeMs })]
  }

  #asks({ ask, askSize, timeMs }: Quote): BookLevel[] {
    const bestTicks = Math.round(ask * this.#profile.ticksPerUnit)
    const firstRung = Math.floor(bestTicks / this.#rungTicks) + 1
    return [[ask, askSize], ...this.#levels({ firstRung, step: 1, rungs: Infinity, timeMs })]
  }

  #levels(side: { firstRung: number; step: 1 | -1; rungs: number; timeMs: number }): BookLevel[] {
    const { ticksPerUnit } = this.#profile
    const levels: BookLevel[] = []
    for (let passed = 0; levels.length < LADDER_DEPTH - 1 && passed < side.rungs; passed += 1) {
      const ticks = (side.firstRung + side.step * passed) * this.#rungTicks
      const price = mix32(this.#seed ^ mix32(ticks))
      if (draw(price, KEY.isEmpty) < EMPTY_SHARE) continue
      levels.push([ticks / ticksPerUnit, this.#size(price, NEAR_SHARES[passed] ?? 1, side.timeMs)])
    }
    return levels
  }

  /** Base units at a level; `price` is the hash of its price, `share` how much of the usual size stands there. */
  #size(price: number, share: number, timeMs: number): number {
    const { bookLots, lotsPerUnit } = this.#profile
    const wall = draw(price, KEY.isWall) < WALL_SHARE ? WALL_SIZE : 1
    const own = 10 ** (draw(price, KEY.size) * 0.8 - 0.4) * wall * share
    const epoch = Math.floor(timeMs / STEADY_MS + draw(price, KEY.phase))
    const change = 1 + CHANGE * (2 * draw(mix32(price ^ mix32(epoch)), KEY.change) - 1)
    return Math.max(1, Math.round(bookLots * own * change)) / lotsPerUnit
  }
}

/** A number in [0, 1) for one purpose. */
function draw(hash: number, key: number): number {
  return mix32(hash + Math.imul(key, 0x9e37_79b9)) / UINT32
}
