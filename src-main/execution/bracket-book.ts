import type { InstrumentId, Quantity, Standing } from '../domain/index.ts'
import { adjustBrackets, advanceBrackets, type Bracket, type PositionChange, type QuantityChange } from './brackets.ts'
import {
  bracketsAfterHandover,
  type ExitDecision,
  handBrackets,
  type HandoverStep,
  partsOf,
} from './handed-brackets.ts'
import { standingKey } from './standing.ts'

/** The brackets of every open position. */
export class BracketBook {
  readonly #brackets = new Map<string, readonly Bracket[]>()

  /** A fill has changed a position. */
  advance(change: PositionChange): void {
    this.#set(change.terms, advanceBrackets(this.of(change.terms), change))
  }

  /** A position has changed without a fill. */
  adjust(standing: Standing, change: QuantityChange): void {
    this.#set(standing, adjustBrackets(this.of(standing), change, standing))
  }

  /** What so much of a position would take along to another owner. */
  partsOf(standing: Standing, quantity: Quantity, decision: ExitDecision): readonly Bracket[] {
    return partsOf(this.of(standing), quantity, decision)
  }

  /** Parts go to another owner. */
  hand(from: Standing, to: Standing, parts: readonly Bracket[]): void {
    const { given, received } = handBrackets({ from: this.of(from), to: this.of(to), parts, receiver: to })
    this.#set(from, given)
    this.#set(to, received)
  }

  /** A ledger tells one owner's side of a handover. */
  replayHandover(step: HandoverStep): void {
    this.#set(step.standing, bracketsAfterHandover(this.of(step.standing), step))
  }

  /** Oldest first. */
  of(standing: Standing): readonly Bracket[] {
    return this.#brackets.get(standingKey(standing)) ?? []
  }

  /** Of every position in the instrument. */
  ofInstrument(instrumentId: InstrumentId): Bracket[] {
    const found: Bracket[] = []
    for (const brackets of this.#brackets.values())
      for (const bracket of brackets) if (bracket.instrumentId === instrumentId) found.push(bracket)
    return found
  }

  all(): Bracket[] {
    return [...this.#brackets.values()].flat()
  }

  clear(): void {
    this.#brackets.clear()
  }

  #set(standing: Standing, brackets: readonly Bracket[]): void {
    if (brackets.length > 0) this.#brackets.set(standingKey(standing), brackets)
    else this.#brackets.delete(standingKey(standing))
  }
}
