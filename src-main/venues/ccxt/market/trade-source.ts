import type { Trade as CcxtTrade } from 'ccxt'
import { ConsecutiveTrades, TRADES_PER_REQUEST } from './consecutive-trades.ts'
import type { InstrumentStreamsParts } from './instrument-streams.ts'
import { type NumberedTrade, readTrade } from './readers.ts'
import { ToldApartTrades } from './told-apart-trades.ts'
import type { TradeLine } from './trade-line.ts'

/** The trades of an instrument in the order that the venue's ids allow. */
export function createTradeLine(parts: InstrumentStreamsParts): TradeLine {
  const { connection, ports, instrument, symbol, emit } = parts
  const { instrumentId } = instrument
  const deliver = (trade: NumberedTrade['trade']): void => emit({ kind: 'trade', instrumentId, trade })
  const { tradesFromId } = connection.profile
  const request = { name: `read the trades of ${symbol}`, urgency: 'market' } as const
  if (tradesFromId === undefined) {
    return new ToldApartTrades({
      fetchSince: async (sinceMs) =>
        readAll(await connection.request(request, (exchange) => exchange.fetchTrades(symbol, sinceMs))),
      deliver,
    })
  }
  return new ConsecutiveTrades({
    ...ports,
    fetchFrom: async (id) =>
      readAll(
        await connection.request(request, (exchange) =>
          exchange.fetchTrades(symbol, undefined, TRADES_PER_REQUEST, tradesFromId(id)),
        ),
      ),
    deliver,
    onMissing: (fromId, toId) =>
      ports.logger.warn('the venue does not give some trades', { instrumentId, fromId, toId }),
  })
}

function readAll(trades: readonly CcxtTrade[]): NumberedTrade[] {
  return trades.map(readTrade).filter((trade) => trade !== undefined)
}
