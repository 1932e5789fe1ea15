import { isMultipleOf, toFloat } from '../../base/index.ts'
import type { Instrument, Quantity, VenueOrderRequest } from '../../domain/index.ts'

/** What the check looks at besides the order. */
export interface OrderSituation {
  readonly instrument: Instrument
  /** Newest price of the instrument; `undefined` before the first. */
  readonly lastPrice: number | undefined
  /** Signed net position. */
  readonly netQuantity: Quantity
  /** Cash plus open profit, less what positions and working orders already bind, in account currency. */
  readonly freeMargin: number
  readonly leverage: number
}

type Check = (request: VenueOrderRequest, situation: OrderSituation) => string | undefined

/** Why the venue refuses the order, in words; `undefined` when it takes it. */
export function orderFault(request: VenueOrderRequest, situation: OrderSituation): string | undefined {
  for (const check of CHECKS) {
    const fault = check(request, situation)
    if (fault !== undefined) return fault
  }
  return undefined
}

const CHECKS: readonly Check[] = [
  quantityFault,
  limitFault,
  triggerFault,
  priceFault,
  notionalFault,
  reduceFault,
  marginFault,
]

function quantityFault({ quantity }: VenueOrderRequest, { instrument }: OrderSituation): string | undefined {
  const { lotSize, minQuantity } = instrument
  if (!quantity.isFinite() || quantity.lessThanOrEqualTo(0))
    return `quantity must be above 0, is ${quantity.toString()}`
  if (!isMultipleOf(quantity, lotSize))
    return `quantity ${quantity.toString()} is not a multiple of the lot size ${lotSize.toString()}`
  if (quantity.lessThan(minQuantity))
    return `quantity ${quantity.toString()} is below the minimum of ${minQuantity.toString()}`
  return undefined
}

function limitFault({ type, limitPrice }: VenueOrderRequest, { instrument }: OrderSituation): string | undefined {
  if (type !== 'limit') return limitPrice && `a ${type} order has no limit price, got ${limitPrice.toString()}`
  if (!limitPrice) return 'a limit order needs a limit price'
  return offTick('limit price', limitPrice, instrument)
}

function triggerFault({ type, triggerPrice }: VenueOrderRequest, { instrument }: OrderSituation): string | undefined {
  if (type !== 'stop') return triggerPrice && `a ${type} order has no trigger price, got ${triggerPrice.toString()}`
  if (!triggerPrice) return 'a stop order needs a trigger price'
  return offTick('trigger price', triggerPrice, instrument)
}

function offTick(what: string, value: Instrument['tickSize'], { tickSize }: Instrument): string | undefined {
  if (!value.isFinite() || value.lessThanOrEqualTo(0)) return `${what} must be above 0, is ${value.toString()}`
  return isMultipleOf(value, tickSize)
    ? undefined
    : `${what} ${value.toString()} is not a multiple of the tick size ${tickSize.toString()}`
}

function priceFault(request: VenueOrderRequest, situation: OrderSituation): string | undefined {
  return referencePrice(request, situation) > 0 ? undefined : 'the instrument has no market price yet'
}

function notionalFault(request: VenueOrderRequest, situation: OrderSituation): string | undefined {
  if (request.reduceOnly) return undefined
  const { minNotional, quote } = situation.instrument
  const notional = toFloat(request.quantity) * referencePrice(request, situation)
  if (notional >= toFloat(minNotional)) return undefined
  return `the order is worth ${notional.toFixed(2)} ${quote}, at least ${minNotional.toString()} ${quote} is required`
}

/** Orders that rest are judged when they would trade; a market order trades now. */
function reduceFault(request: VenueOrderRequest, { netQuantity }: OrderSituation): string | undefined {
  if (!request.reduceOnly || request.type !== 'market') return undefined
  const reduces = request.side === 'buy' ? netQuantity.lessThan(0) : netQuantity.greaterThan(0)
  return reduces ? undefined : `reduce-only: a ${request.side} does not reduce a position of ${netQuantity.toString()}`
}

function marginFault(request: VenueOrderRequest, situation: OrderSituation): string | undefined {
  const { freeMargin, leverage, instrument } = situation
  const needed = (openingQuantity(request, situation.netQuantity) * referencePrice(request, situation)) / leverage
  if (needed <= Math.max(0, freeMargin)) return undefined
  const { quote } = instrument
  return `insufficient margin: ${needed.toFixed(2)} ${quote} is needed, ${freeMargin.toFixed(2)} ${quote} is free`
}

/** Part of the order, in base units, that would add to the net position rather than close it. */
export function openingQuantity({ side, quantity, reduceOnly }: VenueOrderRequest, net: Quantity): number {
  if (reduceOnly) return 0
  const closes = side === 'buy' ? net.isNeg() : !net.isNeg()
  return Math.max(0, toFloat(quantity) - (closes ? Math.abs(toFloat(net)) : 0))
}

/** The price the order names itself, else the newest one. */
export function referencePrice(request: VenueOrderRequest, { lastPrice }: Pick<OrderSituation, 'lastPrice'>): number {
  const own = request.limitPrice ?? request.triggerPrice
  return own ? toFloat(own) : (lastPrice ?? 0)
}
