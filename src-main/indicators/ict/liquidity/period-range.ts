import type { TimeMs } from '../../../base/index.ts'
import type { Candle } from '../../../domain/index.ts'

/** Highest and lowest price of the bars of a period, as far as they have come. */
export class PeriodRange {
  readonly formedAtMs: TimeMs
  readonly #open: number
  #high: number
  #low: number
  #close: number

  /** @param first - The first bar of the period that there is. */
  constructor({ openTimeMs, open, high, low, close }: Candle) {
    this.formedAtMs = openTimeMs
    this.#open = open
    this.#high = high
    this.#low = low
    this.#close = close
  }

  get top(): number {
    return this.#high
  }

  get bottom(): number {
    return this.#low
  }

  /** 1 where the period closed above its open, -1 below, 0 at it. */
  get direction(): 1 | 0 | -1 {
    if (this.#close === this.#open) return 0
    return this.#close > this.#open ? 1 : -1
  }

  add({ high, low, close }: Candle): void {
    if (high > this.#high) this.#high = high
    if (low < this.#low) this.#low = low
    this.#close = close
  }
}
