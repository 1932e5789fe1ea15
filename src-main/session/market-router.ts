import type { EventBus } from '../bus/index.ts'
import type { Candle, InstrumentId, Quote, Timeframe, Trade } from '../domain/index.ts'
import { TIMEFRAME_MS } from '../domain/index.ts'
import type { FeedGap, MarketData, MarketDataSink } from '../market-data/index.ts'
import type { AccountKeeper } from './account-keeper.ts'
import type { IndicatorStreams } from './indicator-streams.ts'
import type { StrategyRunner } from './strategy-runner.ts'

export interface MarketRouterPorts {
  /** Asked lazily: market data is made with this router as its sink. */
  readonly marketData: () => MarketData
  readonly account: AccountKeeper
  readonly indicators: IndicatorStreams
  readonly strategies: () => StrategyRunner
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
    this.#ports.bus.publish('quote.updated', { instrumentId, last, quote, timeMs: quote.timeMs })
  }

  handleTrade(instrumentId: InstrumentId, trade: Trade): void {
    this.#ports.account.handlePrice(instrumentId, trade.price, trade.timeMs)
  }

  handleFormingCandle(instrumentId: InstrumentId, candle: Candle): void {
    const { bus, indicators } = this.#ports
    indicators.handleForming(instrumentId, (timeframe) => this.#ports.marketData().forming(instrumentId, timeframe))
    bus.publish('kline.updated', { instrumentId, timeframe: '1m', candle, closed: false })
  }

  handleClosedCandle(instrumentId: InstrumentId, timeframe: Timeframe, candle: Candle): void {
    const { account, indicators, bus } = this.#ports
    if (timeframe === '1m') {
      account.handlePrice(instrumentId, candle.close, candle.openTimeMs + TIMEFRAME_MS['1m'])
    }
    indicators.handleClosed(instrumentId, timeframe, candle)
    if (this.#ports.isDeciding()) this.#ports.strategies().handleCandle(instrumentId, timeframe, candle)
    bus.publish('candle.stored', { instrumentId, timeframe, candle })
    bus.publish('kline.updated', { instrumentId, timeframe, candle, closed: true })
  }

  handleGap(instrumentId: InstrumentId, gap: FeedGap): void {
    this.#ports.bus.publish('feed.gap', { instrumentId, ...gap })
  }
}
