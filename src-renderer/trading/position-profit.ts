import type { PositionView } from '../../src-contract/index.ts'

export type PositionPrices = Pick<PositionView, 'side' | 'quantity' | 'entryPrice' | 'stopPrice'>

/** Profit in quote currency, before fees, if the whole position closed at `price`. For display only. */
export function profitAt(position: PositionPrices, price: number): number {
  const direction = position.side === 'long' ? 1 : -1
  return direction * (price - Number(position.entryPrice)) * Number(position.quantity)
}

/** Profit as multiple (R) of the loss that the stop allows; null without a stop, or when the stop already holds a profit. */
export function multipleOfRisk(position: PositionPrices, profit: number): number | null {
  if (position.stopPrice === null) return null
  const risk = -profitAt(position, Number(position.stopPrice))
  return risk > 0 ? profit / risk : null
}
