import { hashUnit } from '../../base/index.ts'
import { smoothStep } from './value-noise.ts'

const SECOND_MS = 1_000
const MINUTE_MS = 60_000

/** A shock may come once per slot. */
const SLOT_MS = 180 * MINUTE_MS
const PROBABILITY = 0.4
const RISE_MS = 40 * SECOND_MS
const DECAY_MS = 18 * MINUTE_MS

/** Smallest and largest move of a shock, as a fraction of the price. */
export const SHOCK_MIN_MOVE = 0.005
export const SHOCK_MAX_MOVE = 0.014

/** One sudden move that fades; `size` 0 where the slot has none. */
interface Shock {
  readonly size: number
  readonly beginsAtMs: number
}

/** Sudden moves at hashed times, a function of seed and time; the slot last looked at is remembered. */
export class ShockTrain {
  readonly #seed: number
  #slot = Number.NaN
  #before: Shock = { size: 0, beginsAtMs: 0 }
  #current: Shock = { size: 0, beginsAtMs: 0 }

  constructor(seed: number) {
    this.#seed = seed
  }

  /** Move at this time as a fraction of the price; a shock has faded before the slot after its own ends. */
  at(timeMs: number): number {
    const slot = Math.floor(timeMs / SLOT_MS)
    if (slot !== this.#slot) {
      this.#slot = slot
      this.#before = this.#shockOf(slot - 1)
      this.#current = this.#shockOf(slot)
    }
    return moveOf(this.#before, timeMs) + moveOf(this.#current, timeMs)
  }

  #shockOf(slot: number): Shock {
    const seed = this.#seed
    const beginsAtMs = (slot + 0.8 * hashUnit(seed, slot, 2)) * SLOT_MS
    if (hashUnit(seed, slot, 1) >= PROBABILITY) return { size: 0, beginsAtMs }
    const size = SHOCK_MIN_MOVE + (SHOCK_MAX_MOVE - SHOCK_MIN_MOVE) * hashUnit(seed, slot, 3)
    return { size: hashUnit(seed, slot, 4) < 0.5 ? -size : size, beginsAtMs }
  }
}

function moveOf({ size, beginsAtMs }: Shock, timeMs: number): number {
  const sinceMs = timeMs - beginsAtMs
  if (size === 0 || sinceMs <= 0) return 0
  return size * smoothStep(Math.min(1, sinceMs / RISE_MS)) * Math.exp(-sinceMs / DECAY_MS)
}
