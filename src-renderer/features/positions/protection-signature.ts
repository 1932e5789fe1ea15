import type { OrderView, PositionView } from '../../../src-contract/index.ts'
import { isOpenOrder } from '../../trading/index.ts'

/** A text that changes whenever it may have changed which positions a stop covers. */
export function protectionSignature(positions: readonly PositionView[], orders: readonly OrderView[]): string {
  const held = positions.map(({ positionId, quantity, stopPrice }) => `${positionId} ${quantity} ${stopPrice}`)
  const stops = orders
    .filter((order) => order.role === 'stopLoss' && isOpenOrder(order))
    .map(({ orderId, state, quantity, filledQuantity }) => `${orderId} ${state} ${quantity} ${filledQuantity}`)
  return [...held, ...stops].join('\n')
}
