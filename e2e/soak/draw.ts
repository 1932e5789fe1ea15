import { SeededRandom } from '../../src-main/base/index.ts'

/** Draws by a seed. */
export class Draw {
  readonly #random: SeededRandom

  constructor(seed: number) {
    this.#random = new SeededRandom(seed)
  }

  chance(probability: number): boolean {
    return this.#random.next() < probability
  }

  between(low: number, high: number): number {
    return low + this.#random.next() * (high - low)
  }

  whole(low: number, high: number): number {
    return Math.floor(this.between(low, high + 1))
  }

  /** @throws Error where there is nothing to pick from. */
  pick<T>(list: readonly T[]): T {
    const picked = this.pickIfAny(list)
    if (picked === undefined) throw new Error('nothing to pick from')
    return picked
  }

  pickIfAny<T>(list: readonly T[]): T | undefined {
    return list[Math.floor(this.#random.next() * list.length)]
  }

  /** Fisher and Yates. */
  shuffled<T>(list: readonly T[]): T[] {
    const left = [...list]
    return list.flatMap(() => left.splice(Math.floor(this.#random.next() * left.length), 1))
  }
}
