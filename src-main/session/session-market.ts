import { type DisposableStore, errorText } from '../base/index.ts'
import { MarketData } from '../market-data/index.ts'
import type { AccountKeeper } from './account-keeper.ts'
import { IctStreams } from './ict-streams.ts'
import { IndicatorHub } from './indicator-hub.ts'
import { MarketRouter } from './market-router.ts'
import type { PriceFollowers } from './price-followers.ts'
import type { SessionPorts } from './session-ports.ts'
import type { StrategyRunner } from './strategy-runner.ts'

/** What the way of a price needs beyond the ports of the session. */
export interface SessionMarketParts {
  readonly account: AccountKeeper
  /** Asked lazily: strategies are made after the market that they follow. */
  readonly strategies: () => StrategyRunner
  readonly followers: () => PriceFollowers
  readonly isDeciding: () => boolean
  /** Whoever holds something of the market ends with this. */
  readonly running: DisposableStore
}

/** The market side of a session: prices, indicators, ICT objects. */
export interface SessionMarket {
  readonly marketData: MarketData
  readonly indicators: IndicatorHub
  readonly ict: IctStreams
}

/** Wires the feed to account, indicators and strategies. */
export function openSessionMarket(ports: SessionPorts, parts: SessionMarketParts): SessionMarket {
  const { market, candles, systemClock, logger, bus } = ports
  const onError = (error: unknown): void =>
    logger.error('a listener of indicators, or one of them, failed', { error: errorText(error) })
  const indicators = parts.running.add(new IndicatorHub({ candles, onError }))
  const ict = parts.running.add(new IctStreams({ candles, onError }))
  const sink = new MarketRouter({ ...parts, marketData: () => marketData, indicators, ict, bus })
  const marketData: MarketData = new MarketData({
    venue: market,
    store: candles,
    sink,
    systemClock,
    logger: logger.child('market-data'),
    config: ports.marketData,
  })
  return { marketData, indicators, ict }
}
