import type { OrderIntent } from '../domain/index.ts'

/** What is to be said of a wish to trade at the market at once. */
export type MarketWish = Pick<
  OrderIntent,
  | 'source'
  | 'owner'
  | 'idempotencyKey'
  | 'instrumentId'
  | 'side'
  | 'size'
  | 'reduceOnly'
  | 'stopLossPrice'
  | 'takeProfitPrice'
  | 'role'
  | 'reason'
>

/** The whole wish. Field by field: a spread would be slower, and strategies decide by it. */
export function marketIntent(wish: MarketWish): OrderIntent {
  return {
    source: wish.source,
    owner: wish.owner,
    idempotencyKey: wish.idempotencyKey,
    instrumentId: wish.instrumentId,
    side: wish.side,
    type: 'market',
    size: wish.size,
    limitPrice: undefined,
    triggerPrice: undefined,
    trailing: undefined,
    timeInForce: 'IOC',
    expireAtMs: undefined,
    postOnly: false,
    reduceOnly: wish.reduceOnly,
    ocoGroup: undefined,
    stopLossPrice: wish.stopLossPrice,
    takeProfitPrice: wish.takeProfitPrice,
    exitPlan: undefined,
    role: wish.role,
    parentOrderId: undefined,
    reason: wish.reason,
  }
}
