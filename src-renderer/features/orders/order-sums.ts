import type { OrderView } from '../../../src-contract/index.ts'
import { isOpenOrder, isProtection } from '../../trading/index.ts'
import { orderPrice } from './order-texts.ts'

export interface OrderSums {
  readonly open: number
  readonly protections: number
  /** Open orders that are no stops and no targets. */
  readonly others: number
  /** What open entries with a price are still worth at it, in quote currency. */
  readonly entryValue: number
}

/** Sums of the orders that are still open. */
export function sumOrders(orders: readonly OrderView[]): OrderSums {
  const open = orders.filter(isOpenOrder)
  const protections = open.filter(isProtection).length
  const entries = open.filter(({ role }) => role === 'entry')
  return {
    open: open.length,
    protections,
    others: open.length - protections,
    entryValue: entries.reduce((sum, order) => sum + restValue(order), 0),
  }
}

function restValue(order: OrderView): number {
  return (orderPrice(order) ?? 0) * (Number(order.quantity) - Number(order.filledQuantity))
}
