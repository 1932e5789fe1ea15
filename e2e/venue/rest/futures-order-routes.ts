import { isOpen, isListed, type VenueOrder } from '../books/venue-order.ts'
import type { Perpetuals } from '../books/perpetuals.ts'
import { ApiError, refusals } from './api-error.ts'
import { futuresOrder } from './order-json.ts'
import { futuresTerms } from './order-params.ts'
import { orderNamed } from './order-queries.ts'
import type { Params } from './params.ts'
import { type Route, signed } from './route.ts'

/** Orders of the futures side: placing, amending and cancelling them. */
export function futuresOrderRoutes({ exchange }: Perpetuals, freshId: () => string): Route[] {
  const { desk, account } = exchange
  const path = (name: string): string => `/fapi/v1/${name}`
  const termsOf = (params: Params) => {
    const market = exchange.market(params.required('symbol'))
    return futuresTerms({ params, market, freshId }, account.isHedged)
  }
  const openNamed = (params: Params): VenueOrder => {
    const order = orderNamed(exchange, params)
    if (!order || !isOpen(order)) throw refusals.unknownOrder()
    return order
  }
  return [
    {
      ...signed('POST', path('order'), 1),
      trades: true,
      counts: true,
      handle: (params) => futuresOrder(desk.place(termsOf(params))),
    },
    {
      ...signed('POST', path('order/test'), 1),
      trades: true,
      handle: (params) => {
        desk.check(termsOf(params))
        return {}
      },
    },
    {
      ...signed('PUT', path('order'), 1),
      trades: true,
      counts: true,
      handle: (params) => futuresOrder(amended(openNamed(params), params, desk.amend.bind(desk))),
    },
    {
      ...signed('DELETE', path('order'), 1),
      trades: true,
      handle: (params) => {
        const order = openNamed(params)
        desk.cancel(order)
        return futuresOrder(order)
      },
    },
    {
      ...signed('DELETE', path('allOpenOrders'), 1),
      trades: true,
      handle: (params) => {
        desk.cancelAll(exchange.market(params.required('symbol')).rules.symbol, isListed)
        return { code: 200, msg: 'The operation of cancel all open order is done.' }
      },
    },
  ]
}

function amended(order: VenueOrder, params: Params, amend: Amend): VenueOrder {
  if (order.terms.type !== 'LIMIT') throw new ApiError(-5025, 'Only limit order is supported.')
  if (params.required('side') !== order.terms.side)
    throw new ApiError(-1130, "Data sent for parameter 'side' is not valid.")
  amend(order, {
    quantity: params.decimal('quantity') ?? order.terms.quantity,
    price: params.decimal('price') ?? order.terms.price ?? order.terms.quantity,
  })
  return order
}

type Amend = Perpetuals['exchange']['desk']['amend']
