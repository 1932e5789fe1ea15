import type { Candle, InstrumentId, Quote } from '../domain/index.ts'
import type { Execution } from '../execution/index.ts'
import type { ExitPlanWatch } from './exit-plan-watch.ts'
import type { GuardKeeper } from './guard-keeper.ts'
import type { PortfolioAnalytics } from './portfolio-analytics.ts'

export interface PriceFollowersPorts {
  readonly execution: Pick<Execution, 'handlePrices'>
  readonly plans: Pick<ExitPlanWatch, 'handleQuote' | 'handleTrade' | 'handleClosedMinute'>
  readonly guards: Pick<GuardKeeper, 'handlePrice' | 'handleQuote' | 'handleClose'>
  readonly analytics: Pick<PortfolioAnalytics, 'handlePrice'>
}

/**
 * Who acts on a price beside the strategies: orders that wait here for it, stops that follow it, guards that watch what it
 * does to the account. Guards come first: what they forbid is forbidden before anything is released. Figures come last: no
 * stop waits for one that fails.
 */
export class PriceFollowers {
  readonly #ports: PriceFollowersPorts

  constructor(ports: PriceFollowersPorts) {
    this.#ports = ports
  }

  handleQuote(instrumentId: InstrumentId, quote: Quote): void {
    this.#ports.guards.handleQuote(instrumentId, quote)
    this.#ports.plans.handleQuote(instrumentId, quote)
  }

  /** A trade, or the close of a minute where nothing but bars comes. */
  handlePrice(instrumentId: InstrumentId, price: number, timeMs: number): void {
    const { guards, execution, plans, analytics } = this.#ports
    guards.handlePrice(timeMs)
    execution.handlePrices(instrumentId, { low: price, high: price })
    plans.handleTrade(instrumentId, price)
    analytics.handlePrice(instrumentId, price)
  }

  handleClosedMinute(instrumentId: InstrumentId, minute: Candle, closedAtMs: number): void {
    const { guards, execution, plans, analytics } = this.#ports
    guards.handleClose(instrumentId, minute.close, closedAtMs)
    guards.handlePrice(closedAtMs)
    execution.handlePrices(instrumentId, minute)
    plans.handleClosedMinute(instrumentId, minute)
    analytics.handlePrice(instrumentId, minute.close)
  }
}
