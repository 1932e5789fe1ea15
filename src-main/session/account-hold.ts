import type { TradingHold, TradingStateMachine } from '../risk/index.ts'

/** Keeps entries of the whole account back for as long as somebody says why. */
export class AccountHold {
  readonly #tradingState: Pick<TradingStateMachine, 'hold'>
  #held: { readonly hold: TradingHold; readonly reason: string } | undefined

  constructor(tradingState: Pick<TradingStateMachine, 'hold'>) {
    this.#tradingState = tradingState
  }

  /** Undefined: nothing is to be kept back any more. The same reason again is not announced again. */
  set(reason: string | undefined): void {
    const held = this.#held
    if (reason === held?.reason) return
    if (reason === undefined) {
      held?.hold.dispose()
      this.#held = undefined
      return
    }
    held?.hold.explain(reason)
    this.#held = { hold: held?.hold ?? this.#tradingState.hold(reason), reason }
  }
}
