import type { NumberedTrade } from './readers.ts'
import type { DeliverTrade, TradeLine } from './trade-line.ts'

/** Ids that are remembered. */
const MOST_IDS = 10_000

export interface ToldApartTradesParts {
  /** Trades since that time of the venue, as far back as it gives them. */
  readonly fetchSince: (sinceMs: number) => Promise<readonly NumberedTrade[]>
  readonly deliver: DeliverTrade
}

/**
 * Trades of a venue whose ids say nothing of their order: each delivered once. After a pause those of the pause come first,
 * as far as the venue still gives them.
 */
export class ToldApartTrades implements TradeLine {
  readonly #parts: ToldApartTradesParts
  readonly #ids = new Set<string>()
  #newestMs: number | undefined
  /** Where a pause began that was not caught up yet. */
  #missedSinceMs: number | undefined
  /** What the stream brings while it is asked what was missed. */
  #held: NumberedTrade[] | undefined

  constructor(parts: ToldApartTradesParts) {
    this.#parts = parts
  }

  take(trades: readonly NumberedTrade[]): void {
    if (this.#held) this.#held.push(...trades)
    else for (const trade of trades) this.#deliver(trade)
  }

  async resync(): Promise<void> {
    this.#missedSinceMs ??= this.#newestMs
    if (this.#missedSinceMs === undefined) return
    const held: NumberedTrade[] = []
    this.#held = held
    let missed: readonly NumberedTrade[] = []
    try {
      missed = await this.#parts.fetchSince(this.#missedSinceMs)
      this.#missedSinceMs = undefined
    } finally {
      if (this.#held === held) {
        this.#held = undefined
        this.take([...missed, ...held].toSorted((a, b) => a.trade.timeMs - b.trade.timeMs))
      }
    }
  }

  stop(): void {
    this.#held = undefined
    this.#newestMs = undefined
    this.#missedSinceMs = undefined
  }

  #deliver({ id, trade }: NumberedTrade): void {
    if (this.#ids.has(id)) return
    this.#ids.add(id)
    if (this.#ids.size > MOST_IDS) this.#forgetOldest()
    this.#newestMs = Math.max(this.#newestMs ?? 0, trade.timeMs)
    this.#parts.deliver(trade)
  }

  #forgetOldest(): void {
    for (const oldest of this.#ids) {
      this.#ids.delete(oldest)
      return
    }
  }
}
