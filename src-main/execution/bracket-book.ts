import type { Standing } from '../domain/index.ts'
import { advanceBrackets, type Bracket, type PositionChange } from './brackets.ts'
import { standingKey } from './standing.ts'

/** The brackets of every open position. */
export class BracketBook {
  readonly #brackets = new Map<string, readonly Bracket[]>()

  /** A fill has changed a position. */
  advance(change: PositionChange): void {
    const key = standingKey(change.terms)
    const next = advanceBrackets(this.#brackets.get(key) ?? [], change)
    if (next.length > 0) this.#brackets.set(key, next)
    else this.#brackets.delete(key)
  }

  /** Oldest first. */
  of(standing: Standing): readonly Bracket[] {
    return this.#brackets.get(standingKey(standing)) ?? []
  }

  all(): Bracket[] {
    return [...this.#brackets.values()].flat()
  }

  clear(): void {
    this.#brackets.clear()
  }
}
