import type { EventBus } from '../bus/index.ts'
import type { Candle, InstrumentId, Quote, Trade } from '../domain/index.ts'
import { TIMEFRAME_MS } from '../domain/index.ts'
import type { ClosedCandle, FeedGap, MarketData, MarketDataSink } from '../market-data/index.ts'
import type { AccountKeeper } from './account-keeper.ts'
import type { IctStreams } from './ict-streams.ts'
import type { IndicatorHub } from './indicator-hub.ts'
import type { PriceFollowers } from './price-followers.ts'
import type { StrategyRunner } from './strategy-runner.ts'

export interface MarketRouterPorts {
  /** Asked lazily: market data is made with this router as its sink. */
  readonly marketData: () => MarketData
  readonly account: AccountKeeper
  readonly indicators: IndicatorHub
  readonly ict: IctStreams
  readonly strategies: () => StrategyRunner
  /** Asked lazily: who follows prices trades by them, and is made after the market. */
  readonly followers: () => Pick<PriceFollowers, 'handleQuote' | 'handlePrice' | 'handleClosedMinute'>
  /** Strategies decide only once this is true; bars before are history. */
  readonly isDeciding: () => boolean
  readonly bus: EventBus
}

/** The way of a price through the session: account, then indicators, then strategies, then the announcement. */
export class MarketRouter implements MarketDataSink {
  readonly #ports: MarketRouterPorts

  constructor(ports: MarketRouterPorts) {
    this.#ports = ports
  }

  handleQuote(instrumentId: InstrumentId, quote: Quote): void {
    const last = this.#ports.marketData().lastPrice(instrumentId)
    if (last === undefined) return
    this.#ports.followers().handleQuote(instrumentId, quote)
    this.#ports.bus.publish('quote.updated', { instrumentId, last, quote, timeMs: quote.timeMs })
  }

  handleMark(instrumentId: InstrumentId, markPrice: number): void {
    this.#ports.account.handleMark(instrumentId, markPrice)
  }

  handleTrade(instrumentId: InstrumentId, trade: Trade): void {
    this.#ports.account.handlePrice(instrumentId, trade.price, trade.timeMs)
    this.#ports.followers().handlePrice(instrumentId, trade.price, trade.timeMs)
  }

  handleFormingCandle(instrumentId: InstrumentId, candle: Candle): void {
    const { bus, indicators } = this.#ports
    indicators.handleForming(instrumentId, (timeframe) => this.#ports.marketData().forming(instrumentId, timeframe))
    bus.publish('kline.updated', { instrumentId, timeframe: '1m', candle, closed: false })
  }

  /**
   * Step by step for all of them: a strategy that decides on one bar reads indicators that have taken the others. Whoever
   * only looks at indicators is told after the decision: no order waits for a chart.
   */
  handleClosedCandles(instrumentId: InstrumentId, closed: readonly ClosedCandle[]): void {
    for (const { timeframe, candle } of closed) {
      if (timeframe === '1m') this.#value(instrumentId, candle)
    }
    for (const { timeframe, candle } of closed) {
      this.#ports.indicators.handleClosed(instrumentId, timeframe, candle)
      this.#ports.ict.handleClosed(instrumentId, timeframe, candle)
    }
    if (this.#ports.isDeciding()) this.#decide(instrumentId, closed)
    for (const bar of closed) this.#announce(instrumentId, bar)
  }

  handleGap(instrumentId: InstrumentId, gap: FeedGap): void {
    this.#ports.bus.publish('feed.gap', { instrumentId, ...gap })
  }

  #value(instrumentId: InstrumentId, minute: Candle): void {
    const closedAtMs = minute.openTimeMs + TIMEFRAME_MS['1m']
    this.#ports.account.handlePrice(instrumentId, minute.close, closedAtMs)
    this.#ports.followers().handleClosedMinute(instrumentId, minute, closedAtMs)
  }

  #decide(instrumentId: InstrumentId, closed: readonly ClosedCandle[]): void {
    const strategies = this.#ports.strategies()
    for (const { timeframe, candle } of closed) strategies.handleCandle(instrumentId, timeframe, candle)
  }

  #announce(instrumentId: InstrumentId, { timeframe, candle }: ClosedCandle): void {
    const { bus, indicators } = this.#ports
    indicators.tell(instrumentId, timeframe)
    bus.publish('candle.stored', { instrumentId, timeframe, candle })
    bus.publish('kline.updated', { instrumentId, timeframe, candle, closed: true })
  }
}
