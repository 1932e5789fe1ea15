import {
  aggregated,
  emptyCandle,
  historyOf,
  type HistoryWish,
  MINUTE_MS,
  type TickCandle,
  withTrade,
} from './candles.ts'

/** The minutes of a symbol: a made-up history, what was traded since, and the one that is still open. */
export class Minutes {
  readonly #closed: TickCandle[]
  readonly #most: number
  #open: TickCandle

  constructor(history: HistoryWish) {
    this.#closed = historyOf(history)
    this.#most = history.minutes + 1_440
    this.#open = emptyCandle(history.endMs, history.endTicks)
  }

  get open(): TickCandle {
    return this.#open
  }

  trade(ticks: number, signedLots: number): void {
    const isFirst = this.#open.trades === 0
    // A minute opens with its first trade, as on the exchange; without one it is the close before.
    this.#open = withTrade(isFirst ? emptyCandle(this.#open.openTimeMs, ticks) : this.#open, ticks, signedLots)
  }

  /** Closes what is over by then. @returns The minutes that have closed, oldest first. */
  advanceTo(nowMs: number): TickCandle[] {
    const over: TickCandle[] = []
    while (nowMs >= this.#open.openTimeMs + MINUTE_MS) {
      over.push(this.#open)
      this.#closed.push(this.#open)
      this.#open = emptyCandle(this.#open.openTimeMs + MINUTE_MS, this.#open.close)
    }
    if (this.#closed.length > this.#most) this.#closed.splice(0, this.#closed.length - this.#most)
    return over
  }

  /** @returns Bars of an interval that open within the range, oldest first; the last may still be open. */
  bars(intervalMs: number, fromMs: number, toMs: number): TickCandle[] {
    const first = fromMs - (fromMs % intervalMs)
    const minutes = this.since(first).filter(({ openTimeMs }) => openTimeMs <= toMs + intervalMs)
    return aggregated(minutes, intervalMs).filter(({ openTimeMs }) => openTimeMs >= fromMs && openTimeMs <= toMs)
  }

  /** @returns The newest bars of an interval, oldest first. */
  newest(intervalMs: number, count: number): TickCandle[] {
    const openTimeMs = this.#open.openTimeMs - (this.#open.openTimeMs % intervalMs)
    return aggregated(this.since(openTimeMs - (count - 1) * intervalMs), intervalMs)
  }

  /** @returns The minutes from that time on, the open one included. */
  since(fromMs: number): TickCandle[] {
    if (this.#open.openTimeMs < fromMs) return []
    // Mostly the newest few are wanted.
    const before = this.#closed.findLastIndex(({ openTimeMs }) => openTimeMs < fromMs)
    return [...this.#closed.slice(before + 1), this.#open]
  }
}
