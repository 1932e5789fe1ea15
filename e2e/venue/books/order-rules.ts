import type { Decimal } from '../../../src-main/base/index.ts'
import { isMultipleOf } from '../../../src-main/base/index.ts'
import type { SymbolRules } from '../market/symbol-rules.ts'
import { ApiError, refusals } from '../rest/api-error.ts'
import type { VenueSide } from '../side.ts'
import { onlyReduces, triggerOf } from './order-kind.ts'
import type { OrderTerms } from './venue-order.ts'

export interface RuleContext {
  readonly side: VenueSide
  readonly rules: SymbolRules
  readonly lastPrice: Decimal
}

/** Refuses what the symbol's filters do not allow, in the order in which the exchange looks. */
export function checkFilters(terms: OrderTerms, context: RuleContext): void {
  if (context.rules.status !== 'TRADING') throw closed(context.side)
  for (const price of [terms.price, terms.stopPrice, terms.activationPrice]) if (price) checkPrice(price, context)
  if (!terms.closePosition) checkQuantity(terms.quantity, context)
  if (terms.price) checkPercentPrice(terms.price, context)
  checkNotional(terms, context)
  checkTrigger(terms, context)
}

function closed(side: VenueSide): ApiError {
  return side === 'spot'
    ? refusals.rejected('Market is closed.')
    : new ApiError(-4140, 'Invalid symbol status for opening position.')
}

function checkPrice(price: Decimal, { side, rules }: RuleContext): void {
  if (price.decimalPlaces() > (side === 'spot' ? 8 : rules.tickSize.decimalPlaces())) throw refusals.badPrecision()
  const isOff = !isMultipleOf(price, rules.tickSize) || price.lt(rules.minPrice) || price.gt(rules.maxPrice)
  if (!isOff) return
  if (side === 'spot') throw refusals.filter('PRICE_FILTER')
  if (price.isZero()) throw new ApiError(-4001, 'Price less than 0.')
  if (price.gt(rules.maxPrice)) throw new ApiError(-4002, 'Price greater than max price.')
  throw new ApiError(-4014, 'Price not increased by tick size.')
}

function checkQuantity(quantity: Decimal, { side, rules }: RuleContext): void {
  if (side === 'spot') {
    if (quantity.decimalPlaces() > 8) throw refusals.badPrecision()
    const isOff = !isMultipleOf(quantity, rules.stepSize) || quantity.lt(rules.minQuantity)
    if (isOff || quantity.gt(rules.maxQuantity)) throw refusals.filter('LOT_SIZE')
    return
  }
  if (!isMultipleOf(quantity, rules.stepSize)) throw refusals.badPrecision()
  if (quantity.isZero()) throw new ApiError(-4003, 'Quantity less than or equal to zero.')
  if (quantity.lt(rules.minQuantity)) throw new ApiError(-4004, 'Quantity less than min quantity.')
  if (quantity.gt(rules.maxQuantity)) throw new ApiError(-4005, 'Quantity greater than max quantity.')
}

function checkPercentPrice(price: Decimal, { side, rules, lastPrice }: RuleContext): void {
  const highest = lastPrice.mul(rules.multiplierUp)
  const lowest = lastPrice.mul(rules.multiplierDown)
  if (price.lte(highest) && price.gte(lowest)) return
  if (side === 'spot') throw refusals.filter('PERCENT_PRICE_BY_SIDE')
  if (price.gt(highest)) throw new ApiError(-4016, `Limit price can't be higher than ${highest.toFixed()}.`)
  throw new ApiError(-4024, `Limit price can't be lower than ${lowest.toFixed()}.`)
}

function checkNotional(terms: OrderTerms, { side, rules, lastPrice }: RuleContext): void {
  const value = terms.quantity.mul(terms.price ?? terms.stopPrice ?? lastPrice)
  if (value.gte(rules.minNotional)) return
  if (side === 'spot') throw refusals.filter('NOTIONAL')
  if (onlyReduces(terms)) return
  const least = rules.minNotional.toFixed()
  throw new ApiError(-4164, `Order's notional must be no smaller than ${least} (unless you choose reduce only)`)
}

/** A stop that the price has already reached is refused, not triggered. */
function checkTrigger({ type, side, stopPrice, activationPrice }: OrderTerms, context: RuleContext): void {
  const kind = triggerOf(type)
  const trigger = kind === 'trailing' ? activationPrice : stopPrice
  if (kind === 'none' || !trigger) return
  // What sells in its favour, and what follows a sale, waits above the price; a stop of a sale below it.
  const waitsAbove = (side === 'SELL') === (kind !== 'losing')
  const isReached = waitsAbove ? trigger.lte(context.lastPrice) : trigger.gte(context.lastPrice)
  if (!isReached) return
  throw context.side === 'spot'
    ? refusals.rejected('Stop price would trigger immediately.')
    : new ApiError(-2021, 'Order would immediately trigger.')
}
