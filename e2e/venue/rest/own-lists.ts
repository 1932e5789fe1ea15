import type { Exchange } from '../books/exchange.ts'
import type { OwnTrade } from '../books/order-store.ts'
import { isListed, type VenueOrder } from '../books/venue-order.ts'
import { listedSymbol, newestOf } from './order-queries.ts'
import type { Params } from './params.ts'

/** Every order of a symbol, as far as it is asked for. */
export function ownOrders(exchange: Exchange, params: Params): VenueOrder[] {
  const { symbol } = exchange.market(params.required('symbol')).rules
  const orders = exchange.store.orders.filter((order) => isListed(order) && order.terms.symbol === symbol)
  return newestOf(orders, params, { idOf: ({ orderId }) => orderId, timeOf: ({ createdMs }) => createdMs })
}

/** Every execution of the account, of one symbol or order where that is asked for. */
export function ownTrades(exchange: Exchange, params: Params): OwnTrade[] {
  const symbol = listedSymbol(exchange, params)
  const wanted = params.integer('orderId')
  const trades = exchange.store.trades.filter(
    ({ order }) =>
      (symbol === undefined || order.terms.symbol === symbol) && (wanted === undefined || order.orderId === wanted),
  )
  return newestOf(trades, params, {
    idOf: ({ execution }) => execution.tradeId,
    timeOf: ({ execution }) => execution.timeMs,
  })
}

/** Orders by which the exchange closed positions, of one symbol where that is asked for. */
export function forcedOrders(exchange: Exchange, params: Params): VenueOrder[] {
  const symbol = listedSymbol(exchange, params)
  const orders = exchange.store.orders.filter(
    (order) => order.isLiquidation && (symbol === undefined || order.terms.symbol === symbol),
  )
  return newestOf(orders, params, { idOf: ({ orderId }) => orderId, timeOf: ({ createdMs }) => createdMs })
}
