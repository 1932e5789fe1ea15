import type { Exchange } from '../books/exchange.ts'
import type { SymbolMarket } from '../market/symbol-market.ts'
import { exchangeInfo } from './exchange-info.ts'
import { aggregateTrade, bestPrices, dayTicker, depth, klines, recentTrade } from './market-json.ts'
import type { Params } from './params.ts'
import type { RateLimits } from './rate-limits.ts'
import type { Route } from './route.ts'
import { amountText } from './text.ts'

/** The public endpoints that both sides have, under `prefix`. */
export function marketRoutes(exchange: Exchange, prefix: string, limits: RateLimits): Route[] {
  const { side } = exchange
  const get = (path: string, weight: Route['weight'], handle: Route['handle']): Route => {
    return { method: 'GET', path: `${prefix}/${path}`, weight, security: 'none', handle }
  }
  const of = (params: Params): SymbolMarket => exchange.market(params.required('symbol'))
  return [
    get('ping', 1, () => ({})),
    get('time', 1, (_, { nowMs }) => ({ serverTime: nowMs })),
    get('exchangeInfo', side === 'spot' ? 20 : 1, (_, { nowMs }) => exchangeInfo(exchange, limits, nowMs)),
    get('klines', 2, (params) => klines(of(params), side, params)),
    get('depth', depthWeight, (params) => depth(exchange, of(params), params)),
    get('trades', side === 'spot' ? 25 : 5, (params) =>
      of(params)
        .trades.slice(-params.limit(500, 1_000))
        .map((trade) => recentTrade(of(params), trade, side)),
    ),
    get('aggTrades', side === 'spot' ? 4 : 20, (params) => aggregates(of(params), exchange, params)),
    get('ticker/24hr', oneOrAll(2, 80), (params, { nowMs }) =>
      eachMarket(exchange, params, (market) => dayTicker(exchange, market, nowMs)),
    ),
    get('ticker/price', oneOrAll(2, 4), (params, { nowMs }) =>
      eachMarket(exchange, params, ({ rules, lastPrice }) => ({
        symbol: rules.symbol,
        price: amountText(side, lastPrice),
        ...(side === 'usdm' && { time: nowMs }),
      })),
    ),
    get('ticker/bookTicker', oneOrAll(2, 4), (params, { nowMs }) =>
      eachMarket(exchange, params, (market) => ({
        symbol: market.rules.symbol,
        ...bestPrices(market, side),
        ...(side === 'usdm' && { time: nowMs }),
      })),
    ),
  ]
}

/** One object for `symbol`; a list for `symbols` or for all. */
export function eachMarket(
  exchange: Exchange,
  params: Params,
  row: (market: SymbolMarket) => object,
): object | object[] {
  const symbol = params.optional('symbol')
  if (symbol !== undefined) return row(exchange.market(symbol))
  const names = params.optional('symbols')?.match(/[A-Z0-9]+/g)
  const markets = names?.map((name) => exchange.market(name)) ?? [...exchange.markets.values()]
  return markets.map((market) => row(market))
}

function aggregates(market: SymbolMarket, { side }: Exchange, params: Params): object[] {
  const limit = params.limit(500, 1_000)
  const [fromId, startMs, endMs] = ['fromId', 'startTime', 'endTime'].map((name) => params.integer(name))
  const found = market.trades.filter(
    ({ id, timeMs }) => id >= (fromId ?? 0) && timeMs >= (startMs ?? 0) && timeMs <= (endMs ?? Number.MAX_SAFE_INTEGER),
  )
  const isFromStart = fromId !== undefined || startMs !== undefined
  const chosen = isFromStart ? found.slice(0, limit) : found.slice(-limit)
  return chosen.map((trade) => aggregateTrade(market, trade, side))
}

function depthWeight(params: Params): number {
  const limit = params.limit(100, 5_000)
  if (limit <= 100) return 5
  if (limit <= 500) return 25
  return limit <= 1_000 ? 50 : 250
}

function oneOrAll(one: number, all: number): (params: Params) => number {
  return (params) => (params.optional('symbol') === undefined ? all : one)
}
