import type { OrderType } from '../../../src-main/domain/index.ts'
import { type ExchangeOrderType, isAtMarket, type OrderTerms } from './venue-order.ts'

/** What sets an order off, seen from what it closes: the price against it, in its favour, or following it. */
export type TriggerKind = 'none' | 'losing' | 'winning' | 'trailing'

export function triggerOf(type: ExchangeOrderType): TriggerKind {
  switch (type) {
    case 'STOP':
    case 'STOP_MARKET':
    case 'STOP_LOSS':
    case 'STOP_LOSS_LIMIT':
      return 'losing'
    case 'TAKE_PROFIT':
    case 'TAKE_PROFIT_MARKET':
    case 'TAKE_PROFIT_LIMIT':
      return 'winning'
    case 'TRAILING_STOP_MARKET':
      return 'trailing'
    default:
      return 'none'
  }
}

/** @returns The kind as the matching engine names it. */
export function matchingType({ type, price }: Pick<OrderTerms, 'type' | 'price'>): OrderType {
  const hasLimit = !isAtMarket(type, price)
  switch (triggerOf(type)) {
    case 'losing':
      return hasLimit ? 'stopLimit' : 'stop'
    case 'winning':
      return hasLimit ? 'takeProfitLimit' : 'takeProfit'
    case 'trailing':
      return 'trailingStop'
    default:
      return hasLimit ? 'limit' : 'market'
  }
}

export function isPostOnly({ type, timeInForce }: Pick<OrderTerms, 'type' | 'timeInForce'>): boolean {
  return type === 'LIMIT_MAKER' || timeInForce === 'GTX'
}

/** It can only make a position smaller: asked for, or because it is the closing side of a hedged leg. */
export function onlyReduces({ reduceOnly, closePosition, side, positionSide }: OrderTerms): boolean {
  const closesLeg = (positionSide === 'LONG' && side === 'SELL') || (positionSide === 'SHORT' && side === 'BUY')
  return reduceOnly || closePosition || closesLeg
}
