import type { OrderView } from '../../../src-contract/index.ts'
import { isOpenOrder } from '../../trading/index.ts'
import type { OwnOrder } from './ladder.ts'

/** What works in an instrument, at the prices where it waits; a market order waits nowhere. */
export function ownOrdersOf(orders: readonly OrderView[], instrumentId: string): readonly OwnOrder[] {
  return orders
    .filter((order) => order.instrumentId === instrumentId && isOpenOrder(order))
    .map((order) => ({
      side: order.side,
      price: Number(order.limitPrice ?? order.triggerPrice ?? Number.NaN),
      quantity: Number(order.quantity) - Number(order.filledQuantity),
    }))
    .filter(({ price, quantity }) => Number.isFinite(price) && quantity > 0)
}
