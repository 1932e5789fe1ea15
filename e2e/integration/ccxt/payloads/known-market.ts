import type { VenueProfile } from '../../../../src-main/venues/ccxt/profiles/venue-profile.ts'
import { readPayload, RecordedExchange } from './recorded-exchange.ts'

/** Name of the profile's Bitcoin instrument in ccxt. */
export function bitcoinOf({ kind, accountCurrency }: VenueProfile): string {
  return kind === 'spot' ? `BTC/${accountCurrency}` : `BTC/${accountCurrency}:${accountCurrency}`
}

/** Last part of the names of the profile's files, such as "spot" of "bybit/market-spot". */
export function fileKindOf({ exchange, kind }: VenueProfile): string {
  if (kind === 'spot') return 'spot'
  return exchange === 'bybit' ? 'linear' : 'swap'
}

/** The exchange with its recorded markets loaded, and its recorded answers ready. */
export async function openWithMarkets(profile: VenueProfile): Promise<RecordedExchange> {
  const recorded = await RecordedExchange.open(profile)
  for (const topic of ['market', 'account']) {
    recorded.play(readPayload(`${profile.exchange}/${topic}-${fileKindOf(profile)}`))
  }
  await recorded.exchange.loadMarkets()
  return recorded
}

/** Makes one market known without asking, of the least that ccxt needs to write requests about it. */
export function knowBitcoin(recorded: RecordedExchange, profile: VenueProfile): string {
  const { exchange } = recorded
  const isSpot = profile.kind === 'spot'
  const { accountCurrency: quote } = profile
  const market = exchange.safeMarketStructure({
    id: isSpot ? `BTC${quote}` : `BTC${quote}PERP`,
    wsId: `BTC/${quote}`,
    lowercaseId: `btc${quote.toLowerCase()}`,
    symbol: bitcoinOf(profile),
    base: 'BTC',
    quote,
    settle: isSpot ? undefined : quote,
    baseId: 'BTC',
    quoteId: quote,
    settleId: isSpot ? undefined : quote,
    type: isSpot ? 'spot' : 'swap',
    spot: isSpot,
    swap: !isSpot,
    future: false,
    option: false,
    contract: !isSpot,
    linear: isSpot ? undefined : true,
    inverse: isSpot ? undefined : false,
    contractSize: isSpot ? undefined : 1,
    active: true,
    precision: { amount: 0.001, price: 0.1 },
    // Binance lists what may be sent.
    info: { orderTypes: ['LIMIT', 'MARKET'] },
  })
  exchange.setMarkets([market])
  // Bybit asks once what kind of account it is.
  Object.assign(exchange.options, { enableUnifiedMargin: false, enableUnifiedAccount: true })
  return bitcoinOf(profile)
}
