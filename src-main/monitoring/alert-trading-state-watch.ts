import type { TradingState } from '../domain/index.ts'
import { ensureNever } from '../base/index.ts'
import type { AlertBook } from './alert-book.ts'
import { sentence } from './alert-text.ts'

/** Raises it while trading is not active. */
export class TradingStateWatch {
  readonly #book: Pick<AlertBook, 'raise' | 'resolve'>

  constructor(book: Pick<AlertBook, 'raise' | 'resolve'>) {
    this.#book = book
  }

  handleState(state: TradingState, reason: string): void {
    switch (state) {
      case 'active':
        this.#book.resolve({ code: 'TRADING_REDUCING', subject: null })
        this.#book.resolve({ code: 'TRADING_HALTED', subject: null })
        return
      case 'reducing':
        this.#book.resolve({ code: 'TRADING_HALTED', subject: null })
        this.#raiseReducing(reason)
        return
      case 'halted':
        this.#book.resolve({ code: 'TRADING_REDUCING', subject: null })
        this.#raiseHalted(reason)
        return
      default:
        ensureNever(state, 'trading state')
    }
  }

  #raiseReducing(reason: string): void {
    this.#book.raise({
      code: 'TRADING_REDUCING',
      subject: null,
      instrumentId: null,
      severity: 'warning',
      title: 'Trading is reducing: no new entries',
      detail: `${sentence(reason)} Exits, stops and cancels go on. Resume trading when entries are wanted again.`,
    })
  }

  #raiseHalted(reason: string): void {
    this.#book.raise({
      code: 'TRADING_HALTED',
      subject: null,
      instrumentId: null,
      severity: 'critical',
      title: 'Trading is halted',
      detail: `${sentence(reason)} Stops at the venue stay, and positions can be closed by hand. Find the cause, then resume trading.`,
    })
  }
}
