import { Decimal, ZERO } from '../base/index.ts'
import type { OrderIntent, Price } from '../domain/index.ts'
import type { RiskSnapshot } from './ports.ts'

/** What the check needs to know of an order before its quantity is known; floats become exact once, here. */
export interface OrderContext {
  readonly intent: OrderIntent
  readonly snapshot: RiskSnapshot
  /** The snapshot's reference price. */
  readonly market: Price
  /** Price the order is expected to trade at. */
  readonly price: Price
  /** Not below zero: lost equity cannot be put at stake. */
  readonly equity: Decimal
  readonly takerFeeFraction: Decimal
  /** Loss of one base unit at the stop-loss: the distance plus taker fees on both ways; undefined without a stop. */
  readonly unitLoss: Decimal | undefined
}

/** Undefined without a usable price. */
export function contextOf(intent: OrderIntent, snapshot: RiskSnapshot): OrderContext | undefined {
  const { limitPrice, stopLossPrice } = intent
  if (!isPositive(snapshot.referencePrice) || (limitPrice && !limitPrice.gt(ZERO))) return undefined
  const market = new Decimal(snapshot.referencePrice) as Price
  const price = expectedPrice(intent, market)
  const takerFeeFraction = new Decimal(snapshot.takerFeeFraction)
  return {
    intent,
    snapshot,
    market,
    price,
    equity: isPositive(snapshot.equity) ? new Decimal(snapshot.equity) : ZERO,
    takerFeeFraction,
    unitLoss: stopLossPrice && price.sub(stopLossPrice).abs().add(price.add(stopLossPrice).mul(takerFeeFraction)),
  }
}

/** The limit, except that a sell limit below the market trades at the market: the order is larger than its limit says. */
function expectedPrice({ side, limitPrice }: OrderIntent, market: Price): Price {
  if (!limitPrice) return market
  return side === 'sell' && limitPrice.lt(market) ? market : limitPrice
}

function isPositive(value: number): boolean {
  return value > 0 && Number.isFinite(value)
}
