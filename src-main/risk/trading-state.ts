import { Emitter, EngineError, type Event, ensureNever } from '../base/index.ts'
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

export interface TradingStateOptions {
  /** Hears what a listener of `onChange` throws. */
  readonly onError: (error: unknown) => void
}

/**
 * Who may trade: `active` everybody, `reducing` only orders that shrink a position, `halted` only closes by hand.
 * Pausing and the kill switch reduce, a halt halts; a stricter state is left only by `resume`.
 */
export class TradingStateMachine {
  readonly #changes: Emitter<TradingStatus>
  #status: TradingStatus = { state: 'active' }

  constructor({ onError }: TradingStateOptions) {
    this.#changes = new Emitter<TradingStatus>(onError)
  }

  get onChange(): Event<TradingStatus> {
    return this.#changes.event
  }

  get status(): TradingStatus {
    return this.#status
  }

  get state(): TradingState {
    return this.#status.state
  }

  /** Undefined while trading is active. */
  get reason(): string | undefined {
    return this.#status.state === 'active' ? undefined : this.#status.reason
  }

  get killing(): boolean {
    return this.#status.state === 'reducing' && this.#status.killing
  }

  /** Takes over what was stored before a restart; announces nothing. */
  restore({ state, reason, killing = false }: StoredTradingState): void {
    this.#status = statusOf(state, reason, killing)
  }

  /** No new entries. Does nothing where trading is reducing or halted already. */
  pause(reason: string): TradingState {
    if (this.#status.state === 'active') this.#change({ state: 'reducing', reason, killing: false })
    return this.state
  }

  /**
   * Back to active trading.
   * @throws EngineError `BAD_REQUEST` while the kill switch is still closing positions.
   */
  resume(): TradingState {
    if (this.killing) {
      throw new EngineError(
        'BAD_REQUEST',
        'The kill switch is still closing positions. Resume once every position is closed.',
      )
    }
    if (this.#status.state !== 'active') this.#change({ state: 'active' })
    return this.state
  }

  /** Kill switch: reduces until {@link handleFlat}, then halts. Pressed again it changes nothing. */
  kill(reason: string): TradingState {
    if (!this.killing) this.#change({ state: 'reducing', reason, killing: true })
    return this.state
  }

  /** Every position is closed and no order works any more: ends the kill switch. */
  handleFlat(): void {
    const status = this.#status
    switch (status.state) {
      case 'reducing':
        if (status.killing) this.#change({ state: 'halted', reason: status.reason })
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
    if (this.#status.state !== 'halted') this.#change({ state: 'halted', reason })
    return this.state
  }

  #change(status: TradingStatus): void {
    this.#status = status
    this.#changes.fire(status)
  }
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
