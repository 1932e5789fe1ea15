import type { Perpetuals } from '../books/perpetuals.ts'
import { isListed, isOpen, type VenueOrder } from '../books/venue-order.ts'
import { refusals } from './api-error.ts'
import { futuresOrder, futuresTrade } from './order-json.ts'
import { listedSymbol, orderNamed } from './order-queries.ts'
import { forcedOrders, ownOrders, ownTrades } from './own-lists.ts'
import type { Params } from './params.ts'
import { type Route, signed } from './route.ts'

/** What the futures side tells of the account's orders and executions. */
export function futuresQueryRoutes({ exchange }: Perpetuals): Route[] {
  const path = (name: string): string => `/fapi/v1/${name}`
  return [
    { ...signed('GET', path('order'), 1), handle: (params) => found(orderNamed(exchange, params)) },
    {
      ...signed('GET', path('openOrder'), 1),
      handle: (params) => {
        const order = orderNamed(exchange, params)
        return found(order && isOpen(order) ? order : undefined)
      },
    },
    {
      ...signed('GET', path('openOrders'), (params: Params) => (params.optional('symbol') === undefined ? 40 : 1)),
      handle: (params) => exchange.store.open(listedSymbol(exchange, params)).filter(isListed).map(futuresOrder),
    },
    { ...signed('GET', path('allOrders'), 5), handle: (params) => ownOrders(exchange, params).map(futuresOrder) },
    {
      ...signed('GET', path('forceOrders'), (params: Params) => (params.optional('symbol') === undefined ? 50 : 20)),
      handle: (params) => forcedOrders(exchange, params).map(futuresOrder),
    },
    { ...signed('GET', path('userTrades'), 5), handle: (params) => ownTrades(exchange, params).map(futuresTrade) },
  ]
}

function found(order: VenueOrder | undefined): object {
  if (!order) throw refusals.noSuchOrder()
  return futuresOrder(order)
}
