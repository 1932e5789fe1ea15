import type { Candle, InstrumentId, MarketEvent } from '../../domain/index.ts'
import type { Timeline } from '../session-driver.ts'

const MINUTE_MS = 60_000

/** Closed bars one after the other, each due when it closes. */
export class ReplayTimeline implements Timeline {
  readonly #candles: readonly Candle[]
  readonly #instrumentId: InstrumentId
  readonly #deliver: (event: MarketEvent) => void
  #next = 0

  constructor(candles: readonly Candle[], instrumentId: InstrumentId, deliver: (event: MarketEvent) => void) {
    this.#candles = candles
    this.#instrumentId = instrumentId
    this.#deliver = deliver
  }

  nextMs(): number | undefined {
    const candle = this.#candles[this.#next]
    return candle && candle.openTimeMs + MINUTE_MS
  }

  deliver(): void {
    const candle = this.#candles[this.#next]
    if (!candle) return
    this.#next++
    this.#deliver({ kind: 'candle', instrumentId: this.#instrumentId, candle, closed: true })
  }
}

/** Index of the first bar that opens at or after `fromMs`. */
export function firstIndexFrom(candles: readonly Candle[], fromMs: number): number {
  let low = 0
  let high = candles.length
  while (low < high) {
    const middle = (low + high) >>> 1
    const candle = candles[middle]
    if (candle && candle.openTimeMs < fromMs) low = middle + 1
    else high = middle
  }
  return low
}
