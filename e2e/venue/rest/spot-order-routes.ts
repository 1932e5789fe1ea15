import type { Exchange } from '../books/exchange.ts'
import type { SpotAccount } from '../books/spot-account.ts'
import { isOpen, type VenueOrder } from '../books/venue-order.ts'
import { refusals } from './api-error.ts'
import { cancelReplace } from './cancel-replace.ts'
import { placedSpotOrder, spotOrder } from './order-json.ts'
import { spotTerms } from './order-params.ts'
import { orderNamed } from './order-queries.ts'
import type { Params } from './params.ts'
import { type Route, signed } from './route.ts'

/** Orders of the spot side: placing, replacing and cancelling them. */
export function spotOrderRoutes(exchange: Exchange<SpotAccount>, freshId: () => string): Route[] {
  const { desk } = exchange
  const prefix = '/api/v3'
  const place = (params: Params): VenueOrder => {
    const market = exchange.market(params.required('symbol'))
    return desk.place(spotTerms({ params, market, freshId }))
  }
  const cancelled = (order: VenueOrder): object => ({ ...spotOrder(order), transactTime: order.updatedMs })
  return [
    {
      ...signed('POST', `${prefix}/order`, 1),
      trades: true,
      counts: true,
      handle: (params) => {
        const length = params.optional('newOrderRespType') ?? 'FULL'
        return placedSpotOrder(place(params), length)
      },
    },
    {
      ...signed('POST', `${prefix}/order/test`, 1),
      trades: true,
      handle: (params) => {
        desk.check(spotTerms({ params, market: exchange.market(params.required('symbol')), freshId }))
        return {}
      },
    },
    {
      ...signed('POST', `${prefix}/order/cancelReplace`, 1),
      trades: true,
      counts: true,
      handle: (params) => cancelReplace({ params, exchange, place, cancelled }),
    },
    {
      ...signed('DELETE', `${prefix}/order`, 1),
      trades: true,
      handle: (params) => {
        const order = orderNamed(exchange, params)
        if (!order || !isOpen(order)) throw refusals.unknownOrder()
        desk.cancel(order)
        return { ...cancelled(order), origClientOrderId: order.terms.clientOrderId }
      },
    },
    {
      ...signed('DELETE', `${prefix}/openOrders`, 1),
      trades: true,
      handle: (params) => {
        const orders = desk.cancelAll(exchange.market(params.required('symbol')).rules.symbol)
        if (orders.length === 0) throw refusals.unknownOrder()
        return orders.map((order) => cancelled(order))
      },
    },
  ]
}
