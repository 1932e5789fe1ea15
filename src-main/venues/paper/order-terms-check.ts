import { isMultipleOf, type TimeMs } from '../../base/index.ts'
import type { Instrument, Price, VenueOrderRequest } from '../../domain/index.ts'
import { orderKind } from '../matching/index.ts'

/** What the terms of an order are judged by. */
export interface TermsSituation {
  readonly instrument: Instrument
  readonly nowMs: TimeMs
  /** The limit price would trade at once. */
  readonly wouldTake: boolean
}

type Check = (request: VenueOrderRequest, situation: TermsSituation) => string | undefined

const CHECKS: readonly Check[] = [
  statusFault,
  quantityFault,
  maxQuantityFault,
  limitFault,
  triggerFault,
  trailingFault,
  expiryFault,
  postOnlyFault,
]

/** Why the venue refuses terms like these, whatever the account holds; `undefined` when it takes them. */
export function termsFault(request: VenueOrderRequest, situation: TermsSituation): string | undefined {
  for (const check of CHECKS) {
    const fault = check(request, situation)
    if (fault !== undefined) return fault
  }
  return undefined
}

function statusFault(_: VenueOrderRequest, { instrument }: TermsSituation): string | undefined {
  const { status, symbol } = instrument
  if (status === 'trading') return undefined
  return status === 'maintenance'
    ? `${symbol} is in maintenance at the venue, which takes no orders for it now; orders that work stay. Try again later`
    : `${symbol} was delisted by the venue, which takes no orders for it any more`
}

function quantityFault({ quantity }: VenueOrderRequest, { instrument }: TermsSituation): string | undefined {
  const { lotSize, minQuantity } = instrument
  if (!quantity.isFinite() || quantity.lessThanOrEqualTo(0))
    return `quantity must be above 0, is ${quantity.toString()}`
  if (!isMultipleOf(quantity, lotSize))
    return `quantity ${quantity.toString()} is not a multiple of the lot size ${lotSize.toString()}`
  if (quantity.lessThan(minQuantity))
    return `quantity ${quantity.toString()} is below the minimum of ${minQuantity.toString()}`
  return undefined
}

function maxQuantityFault({ quantity }: VenueOrderRequest, { instrument }: TermsSituation): string | undefined {
  const { maxQuantity } = instrument
  if (!maxQuantity || quantity.lessThanOrEqualTo(maxQuantity)) return undefined
  return `quantity ${quantity.toString()} is above the maximum of ${maxQuantity.toString()}`
}

function limitFault({ type, limitPrice }: VenueOrderRequest, { instrument }: TermsSituation): string | undefined {
  if (!orderKind(type).hasLimit) {
    return limitPrice && `a ${type} order has no limit price, got ${limitPrice.toString()}`
  }
  return limitPrice ? offTick('limit price', limitPrice, instrument) : `a ${type} order needs a limit price`
}

function triggerFault({ type, triggerPrice }: VenueOrderRequest, { instrument }: TermsSituation): string | undefined {
  const { trigger } = orderKind(type)
  if (trigger === 'none' || trigger === 'trailing') {
    return triggerPrice && `a ${type} order has no trigger price, got ${triggerPrice.toString()}`
  }
  return triggerPrice ? offTick('trigger price', triggerPrice, instrument) : `a ${type} order needs a trigger price`
}

function trailingFault({ type, trailing }: VenueOrderRequest, { instrument }: TermsSituation): string | undefined {
  if (type !== 'trailingStop') return trailing && `a ${type} order has no trailing distance`
  if (!trailing) return 'a trailingStop order needs a trailing distance'
  if (trailing.kind === 'price') return offTick('trailing distance', trailing.distance, instrument)
  const { fraction } = trailing
  return fraction > 0 && fraction < 1
    ? undefined
    : `trailing distance must be a share above 0 and below 1, is ${fraction}`
}

function expiryFault({ timeInForce, expireAtMs }: VenueOrderRequest, { nowMs }: TermsSituation): string | undefined {
  if (timeInForce !== 'GTD') {
    return expireAtMs === undefined ? undefined : `only a GTD order has an end; this one is ${timeInForce}`
  }
  if (expireAtMs === undefined) return 'a GTD order needs the time at which it ends'
  if (expireAtMs > nowMs) return undefined
  return `the order would end at ${isoTime(expireAtMs)}, but it is ${isoTime(nowMs)} already`
}

function postOnlyFault(request: VenueOrderRequest, { wouldTake }: TermsSituation): string | undefined {
  const { postOnly, type, timeInForce, limitPrice } = request
  if (!postOnly) return undefined
  if (type !== 'limit') return `only a limit order can be post-only; this one is a ${type} order`
  if (timeInForce === 'IOC' || timeInForce === 'FOK') return `a post-only order rests, so it cannot be ${timeInForce}`
  return wouldTake
    ? `post-only: the order would trade at once at ${String(limitPrice)}; choose a price that rests in the book`
    : undefined
}

function offTick(what: string, value: Price, { tickSize }: Instrument): string | undefined {
  if (!value.isFinite() || value.lessThanOrEqualTo(0)) return `${what} must be above 0, is ${value.toString()}`
  return isMultipleOf(value, tickSize)
    ? undefined
    : `${what} ${value.toString()} is not a multiple of the tick size ${tickSize.toString()}`
}

function isoTime(atMs: TimeMs): string {
  return new Date(atMs).toISOString()
}
