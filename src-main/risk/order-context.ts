import { type Decimal, decimalOf, differenceOf, productOf, sumOf, ZERO } from '../base/index.ts'
import type { OrderIntent, Price } from '../domain/index.ts'
import type { RiskSnapshot } from './ports.ts'

/** What the check needs to know of an order before its quantity is known; floats become exact once, here. */
export interface OrderContext {
  readonly intent: OrderIntent
  readonly snapshot: RiskSnapshot
  /** The snapshot's reference price. */
  readonly market: Price
  /** Where the market stands when the order begins to trade: its trigger price, or the market now where it has none. */
  readonly start: Price
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
  const { limitPrice, triggerPrice, stopLossPrice } = intent
  if (!isPositive(snapshot.referencePrice)) return undefined
  if ((limitPrice && !limitPrice.gt(ZERO)) || (triggerPrice && !triggerPrice.gt(ZERO))) return undefined
  const market = decimalOf(snapshot.referencePrice) as Price
  const start = triggerPrice ?? market
  const price = expectedPrice(intent, start)
  const takerFeeFraction = decimalOf(snapshot.takerFeeFraction)
  return {
    intent,
    snapshot,
    market,
    start,
    price,
    equity: isPositive(snapshot.equity) ? decimalOf(snapshot.equity) : ZERO,
    takerFeeFraction,
    unitLoss: stopLossPrice && unitLossOf(price, stopLossPrice, takerFeeFraction),
  }
}

function unitLossOf(price: Price, stop: Price, takerFeeFraction: Decimal): Decimal {
  const distance = differenceOf(price, stop)
  const fees = productOf(sumOf(price, stop), takerFeeFraction)
  return distance.isNegative() ? differenceOf(fees, distance) : sumOf(fees, distance)
}

/** The limit, except that a sell limit below the market trades at the market: the order is larger than its limit says. */
function expectedPrice({ side, limitPrice }: OrderIntent, start: Price): Price {
  if (!limitPrice) return start
  return side === 'sell' && limitPrice.lt(start) ? start : limitPrice
}

function isPositive(value: number): boolean {
  return value > 0 && Number.isFinite(value)
}
