import type { Standing } from '../domain/index.ts'
import { standingKey } from './standing.ts'

interface Pair {
  readonly from: Standing
  readonly to: Standing
}

/** Handovers whose receiver has not all of its stops at the venue yet: until then those of the giver cover for it. */
export class HandedOver {
  readonly #isCovered: (standing: Standing) => boolean
  #pairs: readonly Pair[] = []

  constructor(isCovered: (standing: Standing) => boolean) {
    this.#isCovered = isCovered
  }

  begin(from: Standing, to: Standing): void {
    this.#pairs = [...this.#pairs, { from, to }]
  }

  isGiving(standing: Standing): boolean {
    const key = standingKey(standing)
    return this.#pairs.some(({ from }) => standingKey(from) === key)
  }

  /** Something has changed for a receiver: the givers that may let go of their orders now. */
  ended(receiver: Standing): Standing[] {
    const key = standingKey(receiver)
    const isOver = ({ to }: Pair): boolean => standingKey(to) === key
    if (!this.#pairs.some(isOver) || !this.#isCovered(receiver)) return []
    const over = this.#pairs.filter(isOver)
    this.#pairs = this.#pairs.filter((pair) => !isOver(pair))
    return over.map(({ from }) => from)
  }

  clear(): void {
    this.#pairs = []
  }
}
