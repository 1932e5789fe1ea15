import { Emitter, type Event } from '../base/index.ts'
import type { InstrumentId } from '../domain/index.ts'
import type { InstrumentPrice } from './instrument-price.ts'
import { MINUTE_MS } from './minutes.ts'

/** Bars that a venue without ticks may be late by before its price counts as stale. */
const BARS_WITHOUT_TICKS = 2.5

export interface Freshness {
  readonly instrumentId: InstrumentId
  readonly stale: boolean
}

/** How market data is: every price fresh, or some of them not, or interrupted for a reason of its own. */
export type MarketDataCondition = { readonly kind: 'well' } | { readonly kind: 'degraded'; readonly reason: string }

export interface StalenessWatchParts {
  /** System time after which a price is stale. */
  readonly staleAfterMs: () => number
  /** Session time per system time; at `Infinity` nothing is ever stale. */
  readonly speed: () => number
  readonly onListenerError: (error: unknown) => void
}

/** Watches the age of prices on the system clock. */
export class StalenessWatch {
  readonly #parts: StalenessWatchParts
  readonly #prices = new Map<InstrumentId, InstrumentPrice>()
  readonly #overdue = new Set<InstrumentId>()
  readonly #freshness: Emitter<Freshness>
  readonly #condition: Emitter<MarketDataCondition>
  /** Ages are counted from here at the earliest: nothing could come before. */
  #listeningSinceMs = 0
  #interruption: string | undefined
  #isOver = false

  constructor(parts: StalenessWatchParts) {
    this.#parts = parts
    this.#freshness = new Emitter(parts.onListenerError)
    this.#condition = new Emitter(parts.onListenerError)
  }

  /** A price became stale or fresh again. */
  get onFreshness(): Event<Freshness> {
    return this.#freshness.event
  }

  /** Fired on every change of which prices are overdue, and when an interruption begins or ends. */
  get onCondition(): Event<MarketDataCondition> {
    return this.#condition.event
  }

  /** Begins anew with these instruments; one without a price yet is overdue `staleAfterMs` from now. */
  start(prices: Iterable<readonly [InstrumentId, InstrumentPrice]>, systemNowMs: number): void {
    this.#prices.clear()
    this.#overdue.clear()
    this.#listeningSinceMs = systemNowMs
    this.#isOver = false
    for (const [instrumentId, price] of prices) this.#prices.set(instrumentId, price)
  }

  /** Age in system time of the price that is oldest; undefined before the first one. */
  oldestAgeMs(systemNowMs: number): number | undefined {
    let oldestMs = Infinity
    for (const { receivedAtMs } of this.#prices.values()) oldestMs = Math.min(oldestMs, receivedAtMs ?? Infinity)
    return Number.isFinite(oldestMs) ? systemNowMs - oldestMs : undefined
  }

  /** Nothing could come until now, because the machine slept: no price is overdue for that. */
  forgive(systemNowMs: number): void {
    this.#listeningSinceMs = systemNowMs
  }

  /** Prices are not to be relied on for this reason, until it is taken back with undefined. */
  interrupt(reason: string | undefined): void {
    if (reason === this.#interruption) return
    this.#interruption = reason
    this.#condition.fire(this.condition)
  }

  /** Nobody listens any more: every price is stale until a new one has come. */
  stop(): void {
    for (const [instrumentId, price] of this.#prices) {
      if (price.stale) continue
      price.stale = true
      this.#freshness.fire({ instrumentId, stale: true })
    }
  }

  /** No price comes any more, as it should be: every one is stale, and none is overdue. */
  end(): void {
    this.#isOver = true
    this.stop()
    if (this.#overdue.size === 0) return
    this.#overdue.clear()
    this.#condition.fire(this.condition)
  }

  check(systemNowMs: number): void {
    if (this.#isOver) return
    for (const [instrumentId, price] of this.#prices) {
      const waitedMs = systemNowMs - this.#waitingSinceMs(price, systemNowMs)
      if (waitedMs > this.#limitMs(price) && !this.#overdue.has(instrumentId)) this.#setOverdue(instrumentId, price)
    }
  }

  /**
   * Whether the price is older than allowed at this moment, whatever the reason: what was forgiven raises no alarm, and is no
   * price to trade at all the same. Of one from after now, because the clock was set back, nobody can tell.
   */
  isAged(price: InstrumentPrice, systemNowMs: number): boolean {
    const { receivedAtMs } = price
    return !this.#isOver && receivedAtMs !== undefined && systemNowMs - receivedAtMs > this.#limitMs(price)
  }

  handleFresh(instrumentId: InstrumentId): void {
    const price = this.#prices.get(instrumentId)
    if (price === undefined) return
    price.stale = false
    this.#freshness.fire({ instrumentId, stale: false })
    if (this.#overdue.delete(instrumentId)) this.#condition.fire(this.condition)
  }

  /** Instruments whose price has not come for longer than allowed. */
  get overdue(): ReadonlySet<InstrumentId> {
    return this.#overdue
  }

  get interruption(): string | undefined {
    return this.#interruption
  }

  get condition(): MarketDataCondition {
    if (this.#interruption !== undefined) return { kind: 'degraded', reason: this.#interruption }
    if (this.#overdue.size === 0) return { kind: 'well' }
    return { kind: 'degraded', reason: `no fresh price for ${[...this.#overdue].join(', ')}` }
  }

  /** A price from after now came before the system clock was set back, and says nothing of its age. */
  #waitingSinceMs({ receivedAtMs = 0 }: InstrumentPrice, systemNowMs: number): number {
    return receivedAtMs > systemNowMs ? this.#listeningSinceMs : Math.max(receivedAtMs, this.#listeningSinceMs)
  }

  #setOverdue(instrumentId: InstrumentId, price: InstrumentPrice): void {
    this.#overdue.add(instrumentId)
    price.stale = true
    this.#freshness.fire({ instrumentId, stale: true })
    this.#condition.fire(this.condition)
  }

  #limitMs(price: InstrumentPrice): number {
    const speed = this.#parts.speed()
    if (!Number.isFinite(speed)) return Infinity
    const staleAfterMs = this.#parts.staleAfterMs()
    return price.hasTicks ? staleAfterMs : Math.max(staleAfterMs, (BARS_WITHOUT_TICKS * MINUTE_MS) / speed)
  }
}
