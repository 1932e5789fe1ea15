export {
  PAPER_CAPABILITIES,
  PAPER_VENUE,
  type PaperModel,
  type PaperTradingOptions,
  PaperTradingVenue,
} from './paper/index.ts'
export {
  MARKET_VENUES,
  type MarketVenueContext,
  type MarketVenueEntry,
  type OpenMarketVenue,
  type OpenTradingVenue,
  TRADING_VENUES,
  type TradingVenueContext,
  type TradingVenueEntry,
} from './registry.ts'
export { loadCandleFile, REPLAY_VENUE, type ReplayMarketOptions, ReplayMarketVenue } from './replay/index.ts'
export {
  MAX_SIMULATED_SPEED,
  SIMULATED_VENUE,
  type SimulatedMarketOptions,
  SimulatedMarketVenue,
} from './simulated/index.ts'
export { MarketConfig, PaperConfig } from './venues-config.ts'
