import { type Instrument, instrumentId, money, price, quantity, type VenueId, venueId } from '../../domain/index.ts'

/** How one simulated instrument behaves. */
export interface MarketProfile {
  readonly instrument: Instrument
  /** Price around which the market moves. */
  readonly basePrice: number
  /** Size of its moves relative to the calmest instrument. */
  readonly volatility: number
  readonly spreadBps: number
  /** Typical size at the best price, in lots. */
  readonly bookLots: number
  /** Typical size of one trade, in lots. */
  readonly tradeLots: number
  readonly ticksPerUnit: number
  readonly lotsPerUnit: number
}

export const SIMULATED_VENUE: VenueId = venueId('simulated')

interface Row extends Omit<MarketProfile, 'instrument' | 'ticksPerUnit' | 'lotsPerUnit'> {
  readonly base: string
  readonly name: string
  readonly tick: string
  readonly lot: string
}

const ROWS: readonly Row[] = [
  {
    base: 'BTC',
    name: 'Bitcoin perpetual',
    tick: '0.1',
    lot: '0.001',
    basePrice: 64_000,
    volatility: 1,
    spreadBps: 0.2,
    bookLots: 1_500,
    tradeLots: 220,
  },
  {
    base: 'ETH',
    name: 'Ether perpetual',
    tick: '0.01',
    lot: '0.01',
    basePrice: 3_400,
    volatility: 1.2,
    spreadBps: 0.3,
    bookLots: 2_600,
    tradeLots: 400,
  },
  {
    base: 'SOL',
    name: 'Solana perpetual',
    tick: '0.01',
    lot: '0.1',
    basePrice: 188,
    volatility: 1.5,
    spreadBps: 0.6,
    bookLots: 4_400,
    tradeLots: 700,
  },
  {
    base: 'XRP',
    name: 'XRP perpetual',
    tick: '0.0001',
    lot: '1',
    basePrice: 1.13,
    volatility: 1.4,
    spreadBps: 0.9,
    bookLots: 62_000,
    tradeLots: 9_000,
  },
]

function profileOf({ base, name, tick, lot, ...behaviour }: Row): MarketProfile {
  const symbol = `${base}-PERP`
  const instrument: Instrument = {
    instrumentId: instrumentId(SIMULATED_VENUE, symbol),
    venueId: SIMULATED_VENUE,
    symbol,
    name,
    base,
    quote: 'USDT',
    tickSize: price(tick),
    lotSize: quantity(lot),
    minQuantity: quantity(lot),
    minNotional: money(5),
    kind: 'linearPerpetual',
    status: 'trading',
    maintenanceMarginFraction: 0.005,
  }
  return {
    ...behaviour,
    instrument,
    ticksPerUnit: Math.round(1 / Number(tick)),
    lotsPerUnit: Math.round(1 / Number(lot)),
  }
}

/** The instruments of the simulated market, in the order in which they trade. */
export const MARKET_PROFILES: readonly MarketProfile[] = ROWS.map(profileOf)
