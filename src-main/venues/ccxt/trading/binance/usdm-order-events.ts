import type { AccountEvent, OrderNews } from '../order-gateway.ts'
import { algoUpdate } from './algo-payloads.ts'
import { forcedAdjustment, forcedOf } from './forced-orders.ts'
import type { BinanceGatewayParts } from './gateway-parts.ts'
import type { UserFrame } from './user-frames.ts'
import type { UsdmOrders } from './usdm-orders.ts'
import { orderTradeUpdate } from './usdm-payloads.ts'
import type { OrderFrames } from './usdm-stream.ts'

/** What frames about orders of the futures side say, each of the order that was placed. */
export function usdmOrderEvents(parts: BinanceGatewayParts, orders: UsdmOrders): OrderFrames {
  return (frame) => (frame.e === 'ALGO_UPDATE' ? algoEvents(frame, parts, orders) : orderEvents(frame, parts, orders))
}

function orderEvents(frame: UserFrame, parts: BinanceGatewayParts, orders: UsdmOrders): readonly AccountEvent[] {
  const told = orderTradeUpdate(frame, parts.names.instrumentIdOf)
  if (!told) return []
  const forced = forcedOf(told.word.orderId)
  if (forced) {
    return told.executions.map((execution) => ({
      kind: 'adjustment',
      adjustment: forcedAdjustment(execution, forced, parts),
    }))
  }
  return [{ kind: 'order', ...asPlaced(told, orders) }]
}

function asPlaced({ word, executions }: OrderNews, orders: UsdmOrders): OrderNews {
  const placed = orders.noted(word)
  return { word: placed, executions: executions.map((execution) => ({ ...execution, orderId: placed.orderId })) }
}

/** Of one that was triggered only the link counts; what it has become speaks for itself, or is asked for once all is over. */
function algoEvents(frame: UserFrame, parts: BinanceGatewayParts, orders: UsdmOrders): readonly AccountEvent[] {
  const algo = algoUpdate(frame, parts.names.instrumentIdOf)
  if (!algo) return []
  orders.links.note(algo)
  const { word, actualOrderId } = algo
  if (actualOrderId === undefined) return [{ kind: 'order', word, executions: [] }]
  const isOver = (frame['o'] as { readonly X?: string }).X === 'FINISHED'
  return isOver ? [{ kind: 'unclear', name: word }] : []
}
