import type { Exchange } from 'ccxt'
import type { InstrumentId } from '../../../domain/index.ts'
import type { InstrumentTable } from '../instruments/instrument-table.ts'

/** The venue's own names of instruments, such as "BTCUSDT". */
export interface InstrumentNames {
  /** @throws VenueError `unknownSymbol`. */
  readonly marketIdOf: (instrumentId: InstrumentId) => string
  /** Undefined for what is not traded here. */
  readonly instrumentIdOf: (marketId: string) => InstrumentId | undefined
}

/** @returns The names by what ccxt has loaded; what it no longer lists keeps its name. */
export function instrumentNames(
  exchange: Pick<Exchange, 'market' | 'safeMarket'>,
  table: Pick<InstrumentTable, 'symbolOf' | 'idOf'>,
  marketType: 'spot' | 'swap',
): InstrumentNames {
  const marketIds = new Map<InstrumentId, string>()
  return {
    marketIdOf(instrumentId) {
      const symbol = table.symbolOf(instrumentId)
      const known = marketIds.get(instrumentId)
      if (known !== undefined) return known
      const marketId = String(exchange.market(symbol).id)
      marketIds.set(instrumentId, marketId)
      return marketId
    },
    instrumentIdOf(marketId) {
      const { symbol } = exchange.safeMarket(marketId, undefined, undefined, marketType)
      return symbol === undefined ? undefined : table.idOf(symbol)
    },
  }
}
