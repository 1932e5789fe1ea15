import type { OrderStateValue, OrderView } from '../../src-contract/index.ts'

const OPEN_STATES: ReadonlySet<OrderStateValue> = new Set([
  'pending',
  'submitted',
  'working',
  'partiallyFilled',
  'cancelling',
])

/** Orders that may still fill. */
export function countOpenOrders(orders: readonly OrderView[]): number {
  return orders.filter((order) => OPEN_STATES.has(order.state)).length
}
