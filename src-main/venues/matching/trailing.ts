import type { TrailingDistance } from '../../domain/index.ts'
import type { PriceGrid } from './price-grid.ts'

/** Floats that miss a whole tick by less than this are on it. */
const TOLERANCE = 1e-9

/** Distance of a trailing stop in whole ticks of one grid. */
export class Trail {
  readonly #distanceTicks: number | undefined
  readonly #fraction: number
  readonly #isBuy: boolean

  constructor(trailing: TrailingDistance, isBuy: boolean, grid: PriceGrid) {
    this.#distanceTicks = trailing.kind === 'price' ? grid.ticksOf(trailing.distance) : undefined
    this.#fraction = trailing.kind === 'fraction' ? trailing.fraction : 0
    this.#isBuy = isBuy
  }

  /** Trigger behind that best price; a fraction that misses the grid is rounded away from the price. */
  triggerTicks(bestTicks: number): number {
    if (this.#distanceTicks !== undefined) {
      return this.#isBuy ? bestTicks + this.#distanceTicks : bestTicks - this.#distanceTicks
    }
    return this.#isBuy
      ? Math.ceil(bestTicks * (1 + this.#fraction) - TOLERANCE)
      : Math.floor(bestTicks * (1 - this.#fraction) + TOLERANCE)
  }
}
