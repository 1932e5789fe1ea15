import type { InstrumentView } from '../../../src-contract/index.ts'

/** A perpetual with a tick of 0.1 and a lot of 0.001, for tests of what shows or trades one. */
export const BITCOIN: InstrumentView = {
  instrumentId: 'simulated:BTC-PERP',
  venueId: 'simulated',
  symbol: 'BTC-PERP',
  name: 'Bitcoin perpetual',
  base: 'BTC',
  quote: 'USDT',
  tickSize: '0.1',
  lotSize: '0.001',
  minQuantity: '0.001',
  minNotional: '5',
  status: 'trading',
}
