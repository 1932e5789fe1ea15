export { type CcxtTradingOptions, CcxtTradingVenue } from './ccxt-trading-venue.ts'
