export type { PaperModel } from './paper-exchange.ts'
export { PAPER_VENUE, type PaperTradingOptions, PaperTradingVenue } from './paper-trading-venue.ts'
