import type { OrderSize } from '../../src-contract/index.ts'
import type { InstrumentId, OrderId, Owner } from './ids.ts'
import type { Price } from './money.ts'
import type { OrderRole, Side, TimeInForce } from './order.ts'

export type { OrderSize } from '../../src-contract/index.ts'

/** Wish for an order, from a strategy or a hand; risk turns it into an order or a denial. */
export interface OrderIntent {
  readonly source: 'hand' | 'strategy' | 'killSwitch'
  readonly owner: Owner
  /** The caller's name for this wish: the same key twice is the same order once. */
  readonly idempotencyKey: string
  readonly instrumentId: InstrumentId
  readonly side: Side
  readonly type: 'market' | 'limit'
  readonly size: OrderSize
  readonly limitPrice: Price | undefined
  readonly timeInForce: TimeInForce
  readonly reduceOnly: boolean
  readonly stopLossPrice: Price | undefined
  readonly takeProfitPrice: Price | undefined
  readonly role: OrderRole
  readonly parentOrderId: OrderId | undefined
  /** Why, in words: a strategy's reasons, or what the hand did. */
  readonly reason: string
}
