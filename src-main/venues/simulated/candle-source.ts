import { timeMs } from '../../base/index.ts'
import type { Candle } from '../../domain/index.ts'
import type { MarketProfile } from './simulated-instruments.ts'
import type { GridTrade, TickSource } from './tick-source.ts'

export const MINUTE_MS = 60_000

/** Time between two trades of one market. */
export const TICK_MS = 2_000

/** One-minute bar under construction, kept in whole ticks and lots so that its numbers stay on the grid. */
export class MinuteBar {
  readonly #profile: MarketProfile
  readonly #openTimeMs: number
  #openTicks = 0
  #highTicks = 0
  #lowTicks = 0
  #closeTicks = 0
  #lots = 0

  constructor(profile: MarketProfile, openTimeMs: number) {
    this.#profile = profile
    this.#openTimeMs = openTimeMs
  }

  add(trade: GridTrade): void {
    if (this.#lots === 0) {
      this.#openTicks = trade.ticks
      this.#highTicks = trade.ticks
      this.#lowTicks = trade.ticks
    }
    if (trade.ticks > this.#highTicks) this.#highTicks = trade.ticks
    if (trade.ticks < this.#lowTicks) this.#lowTicks = trade.ticks
    this.#closeTicks = trade.ticks
    this.#lots += trade.lots
  }

  toCandle(): Candle {
    const { ticksPerUnit, lotsPerUnit } = this.#profile
    return {
      openTimeMs: timeMs(this.#openTimeMs),
      open: this.#openTicks / ticksPerUnit,
      high: this.#highTicks / ticksPerUnit,
      low: this.#lowTicks / ticksPerUnit,
      close: this.#closeTicks / ticksPerUnit,
      volume: this.#lots / lotsPerUnit,
    }
  }
}

export interface MinuteRequest {
  readonly profile: MarketProfile
  readonly source: TickSource
  /** Milliseconds by which this market's trades are shifted against the others'. */
  readonly offsetMs: number
}

/** The bar that opens at `openTimeMs`, made of its trades up to and including `untilMs`. */
export function minuteBar(request: MinuteRequest, openTimeMs: number, untilMs: number): MinuteBar {
  const { profile, source, offsetMs } = request
  const bar = new MinuteBar(profile, openTimeMs)
  const lastMs = Math.min(untilMs, openTimeMs + MINUTE_MS - 1)
  for (let atMs = openTimeMs + offsetMs; atMs <= lastMs; atMs += TICK_MS) bar.add(source.tradeAt(atMs))
  return bar
}
