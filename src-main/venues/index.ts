export { accountServices } from './account-services.ts'
export { type AccountSettings, AccountsConfig, hostsOf } from './account-settings.ts'
export { auditKey, type KeyAudit } from './ccxt/audit/audit-key.ts'
export { type RateBudgetLease, RateBudgets } from './ccxt/connection/rate-budgets.ts'
export { venueServices } from './ccxt/connection/services.ts'
export { ExchangeConnection } from './ccxt/connection/exchange-connection.ts'
export type { ConnectionStatus, ExchangeConnectionOptions, VenueCredentials } from './ccxt/connection/ports.ts'
export { VenueError } from './ccxt/connection/venue-error.ts'
export { InstrumentTable } from './ccxt/instruments/instrument-table.ts'
export { CcxtMarketVenue } from './ccxt/market/ccxt-market-venue.ts'
export type { StreamStatus } from './ccxt/streams/ports.ts'
export { CcxtTradingVenue } from './ccxt/trading/index.ts'
export { findProfile, VENUE_PROFILE_IDS, VENUE_PROFILES } from './ccxt/profiles/profiles.ts'
export type { VenueProfile } from './ccxt/profiles/venue-profile.ts'
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
export { proxyOf } from './proxy-address.ts'
export { MarketConfig, PaperConfig, TradingConfig } from './venues-config.ts'
