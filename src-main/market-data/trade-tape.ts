import { Emitter, type Event, RingBuffer } from '../base/index.ts'
import type { Trade } from '../domain/index.ts'

/** Trades of one instrument that are kept. */
export const TAPE_LENGTH = 200

/** A public trade with its number. */
export interface TapedTrade extends Trade {
  /** Counts from 1 per instrument since the engine started. */
  readonly tradeSeq: number
}

/** The newest public trades of one instrument. */
export class TradeTape {
  readonly #trades = new RingBuffer<TapedTrade>(TAPE_LENGTH)
  readonly #taped: Emitter<TapedTrade>
  #lastSeq = 0

  constructor(onListenerError: (error: unknown) => void) {
    this.#taped = new Emitter(onListenerError)
  }

  get onTrade(): Event<TapedTrade> {
    return this.#taped.event
  }

  /** Oldest first. */
  trades(): readonly TapedTrade[] {
    return this.#trades.toArray()
  }

  add(trade: Trade): void {
    this.#lastSeq += 1
    const taped = { ...trade, tradeSeq: this.#lastSeq }
    this.#trades.push(taped)
    this.#taped.fire(taped)
  }
}
