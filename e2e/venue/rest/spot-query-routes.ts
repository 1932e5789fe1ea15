import type { Exchange } from '../books/exchange.ts'
import type { SpotAccount } from '../books/spot-account.ts'
import { spotAccount } from './account-json.ts'
import { refusals } from './api-error.ts'
import { spotOrder, spotTrade } from './order-json.ts'
import { listedSymbol, orderNamed } from './order-queries.ts'
import { ownOrders, ownTrades } from './own-lists.ts'
import type { Params } from './params.ts'
import { type Route, signed } from './route.ts'

/** What the spot side tells its account: orders, executions, balances. */
export function spotQueryRoutes(exchange: Exchange<SpotAccount>): Route[] {
  const path = (name: string): string => `/api/v3/${name}`
  return [
    {
      ...signed('GET', path('order'), 4),
      handle: (params) => {
        const order = orderNamed(exchange, params)
        if (!order) throw refusals.noSuchOrder()
        return spotOrder(order)
      },
    },
    {
      ...signed('GET', path('openOrders'), (params: Params) => (params.optional('symbol') === undefined ? 80 : 6)),
      handle: (params) => exchange.store.open(listedSymbol(exchange, params)).map(spotOrder),
    },
    { ...signed('GET', path('allOrders'), 20), handle: (params) => ownOrders(exchange, params).map(spotOrder) },
    {
      ...signed('GET', path('myTrades'), 20),
      handle: (params) => {
        params.required('symbol')
        return ownTrades(exchange, params).map(spotTrade)
      },
    },
    {
      ...signed('GET', path('account'), 20),
      handle: (_, { key, nowMs }) => spotAccount(exchange.account, key?.canTrade ?? false, nowMs),
    },
  ]
}
