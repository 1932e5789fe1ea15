import type { TimeMs } from '../../../base/index.ts'
import type { OrderType, VenueOrderRequest } from '../../../domain/index.ts'
import { toClientOrderId } from './client-order-id.ts'
import type { VenueProfile } from './venue-profile.ts'

/** Parameters of one of ccxt's calls. */
export type CallParameters = Readonly<Record<string, unknown>>

/** How an exchange wants its orders named and told, where ccxt's unified calls leave that to whoever calls. */
export interface OrderRules {
  /** Parameters of `createOrder` that carry our id: of an order that goes to the book, and of one that waits for a price. */
  readonly idParameters: { readonly plain: readonly string[]; readonly waiting: readonly string[] }
  /** Parameter of each call that takes our id; null: it takes none, only the venue's where it takes any. */
  readonly namedBy: Readonly<Record<'fetchOrder' | 'fetchOpenOrders' | 'cancelOrder' | 'editOrder', string | null>>
  /** `apart`: those that wait for a price have ids and a list of their own, named with `{ trigger: true }`. */
  readonly waitingOrders: 'among' | 'apart'
  /** Where the trigger of an order goes that waits for a price. */
  readonly trigger: (order: VenueOrderRequest) => CallParameters
  /** What else `createOrder` has to be told, at this time of the venue. */
  readonly further: (order: VenueOrderRequest, venueNowMs: TimeMs) => CallParameters
}

/** What ccxt's `createOrder` takes beside symbol, side, quantity and limit price. */
export interface OrderCall {
  readonly type: 'market' | 'limit'
  readonly params: CallParameters
}

const PLAIN_TYPES: Readonly<Record<Exclude<OrderType, 'trailingStop'>, OrderCall['type']>> = {
  market: 'market',
  limit: 'limit',
  stop: 'market',
  stopLimit: 'limit',
  takeProfit: 'market',
  takeProfitLimit: 'limit',
}

/** `stopLossPrice` of a stop, `takeProfitPrice` of the others: with these ccxt says from which side the price comes. */
export function triggerByKind({ type, triggerPrice }: VenueOrderRequest): CallParameters {
  const name = type.startsWith('stop') ? 'stopLossPrice' : 'takeProfitPrice'
  return { [name]: triggerPrice?.toFixed() }
}

/** The order as ccxt's `createOrder` wants it at this exchange. No order follows the price: the engine does that. */
export function orderCall(
  { orderRules, clientOrderId }: Pick<VenueProfile, 'clientOrderId'> & { readonly orderRules: OrderRules },
  order: VenueOrderRequest & { readonly type: Exclude<OrderType, 'trailingStop'> },
  venueNowMs: TimeMs,
): OrderCall {
  const type = PLAIN_TYPES[order.type]
  const isWaiting = order.type !== 'market' && order.type !== 'limit'
  const id = toClientOrderId(order.orderId, clientOrderId)
  const names = orderRules.idParameters[isWaiting ? 'waiting' : 'plain']
  return {
    type,
    params: {
      ...Object.fromEntries(names.map((name) => [name, id])),
      ...(isWaiting && orderRules.trigger(order)),
      ...(type === 'limit' && order.timeInForce !== 'GTC' && { timeInForce: order.timeInForce }),
      ...(order.postOnly && { postOnly: true }),
      ...(order.reduceOnly && { reduceOnly: true }),
      ...orderRules.further(order, venueNowMs),
    },
  }
}
