import type { OrderSize } from '../../src-contract/index.ts'
import type { OrderTerms } from './order.ts'

export type { OrderSize } from '../../src-contract/index.ts'

/** Wish for an order, from a strategy or a hand; risk turns it into an order or a denial. */
export interface OrderIntent
  extends Pick<
    OrderTerms,
    | 'owner'
    | 'idempotencyKey'
    | 'instrumentId'
    | 'side'
    | 'type'
    | 'limitPrice'
    | 'triggerPrice'
    | 'trailing'
    | 'timeInForce'
    | 'expireAtMs'
    | 'postOnly'
    | 'reduceOnly'
    | 'ocoGroup'
    | 'awaitsFunds'
    | 'stopLossPrice'
    | 'takeProfitPrice'
    | 'exitPlan'
    | 'role'
    | 'parentOrderId'
    | 'reason'
  > {
  readonly source: 'hand' | 'strategy' | 'killSwitch' | 'risk'
  readonly size: OrderSize
}
