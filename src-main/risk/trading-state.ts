import { type Disposable, Emitter, EngineError, type Event, ensureNever } from '../base/index.ts'
import type { TradingState } from '../domain/index.ts'

/** Where trading stands and why. */
export type TradingStatus =
  | { readonly state: 'active' }
  /** `killing`: the kill switch closes every position; once flat, trading halts. */
  | { readonly state: 'reducing'; readonly reason: string; readonly killing: boolean }
  | { readonly state: 'halted'; readonly reason: string }

/** {@link TradingStatus} as it is stored. */
export interface StoredTradingState {
  readonly state: TradingState
  readonly reason: string
  /** Absent means that the kill switch was not at work. */
  readonly killing?: boolean
}

/** Keeps trading at least reducing until it is disposed of, whatever is decided meanwhile. */
export interface TradingHold extends Disposable {
  /** Says anew why; does nothing once the hold has ended. */
  explain(reason: string): void
}

export interface TradingStateOptions {
  /** Hears what a listener of `onChange` or `onHold` throws. */
  readonly onError: (error: unknown) => void
}

/**
 * Who may trade: `active` everybody, `reducing` only orders that shrink a position, `halted` only closes by hand.
 * Pausing and the kill switch reduce, a halt halts; a stricter state is left only by `resume`.
 *
 * A *hold* reduces for a while on top of that: it is not stored, `resume` does not end it, and what was decided under it
 * is in force once it has ended.
 */
export class TradingStateMachine {
  readonly #changes: Emitter<TradingStatus>
  readonly #holdChanges: Emitter<TradingStatus>
  readonly #holds = new Map<TradingHold, string>()
  #decided: TradingStatus = { state: 'active' }

  constructor({ onError }: TradingStateOptions) {
    this.#changes = new Emitter<TradingStatus>(onError)
    this.#holdChanges = new Emitter<TradingStatus>(onError)
  }

  /** Another state was decided, with or without a hold over it: this is what is stored. */
  get onChange(): Event<TradingStatus> {
    return this.#changes.event
  }

  /** A hold has begun, ended or been explained anew; tells the status that results. */
  get onHold(): Event<TradingStatus> {
    return this.#holdChanges.event
  }

  /** What was decided by hand, by a rule or after a fault, holds left aside. */
  get decided(): TradingStatus {
    return this.#decided
  }

  /** What is in force: the stricter of what was decided and what is held, with the reasons of both. */
  get status(): TradingStatus {
    let status = this.#decided
    for (const hold of this.#holds.values()) status = reducedBy(status, hold)
    return status
  }

  get state(): TradingState {
    return this.#holds.size > 0 && this.#decided.state === 'active' ? 'reducing' : this.#decided.state
  }

  /** Undefined while trading is active. */
  get reason(): string | undefined {
    return reasonOf(this.status)
  }

  get killing(): boolean {
    return this.#decided.state === 'reducing' && this.#decided.killing
  }

  /** Takes over what was stored before a restart; announces nothing. */
  restore({ state, reason, killing = false }: StoredTradingState): void {
    this.#decided = statusOf(state, reason, killing)
  }

  /** No new entries until the hold is disposed of. Holds add up. */
  hold(reason: string): TradingHold {
    const hold: TradingHold = {
      explain: (next) => {
        if (this.#holds.has(hold)) this.#setHold(hold, next)
      },
      dispose: () => {
        if (this.#holds.delete(hold)) this.#holdChanges.fire(this.status)
      },
    }
    this.#setHold(hold, reason)
    return hold
  }

  /** No new entries. Does nothing where trading is reducing or halted already. */
  pause(reason: string): TradingState {
    if (this.#decided.state === 'active') this.#decide({ state: 'reducing', reason, killing: false })
    return this.state
  }

  /**
   * Back to active trading, or to what a hold still allows.
   * @throws EngineError `BAD_REQUEST` while the kill switch is still closing positions.
   */
  resume(): TradingState {
    if (this.killing) {
      throw new EngineError(
        'BAD_REQUEST',
        'The kill switch is still closing positions. Resume once every position is closed.',
      )
    }
    if (this.#decided.state !== 'active') this.#decide({ state: 'active' })
    return this.state
  }

  /** Kill switch: reduces until {@link handleFlat}, then halts. Pressed again it changes nothing. */
  kill(reason: string): TradingState {
    if (!this.killing) this.#decide({ state: 'reducing', reason, killing: true })
    return this.state
  }

  /** Every position is closed and no order works any more: ends the kill switch. */
  handleFlat(): void {
    const status = this.#decided
    switch (status.state) {
      case 'reducing':
        if (status.killing) this.#decide({ state: 'halted', reason: status.reason })
        return
      case 'active':
      case 'halted':
        return
      default:
        ensureNever(status, 'trading state')
    }
  }

  /** Stops all but closes by hand. The first reason stays. */
  halt(reason: string): TradingState {
    if (this.#decided.state !== 'halted') this.#decide({ state: 'halted', reason })
    return this.state
  }

  #decide(status: TradingStatus): void {
    this.#decided = status
    this.#changes.fire(status)
  }

  #setHold(hold: TradingHold, reason: string): void {
    this.#holds.set(hold, reason)
    this.#holdChanges.fire(this.status)
  }
}

/** Why; undefined while trading is active. */
export function reasonOf(status: TradingStatus): string | undefined {
  return status.state === 'active' ? undefined : status.reason
}

function reducedBy(status: TradingStatus, reason: string): TradingStatus {
  if (status.state === 'active') return { state: 'reducing', reason, killing: false }
  return { ...status, reason: `${status.reason}; ${reason}` }
}

function statusOf(state: TradingState, reason: string, killing: boolean): TradingStatus {
  switch (state) {
    case 'active':
      return { state }
    case 'reducing':
      return { state, reason, killing }
    case 'halted':
      return { state, reason }
    default:
      return ensureNever(state, 'trading state')
  }
}
