import { mix32, timeMs } from '../../base/index.ts'
import type { Quote, Trade } from '../../domain/index.ts'
import { PriceCurve } from './price-curve.ts'
import type { MarketProfile } from './simulated-instruments.ts'

/** What happens at one moment on one simulated market. */
export interface SimulatedTick extends GridTrade {
  /** Middle of the curve, on the tick grid: without the jumps of trades between both sides. */
  readonly markPrice: number
  readonly trade: Trade
  readonly quote: Quote
}

/** A trade in whole steps of price and quantity. */
export interface GridTrade {
  readonly ticks: number
  readonly lots: number
}

/** Everything hashed for one moment, in whole steps. */
interface TickCore {
  readonly middleTicks: number
  readonly bidTicks: number
  readonly askTicks: number
  readonly isBuy: boolean
  readonly tradeLots: number
  readonly stress: number
}

const UINT32 = 4_294_967_296

/** From the lowest to the highest funding rate. */
const FUNDING_RANGE = 0.000_4
/** Part of that range that lies below zero. */
const FUNDING_BALANCE = 0.35
/** Rates have six decimal places. */
const RATE_STEPS = 1_000_000

/** How many times wider the spread gets in a full shock. */
const STRESS_SPREAD = 14

/** Trades and top of book of one market, each a function of the seed and the moment: any of them can be computed alone. */
export class TickSource {
  readonly #profile: MarketProfile
  readonly #curve: PriceCurve
  readonly #seed: number

  constructor(seed: number, profile: MarketProfile, marketNumber: number) {
    this.#profile = profile
    this.#seed = mix32(mix32(seed) ^ mix32(marketNumber + 1_000))
    this.#curve = new PriceCurve(this.#seed, profile.volatility)
  }

  tickAt(atMs: number): SimulatedTick {
    const { ticksPerUnit, lotsPerUnit } = this.#profile
    const core = this.#coreAt(atMs)
    const trade: Trade = {
      timeMs: timeMs(atMs),
      price: (core.isBuy ? core.askTicks : core.bidTicks) / ticksPerUnit,
      quantity: core.tradeLots / lotsPerUnit,
      takerSide: core.isBuy ? 'buy' : 'sell',
    }
    const quote: Quote = {
      timeMs: timeMs(atMs),
      bid: core.bidTicks / ticksPerUnit,
      bidSize: this.#bookLots(atMs, 5, core.stress) / lotsPerUnit,
      ask: core.askTicks / ticksPerUnit,
      askSize: this.#bookLots(atMs, 6, core.stress) / lotsPerUnit,
    }
    return { trade, quote, markPrice: Math.max(1, Math.round(core.middleTicks)) / ticksPerUnit, ...gridTrade(core) }
  }

  /** Share of a position's value that longs pay shorts at that moment; small, mostly above zero. */
  fundingRateAt(atMs: number): number {
    const lean = unitHash(this.#momentHash(atMs), 7) - FUNDING_BALANCE
    return Math.round(lean * FUNDING_RANGE * RATE_STEPS) / RATE_STEPS
  }

  /** The trade alone: all that a bar needs. */
  tradeAt(atMs: number): GridTrade {
    return gridTrade(this.#coreAt(atMs))
  }

  #coreAt(atMs: number): TickCore {
    const { basePrice, ticksPerUnit, spreadBps, tradeLots } = this.#profile
    const { logMove, stress } = this.#curve.at(atMs)
    const middleTicks = basePrice * Math.exp(logMove) * ticksPerUnit
    const moment = this.#momentHash(atMs)
    const usualSpread = (middleTicks * spreadBps * (0.6 + 0.8 * unitHash(moment, 1))) / 10_000
    const spreadTicks = Math.max(1, Math.round(usualSpread * (1 + STRESS_SPREAD * stress)))
    const bidTicks = Math.max(1, Math.round(middleTicks - spreadTicks / 2))
    const size = 10 ** (unitHash(moment, 2) * 1.6 - 0.8) * (1 + 4 * stress)
    return {
      middleTicks,
      bidTicks,
      askTicks: bidTicks + spreadTicks,
      isBuy: unitHash(moment, 3) < 0.5,
      tradeLots: Math.max(1, Math.round(tradeLots * size)),
      stress,
    }
  }

  #bookLots(atMs: number, key: number, stress: number): number {
    const size = 10 ** (unitHash(this.#momentHash(atMs), key) * 1.2 - 0.6) / (1 + 2 * stress)
    return Math.max(1, Math.round(this.#profile.bookLots * size))
  }

  #momentHash(atMs: number): number {
    return mix32(this.#seed ^ mix32(atMs % UINT32) ^ Math.floor(atMs / UINT32))
  }
}

function gridTrade(core: TickCore): GridTrade {
  return { ticks: core.isBuy ? core.askTicks : core.bidTicks, lots: core.tradeLots }
}

/** A number in [0, 1) for one purpose (`key`) at one moment. */
function unitHash(moment: number, key: number): number {
  return mix32(moment + Math.imul(key, 0x9e37_79b9)) / UINT32
}
