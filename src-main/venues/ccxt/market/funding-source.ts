import type { FundingRateHistory } from 'ccxt'
import type { Funding, FundingLineParts } from './funding-line.ts'
import type { MarketConnection } from './ports.ts'
import { has } from './stream-source.ts'

/** Asks the venue for what a perpetual's holders pay. @param symbol as ccxt names it. */
export function fundingSource(
  connection: MarketConnection,
  symbol: string,
): Pick<FundingLineParts, 'forecast' | 'history'> {
  return {
    forecast: () => fundingForecast(connection, symbol),
    history: has(connection.exchange, 'fetchFundingRateHistory')
      ? (sinceMs) => fundingHistory(connection, symbol, sinceMs)
      : undefined,
  }
}

async function fundingForecast(connection: MarketConnection, symbol: string): Promise<Funding | undefined> {
  const request = { name: `read the funding rate of ${symbol}`, urgency: 'market' } as const
  const rate = await connection.request(request, (exchange) => exchange.fetchFundingRate(symbol))
  const { fundingRate, fundingTimestamp, markPrice } = rate
  if (fundingRate === undefined || fundingTimestamp === undefined) return undefined
  return { timeMs: fundingTimestamp, rate: fundingRate, markPrice }
}

async function fundingHistory(connection: MarketConnection, symbol: string, sinceMs: number): Promise<Funding[]> {
  const request = { name: `read the fundings of ${symbol}`, urgency: 'market' } as const
  const rows = await connection.request(request, (exchange) => exchange.fetchFundingRateHistory(symbol, sinceMs))
  return rows
    .map(readFunding)
    .filter((funding) => funding !== undefined)
    .toSorted((a, b) => a.timeMs - b.timeMs)
}

/** Where the venue says at which mark price it was paid, ccxt leaves that in the raw row. */
function readFunding({ fundingRate, timestamp, info }: FundingRateHistory): Funding | undefined {
  if (fundingRate === undefined || timestamp === undefined) return undefined
  const markPrice = Number((info as { readonly markPrice?: unknown }).markPrice)
  return { timeMs: timestamp, rate: fundingRate, markPrice: markPrice > 0 ? markPrice : undefined }
}
