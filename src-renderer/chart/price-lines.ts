import type { OrderView, PositionView } from '../../src-contract/index.ts'
import { isOpenOrder, multipleOfRisk, profitAt } from '../trading/index.ts'

export type LineTone = 'accent' | 'up' | 'down' | 'neutral'

/** One horizontal line over the candles with what its pill says. */
export interface PriceLine {
  readonly id: string
  readonly role: 'position' | 'stopLoss' | 'takeProfit' | 'order'
  readonly price: number
  readonly tone: LineTone
  /** `LONG`, `SL`, `Buy limit`. */
  readonly word: string
  /** Decimal text without sign. */
  readonly quantity: string
  /** Profit in quote currency: open profit at the mark, or what would be realised at the line; null for a working order. */
  readonly money: number | null
  /** The same as multiple of the risk to the stop; null without a stop. */
  readonly multipleOfRisk: number | null
  /** Whose entry this is; its money moves with every price. Null for all other roles. */
  readonly position: PositionView | null
}

/** Lines of one instrument: per position its entry, stop and target, then every open limit order that protects nothing. */
export function priceLines(
  instrumentId: string,
  positions: readonly PositionView[],
  orders: readonly OrderView[],
): PriceLine[] {
  return [
    ...positions.filter((one) => one.instrumentId === instrumentId).flatMap(linesOfPosition),
    ...orders.filter((one) => one.instrumentId === instrumentId).flatMap(lineOfOrder),
  ]
}

function linesOfPosition(position: PositionView): PriceLine[] {
  const { positionId: id, quantity, stopPrice, targetPrice } = position
  const lines: PriceLine[] = [
    {
      id: `${id}/position`,
      role: 'position',
      price: Number(position.entryPrice),
      tone: 'accent',
      word: position.side === 'long' ? 'LONG' : 'SHORT',
      quantity,
      money: position.unrealisedPnl,
      multipleOfRisk: multipleOfRisk(position, position.unrealisedPnl),
      position,
    },
  ]
  if (stopPrice !== null) lines.push(exitLine(position, 'stopLoss', Number(stopPrice)))
  if (targetPrice !== null) lines.push(exitLine(position, 'takeProfit', Number(targetPrice)))
  return lines
}

function exitLine(position: PositionView, role: 'stopLoss' | 'takeProfit', price: number): PriceLine {
  const money = profitAt(position, price)
  return {
    id: `${position.positionId}/${role}`,
    role,
    price,
    tone: role === 'stopLoss' ? 'down' : 'up',
    word: role === 'stopLoss' ? 'SL' : 'TP',
    quantity: position.quantity,
    money,
    multipleOfRisk: multipleOfRisk(position, money),
    position: null,
  }
}

function lineOfOrder(order: OrderView): PriceLine[] {
  const protects = order.role === 'stopLoss' || order.role === 'takeProfit'
  if (order.limitPrice === null || protects || !isOpenOrder(order)) return []
  return [
    {
      id: order.orderId,
      role: 'order',
      price: Number(order.limitPrice),
      tone: 'neutral',
      word: order.side === 'buy' ? 'Buy limit' : 'Sell limit',
      quantity: order.quantity,
      money: null,
      multipleOfRisk: null,
      position: null,
    },
  ]
}
