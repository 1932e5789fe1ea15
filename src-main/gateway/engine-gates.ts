import { EngineError, invariant } from '../base/index.ts'
import { EngineGate } from './engine-gate.ts'
import type { EngineApi } from './ports.ts'

/** Names of the accounts that the engine trades on. */
export interface DeclaredAccounts {
  /** The one that callers get who name none. */
  readonly first: string
  readonly others: readonly string[]
}

/**
 * One gate for each account that is traded on, and one for callers who name none: it leads to the first account, whichever
 * that is. Who names an account is never led to another one, also where the first one becomes another.
 */
export class EngineGates {
  readonly #unnamed = new EngineGate()
  readonly #named = new Map<string, EngineGate>()
  #first: string | undefined
  #isClosed = false

  /**
   * Says which accounts there are; before their engines are opened, and again when they change. Callers of one that is gone
   * are told so.
   */
  declare({ first, others }: DeclaredAccounts): void {
    const names = [first, ...others]
    invariant(new Set(names).size === names.length, `each account is traded on once: ${names.join(', ')}`)
    for (const [name, gate] of this.#named) {
      if (names.includes(name)) continue
      this.#named.delete(name)
      gate.withdraw(notTraded(name, names))
    }
    for (const name of names) if (!this.#named.has(name)) this.#named.set(name, this.#newGate())
    this.#first = first
  }

  /** The account has an engine, or has it anew; absent: the first one. */
  open(engine: EngineApi, account?: string): void {
    for (const gate of this.#leadingTo(account)) gate.open(engine)
  }

  /** Until it is opened again, the account's engine answers only what needs no trading session; absent: the first one's. */
  hold(account?: string): void {
    for (const gate of this.#leadingTo(account)) gate.hold()
  }

  /** Until the account has an engine, or has it anew, its callers are told what is waited for; absent: the first one's. */
  explain(because: string, account?: string): void {
    for (const gate of this.#leadingTo(account)) gate.explain(because)
  }

  /** For good, all of them. */
  close(): void {
    this.#isClosed = true
    for (const gate of [this.#unnamed, ...this.#named.values()]) gate.close()
  }

  /**
   * The gate of the account that a caller names.
   * @throws EngineError `ACCOUNT_NOT_TRADED` with the `known` ones; `NOT_READY` while nobody knows them yet.
   */
  of(account: string | undefined): EngineGate {
    if (account === undefined) return this.#unnamed
    const gate = this.#named.get(account)
    if (gate) return gate
    if (this.#first === undefined) this.#unnamed.engine()
    throw notTraded(account, [...this.#named.keys()])
  }

  /** As {@link of}; where there is no such account, a gate at which each call is told so. */
  ofOrRefusing(account: string | undefined): EngineGate {
    try {
      return this.of(account)
    } catch (error) {
      if (!(error instanceof EngineError)) throw error
      const gate = this.#newGate()
      gate.withdraw(error)
      return gate
    }
  }

  #leadingTo(account: string | undefined): EngineGate[] {
    const name = account ?? this.#first
    const named = name === undefined ? undefined : this.#named.get(name)
    invariant(account === undefined || named !== undefined, `the account "${account}" was declared to the door`)
    return [...(name === this.#first ? [this.#unnamed] : []), ...(named ? [named] : [])]
  }

  #newGate(): EngineGate {
    const gate = new EngineGate()
    if (this.#isClosed) gate.close()
    return gate
  }
}

function notTraded(account: string, known: readonly string[]): EngineError {
  const names = known.length === 0 ? '' : ` It trades on ${known.join(', ')}.`
  return new EngineError('ACCOUNT_NOT_TRADED', `The engine does not trade on the account "${account}".${names}`, {
    data: { account, known },
  })
}
