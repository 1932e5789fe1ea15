export { MAX_SIMULATED_SPEED, type SimulatedMarketOptions, SimulatedMarketVenue } from './simulated-market-venue.ts'
export { SIMULATED_VENUE } from './simulated-instruments.ts'
