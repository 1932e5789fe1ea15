import type { Exchange } from 'ccxt'
import { BINANCE_SPOT, BINANCE_USDM } from '../../profiles/binance.ts'
import type { VenueProfile } from '../../profiles/venue-profile.ts'
import type { InstrumentSource } from '../instrument-table.ts'
import type { ListedMarket } from '../read-instrument.ts'

/** BTC against USDT as ccxt has it for the profile, otherwise where the test says so. */
export function marketOf(profile: VenueProfile, changes: Partial<ListedMarket> = {}): ListedMarket {
  const isSpot = profile.kind === 'spot'
  const base = changes.base ?? 'BTC'
  const quote = changes.quote ?? 'USDT'
  return {
    id: `${base}${quote}`,
    symbol: isSpot ? `${base}/${quote}` : `${base}/${quote}:${quote}`,
    base,
    quote,
    type: isSpot ? 'spot' : 'swap',
    linear: isSpot ? undefined : true,
    active: true,
    contractSize: isSpot ? undefined : 1,
    precision: { price: 0.01, amount: 0.00001 },
    limits: { amount: { min: 0.00001, max: 9_000 }, cost: { min: 5, max: 9_000_000 }, market: { min: 0, max: 120.5 } },
    info: { status: 'TRADING', ...(!isSpot && { maintMarginPercent: '2.5000' }) },
    ...changes,
  } as ListedMarket
}

export const spotMarket = (changes?: Partial<ListedMarket>): ListedMarket => marketOf(BINANCE_SPOT, changes)
export const perpetualMarket = (changes?: Partial<ListedMarket>): ListedMarket => marketOf(BINANCE_USDM, changes)

/** A venue that lists what the test puts here. */
export class FakeListing implements InstrumentSource {
  readonly profile: VenueProfile
  markets: readonly ListedMarket[]
  failure: Error | undefined

  constructor(profile: VenueProfile, markets: readonly ListedMarket[]) {
    this.profile = profile
    this.markets = markets
  }

  async request<T>(_request: unknown, act: (exchange: Exchange) => Promise<T>): Promise<T> {
    if (this.failure) throw this.failure
    const loadMarkets = async () => Object.fromEntries(this.markets.map((market) => [market.symbol, market]))
    return act({ loadMarkets } as unknown as Exchange)
  }
}
