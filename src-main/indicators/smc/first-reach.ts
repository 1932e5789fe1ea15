import type { Direction } from './bar-columns.ts'

/** What the searches give where no value gets there. */
export const NEVER = -1

/**
 * Finds the first value at or after a position that gets to a level, in logarithmic time: every node of a binary tree over
 * the values holds the extreme of those below it (the segment tree of J. Bentley, 1977).
 */
export class FirstReach {
  readonly #direction: Direction
  readonly #count: number
  /** Leaves, a power of two; the tree lies in one array, the children of node k at 2k and 2k + 1. */
  readonly #leaves: number
  /** Values times the direction, so that the extreme is always the greatest. */
  readonly #tree: Float64Array

  /** @param direction - 1 looks for values at or above a level, -1 for those at or below it. */
  constructor(values: ArrayLike<number>, direction: Direction) {
    this.#direction = direction
    this.#count = values.length
    this.#leaves = 2 ** Math.ceil(Math.log2(Math.max(1, values.length)))
    this.#tree = new Float64Array(2 * this.#leaves).fill(-Infinity)
    for (let index = 0; index < values.length; index += 1) {
      this.#tree[this.#leaves + index] = (values[index] ?? Number.NaN) * direction
    }
    for (let node = this.#leaves - 1; node > 0; node -= 1) this.#renew(node)
  }

  /** Position of the first value from `from` on that touches `level` or lies beyond it; {@link NEVER} if none does. */
  reaching(level: number, from: number): number {
    return this.#search(level * this.#direction, from, false)
  }

  /** Position of the first value from `from` on that lies beyond `level`; {@link NEVER} if none does. */
  passing(level: number, from: number): number {
    return this.#search(level * this.#direction, from, true)
  }

  /** Takes the value at a position out of all later searches. */
  forget(position: number): void {
    let node = this.#leaves + position
    this.#tree[node] = -Infinity
    for (node >>= 1; node > 0; node >>= 1) this.#renew(node)
  }

  #search(level: number, from: number, isStrict: boolean): number {
    if (from >= this.#count) return NEVER
    let node = this.#leaves + from
    while (!this.#holds(node, level, isStrict)) {
      while (node % 2 === 1) node >>= 1
      if (node === 0) return NEVER
      node += 1
    }
    while (node < this.#leaves) {
      node *= 2
      if (!this.#holds(node, level, isStrict)) node += 1
    }
    return node - this.#leaves
  }

  #holds(node: number, level: number, isStrict: boolean): boolean {
    const extreme = this.#tree[node] ?? -Infinity
    return isStrict ? extreme > level : extreme >= level
  }

  #renew(node: number): void {
    this.#tree[node] = Math.max(this.#tree[2 * node] ?? -Infinity, this.#tree[2 * node + 1] ?? -Infinity)
  }
}
