import type { PositionMode, VenueAmendRequest, VenueOrderRequest } from '../../../../domain/index.ts'
import type { OrderWord } from '../order-gateway.ts'

/** Parameters of a request, as texts that the exchange gets unchanged. */
export type Params = Readonly<Record<string, string | number>>

const SPOT_TYPES = {
  market: 'MARKET',
  limit: 'LIMIT',
  stop: 'STOP_LOSS',
  stopLimit: 'STOP_LOSS_LIMIT',
  takeProfit: 'TAKE_PROFIT',
  takeProfitLimit: 'TAKE_PROFIT_LIMIT',
} as const

const CONDITIONAL_TYPES = {
  stop: 'STOP_MARKET',
  stopLimit: 'STOP',
  takeProfit: 'TAKE_PROFIT_MARKET',
  takeProfitLimit: 'TAKE_PROFIT',
} as const

type ConditionalType = keyof typeof CONDITIONAL_TYPES

/** True for what waits for a price, and on the futures side stands apart from other orders until then. */
export function isConditional(type: VenueOrderRequest['type']): type is ConditionalType {
  return type in CONDITIONAL_TYPES
}

/** A new order for `POST /api/v3/order`; the answer lists what it has taken at once. */
export function spotOrderParams(request: VenueOrderRequest, symbol: string): Params {
  const { type, postOnly } = request
  const isMaker = type === 'limit' && postOnly
  return {
    ...commonParams(request, symbol),
    type: isMaker ? 'LIMIT_MAKER' : SPOT_TYPES[type as keyof typeof SPOT_TYPES],
    ...(hasLimit(request) && !isMaker && { timeInForce: request.timeInForce }),
    ...(request.triggerPrice && { stopPrice: request.triggerPrice.toFixed() }),
    newClientOrderId: request.orderId,
    newOrderRespType: 'FULL',
  }
}

/** A new order for `POST /fapi/v1/order`. */
export function futuresOrderParams(request: VenueOrderRequest, symbol: string, mode: PositionMode): Params {
  const { type, timeInForce, expireAtMs } = request
  return {
    ...commonParams(request, symbol),
    type: type === 'market' ? 'MARKET' : 'LIMIT',
    ...(type === 'limit' && { timeInForce: request.postOnly ? 'GTX' : timeInForce }),
    // Whole seconds are all that is kept, and a date that is not one is refused.
    ...(timeInForce === 'GTD' && expireAtMs !== undefined && { goodTillDate: Math.floor(expireAtMs / 1_000) * 1_000 }),
    ...positionParams(request, mode),
    newClientOrderId: request.orderId,
    newOrderRespType: 'RESULT',
  }
}

/** A new conditional order for `POST /fapi/v1/algoOrder`. Its trigger looks at trades, as stops of the engine do. */
export function algoOrderParams(request: VenueOrderRequest, symbol: string, mode: PositionMode): Params {
  return {
    ...commonParams(request, symbol),
    algoType: 'CONDITIONAL',
    type: CONDITIONAL_TYPES[request.type as ConditionalType],
    ...(hasLimit(request) && { timeInForce: request.postOnly ? 'GTX' : request.timeInForce }),
    ...(request.triggerPrice && { triggerPrice: request.triggerPrice.toFixed() }),
    workingType: 'CONTRACT_PRICE',
    ...positionParams(request, mode),
    clientAlgoId: request.orderId,
  }
}

/** Other terms for `PUT /fapi/v1/order`, which wants all of them. */
export function amendParams(request: VenueAmendRequest, { side }: OrderWord, symbol: string): Params {
  return {
    symbol,
    side: side === 'buy' ? 'BUY' : 'SELL',
    quantity: request.quantity.toFixed(),
    ...(request.limitPrice && { price: request.limitPrice.toFixed() }),
    origClientOrderId: request.orderId,
  }
}

/** Where long and short are apart the side that an order reduces does what the flag does, which is refused there. */
function positionParams({ reduceOnly, side, positionEffect }: VenueOrderRequest, mode: PositionMode): Params {
  if (mode === 'oneWay') return reduceOnly ? { reduceOnly: 'true' } : {}
  const reduces = reduceOnly || positionEffect === 'reduce'
  return { positionSide: (side === 'buy') === reduces ? 'SHORT' : 'LONG' }
}

function commonParams(request: VenueOrderRequest, symbol: string): Params {
  return {
    symbol,
    side: request.side === 'buy' ? 'BUY' : 'SELL',
    quantity: request.quantity.toFixed(),
    ...(hasLimit(request) && request.limitPrice && { price: request.limitPrice.toFixed() }),
  }
}

function hasLimit({ type }: VenueOrderRequest): boolean {
  return type === 'limit' || type === 'stopLimit' || type === 'takeProfitLimit'
}
