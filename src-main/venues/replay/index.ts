export { loadCandleFile } from './candle-file.ts'
export { REPLAY_VENUE, type ReplayMarketOptions, ReplayMarketVenue } from './replay-market-venue.ts'
