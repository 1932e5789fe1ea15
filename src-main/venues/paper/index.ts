export type { PaperModel } from './paper-state.ts'
export { PAPER_CAPABILITIES, PAPER_VENUE, type PaperTradingOptions, PaperTradingVenue } from './paper-trading-venue.ts'
