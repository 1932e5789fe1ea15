import { ensureDefined, timeMs } from '../../base/index.ts'
import type { InstrumentId, MarketEvent } from '../../domain/index.ts'
import type { Timeline } from '../session-driver.ts'
import { MINUTE_MS, type MinuteBar, minuteBar, type MinuteRequest, TICK_MS } from './candle-source.ts'
import { MARKET_PROFILES } from './simulated-instruments.ts'
import { TickSource } from './tick-source.ts'

/** The markets trade in turn, this far apart. */
const STEP_MS = TICK_MS / MARKET_PROFILES.length

/** A mark price comes with every fifth trade. */
const MARK_MS = 5 * TICK_MS

/** Funding is paid at midnight UTC and every eight hours after it. */
export const FUNDING_MS = 8 * 3_600_000

export interface SimulatedTimelineOptions {
  readonly seed: number
  readonly startMs: number
  /** Perpetuals pay funding. */
  readonly funding: boolean
}

interface SimulatedMarket {
  readonly request: MinuteRequest
  readonly instrumentId: InstrumentId
  bar: MinuteBar
}

/** What a bar of each market is made of, for one seed. */
export function minuteRequests(seed: number): readonly MinuteRequest[] {
  return MARKET_PROFILES.map((profile, index) => ({
    profile,
    source: new TickSource(seed, profile, index),
    offsetMs: index * STEP_MS,
  }))
}

/** Ticks of all simulated markets in the order of time; at each full minute first the bars of the minute before, and the funding then due. */
export class SimulatedTimeline implements Timeline {
  readonly #markets: readonly SimulatedMarket[]
  readonly #hasFunding: boolean
  readonly #deliver: (event: MarketEvent) => void
  /** Number of the next tick since 1970, over all markets. */
  #nextTick: number
  #minuteClosedMs: number

  /** Begins after everything that happened up to and including `startMs`. */
  constructor({ seed, startMs, funding }: SimulatedTimelineOptions, deliver: (event: MarketEvent) => void) {
    this.#hasFunding = funding
    const minuteMs = Math.floor(startMs / MINUTE_MS) * MINUTE_MS
    this.#deliver = deliver
    this.#nextTick = Math.floor(startMs / STEP_MS) + 1
    this.#minuteClosedMs = minuteMs
    this.#markets = minuteRequests(seed).map((request) => ({
      request,
      instrumentId: request.profile.instrument.instrumentId,
      bar: minuteBar(request, minuteMs, startMs),
    }))
  }

  nextMs(): number {
    return this.#nextTick * STEP_MS
  }

  deliver(): void {
    const atMs = this.nextMs()
    if (atMs % MINUTE_MS === 0 && atMs !== this.#minuteClosedMs) this.#closeMinute(atMs)
    else this.#deliverTick(atMs)
  }

  #closeMinute(atMs: number): void {
    this.#minuteClosedMs = atMs
    for (const market of this.#markets) {
      const candle = market.bar.toCandle()
      market.bar = minuteBar(market.request, atMs, atMs - 1)
      this.#deliver({ kind: 'candle', instrumentId: market.instrumentId, candle, closed: true })
    }
    if (this.#hasFunding && atMs % FUNDING_MS === 0) this.#payFunding(atMs)
  }

  #payFunding(atMs: number): void {
    for (const { request, instrumentId } of this.#markets) {
      const { markPrice } = request.source.tickAt(atMs)
      const rate = request.source.fundingRateAt(atMs)
      this.#deliver({ kind: 'funding', instrumentId, rate, markPrice, timeMs: timeMs(atMs) })
    }
  }

  #deliverTick(atMs: number): void {
    const market = ensureDefined(this.#markets[this.#nextTick % this.#markets.length], 'market of the tick')
    const { instrumentId } = market
    this.#nextTick++
    const tick = market.request.source.tickAt(atMs)
    market.bar.add(tick)
    this.#deliver({ kind: 'trade', instrumentId, trade: tick.trade })
    this.#deliver({ kind: 'quote', instrumentId, quote: tick.quote })
    this.#deliver({ kind: 'candle', instrumentId, candle: market.bar.toCandle(), closed: false })
    if (atMs % MARK_MS !== market.request.offsetMs) return
    this.#deliver({ kind: 'mark', instrumentId, markPrice: tick.markPrice, timeMs: timeMs(atMs) })
  }
}
