import type { Exchange, OHLCV, OrderBook, Ticker, Trade } from 'ccxt'
import type { PollSource, PushSource } from '../streams/ports.ts'
import type { MarketConnection } from './ports.ts'
import type { BestPrices } from './readers.ts'
import { has, sourceOf } from './stream-source.ts'

type Source<News> = PushSource<News> | PollSource<News>

const POLLED_TRADES = 500
const POLLED_DEPTH = 100
/** The least that every exchange gives. */
const POLLED_TOP = 5

/** States of the newest 1m bars. @param symbol as ccxt names it, here and below. */
export function candleSource(connection: MarketConnection, symbol: string): Source<readonly OHLCV[]> {
  return sourceOf(connection, {
    kind: 'candles',
    request: `read the bars of ${symbol}`,
    methods: { watch: 'watchOHLCV', unwatch: 'unWatchOHLCV' },
    watch: (exchange) => exchange.watchOHLCV(symbol, '1m'),
    unwatch: (exchange) => exchange.unWatchOHLCV(symbol, '1m'),
    ask: (exchange) => exchange.fetchOHLCV(symbol, '1m', undefined, 3),
  })
}

/** New trades, each once as a rule. */
export function tradeSource(connection: MarketConnection, symbol: string): Source<readonly Trade[]> {
  return sourceOf(connection, {
    kind: 'trades',
    request: `read the trades of ${symbol}`,
    methods: { watch: 'watchTrades', unwatch: 'unWatchTrades' },
    watch: async (exchange) => {
      await exchange.watchTrades(symbol)
      return drainTrades(exchange, symbol)
    },
    unwatch: (exchange) => exchange.unWatchTrades(symbol),
    ask: (exchange) => exchange.fetchTrades(symbol, undefined, POLLED_TRADES),
  })
}

/** ccxt keeps the newest so many trades: emptied each time, so that a burst cannot push any out before they are read. */
function drainTrades(exchange: Exchange, symbol: string): readonly Trade[] {
  const kept = (exchange.trades as Record<string, (Trade[] & { clear(): void }) | undefined>)[symbol]
  const trades = kept ? Array.from(kept) : []
  kept?.clear()
  return trades
}

/** Best bid and ask. An exchange without a stream of them has them in its ticker. */
export function quoteSource(connection: MarketConnection, symbol: string): Source<BestPrices | undefined> {
  const isOfItsOwn = has(connection.exchange, 'watchBidsAsks')
  return sourceOf<BestPrices | undefined>(connection, {
    kind: 'quotes',
    request: `read the best prices of ${symbol}`,
    methods: isOfItsOwn
      ? { watch: 'watchBidsAsks', unwatch: 'unWatchBidsAsks' }
      : { watch: 'watchTicker', unwatch: 'unWatchTicker' },
    watch: async (exchange) => {
      if (!isOfItsOwn) return exchange.watchTicker(symbol)
      const news = await exchange.watchBidsAsks([symbol])
      // Newer ones may have come in the same breath.
      return (exchange.bidsasks as Record<string, Ticker | undefined>)[symbol] ?? news[symbol]
    },
    unwatch: (exchange) => (isOfItsOwn ? exchange.unWatchBidsAsks([symbol]) : exchange.unWatchTicker(symbol)),
    // Not every exchange has them in the ticker that is asked for.
    ask: async (exchange) => topOf(await exchange.fetchOrderBook(symbol, POLLED_TOP)),
  })
}

function topOf({ timestamp, bids: [bid], asks: [ask] }: OrderBook): BestPrices {
  return { timestamp, bid: bid?.[0], bidVolume: bid?.[1], ask: ask?.[0], askVolume: ask?.[1] }
}

/** The whole book, kept by ccxt, which checks that no change is missing. */
export function bookSource(connection: MarketConnection, symbol: string): Source<OrderBook> {
  return sourceOf(connection, {
    kind: 'book',
    request: `read the book of ${symbol}`,
    methods: { watch: 'watchOrderBook', unwatch: 'unWatchOrderBook' },
    watch: (exchange) => exchange.watchOrderBook(symbol),
    unwatch: (exchange) => exchange.unWatchOrderBook(symbol),
    ask: (exchange) => exchange.fetchOrderBook(symbol, POLLED_DEPTH),
  })
}

/** Mark price of a perpetual. */
export function markSource(connection: MarketConnection, symbol: string): Source<MarkNews> {
  return sourceOf<MarkNews>(connection, {
    kind: 'mark',
    request: `read the mark price of ${symbol}`,
    methods: { watch: 'watchMarkPrice', unwatch: 'unWatchMarkPrice' },
    watch: (exchange) => exchange.watchMarkPrice(symbol),
    unwatch: (exchange) => exchange.unWatchMarkPrice(symbol),
    ask: (exchange) => exchange.fetchFundingRate(symbol),
  })
}

/** What ticker and funding rate of ccxt have in common. */
export interface MarkNews {
  readonly markPrice?: number | undefined
  readonly timestamp?: number | undefined
}
