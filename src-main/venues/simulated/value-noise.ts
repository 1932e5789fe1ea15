import { hashUnit } from '../../base/index.ts'

/**
 * Value noise: hashed numbers on a lattice of `periodMs`, joined by a smooth curve. A function of time alone; the cell
 * last looked at is remembered because time is mostly walked forward.
 */
export class ValueNoise {
  readonly #seed: number
  readonly #periodMs: number
  #cell = Number.NaN
  #left = 0
  #right = 0

  constructor(seed: number, periodMs: number) {
    this.#seed = seed
    this.#periodMs = periodMs
  }

  /** A number in [-1, 1). */
  at(timeMs: number): number {
    const position = timeMs / this.#periodMs
    const cell = Math.floor(position)
    if (cell !== this.#cell) this.#enter(cell)
    return this.#left + (this.#right - this.#left) * smoothStep(position - cell)
  }

  #enter(cell: number): void {
    this.#cell = cell
    this.#left = hashUnit(this.#seed, cell) * 2 - 1
    this.#right = hashUnit(this.#seed, cell + 1) * 2 - 1
  }
}

/** Rises from 0 to 1 on [0, 1] with level ends: 3x² − 2x³. */
export function smoothStep(x: number): number {
  return x * x * (3 - 2 * x)
}
