import { isListed, isOpen, type VenueOrder } from '../books/venue-order.ts'
import type { Perpetuals } from '../books/perpetuals.ts'
import { refusals } from './api-error.ts'
import { algoOrder } from './order-json.ts'
import { algoTerms } from './order-params.ts'
import { listedSymbol } from './order-queries.ts'
import type { Params } from './params.ts'
import { type Route, signed } from './route.ts'

/** Conditional orders of the futures: they wait under an id of their own. */
export function algoRoutes({ exchange }: Perpetuals, freshId: () => string): Route[] {
  const { store, desk, account } = exchange
  const named = (params: Params): VenueOrder | undefined =>
    store.findAlgo(params.integer('algoId'), params.optional('clientAlgoId') ?? params.optional('clientalgoid'))
  const open = (params: Params): VenueOrder[] =>
    store.open(listedSymbol(exchange, params)).filter((order) => order.algo && !isListed(order))
  return [
    {
      ...signed('POST', '/fapi/v1/algoOrder', 0),
      trades: true,
      counts: true,
      handle: (params) => {
        const market = exchange.market(params.required('symbol'))
        return algoOrder(desk.place(algoTerms({ params, market, freshId }, account.isHedged)))
      },
    },
    {
      ...signed('DELETE', '/fapi/v1/algoOrder', 1),
      trades: true,
      handle: (params) => {
        const order = named(params)
        if (!order || !isOpen(order) || isListed(order)) throw refusals.unknownOrder()
        desk.cancel(order)
        return { algoId: order.algo?.algoId, clientAlgoId: order.terms.clientOrderId, code: '200', msg: 'success' }
      },
    },
    {
      ...signed('DELETE', '/fapi/v1/algoOpenOrders', 1),
      trades: true,
      handle: (params) => {
        desk.cancelAll(exchange.market(params.required('symbol')).rules.symbol, (order) => !isListed(order))
        return { code: 200, msg: 'The operation of cancel all open order is done.' }
      },
    },
    {
      ...signed('GET', '/fapi/v1/algoOrder', 1),
      handle: (params) => {
        const order = named(params)
        if (!order) throw refusals.noSuchOrder()
        return algoOrder(order)
      },
    },
    { ...signed('GET', '/fapi/v1/openAlgoOrders', 1), handle: (params) => open(params).map(algoOrder) },
    {
      ...signed('GET', '/fapi/v1/allAlgoOrders', 5),
      handle: (params) => {
        const { symbol } = exchange.market(params.required('symbol')).rules
        return store.orders.filter((order) => order.algo && order.terms.symbol === symbol).map(algoOrder)
      },
    },
  ]
}
