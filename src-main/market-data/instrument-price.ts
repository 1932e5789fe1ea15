import { type TimeMs, timeMs } from '../base/index.ts'
import type { Quote } from '../domain/index.ts'

/** The newest price of one instrument and when it came. */
export class InstrumentPrice {
  #last: number | undefined
  #quote: Quote | undefined
  #timeMs = 0
  #receivedAtMs: number | undefined
  #hasTicks = false
  /** True until the first price has come, and again while none comes; set by whoever watches the age. */
  stale = true

  /** Newest price known; before the first live one the close of the newest stored bar. */
  get last(): number | undefined {
    return this.#last
  }

  get quote(): Quote | undefined {
    return this.#quote
  }

  /** Session time of the newest price. */
  get timeMs(): TimeMs {
    return timeMs(this.#timeMs)
  }

  /** System time at which the newest live price or quote came; undefined before the first. */
  get receivedAtMs(): number | undefined {
    return this.#receivedAtMs
  }

  /** False while only closed bars have come, so that news is a minute apart. */
  get hasTicks(): boolean {
    return this.#hasTicks
  }

  /** A price of the past, to begin with. */
  seed(last: number, timeMs: number): void {
    this.#last = last
    this.#timeMs = timeMs
  }

  setQuote(quote: Quote, receivedAtMs: number): void {
    this.#quote = quote
    this.#hasTicks = true
    this.#receivedAtMs = receivedAtMs
    if (quote.timeMs > this.#timeMs) this.#timeMs = quote.timeMs
  }

  /** `isTick`: not the close of a bar, but a price from within it. */
  setLast(
    last: number,
    at: { readonly timeMs: number; readonly receivedAtMs: number; readonly isTick: boolean },
  ): void {
    this.#receivedAtMs = at.receivedAtMs
    if (at.isTick) this.#hasTicks = true
    if (at.timeMs < this.#timeMs) return
    this.#last = last
    this.#timeMs = at.timeMs
  }
}
