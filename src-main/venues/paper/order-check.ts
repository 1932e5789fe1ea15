import { toFloat } from '../../base/index.ts'
import type { Quantity, VenueOrderRequest } from '../../domain/index.ts'
import { termsFault, type TermsSituation } from './order-terms-check.ts'

/** What the check looks at besides the order. */
export interface OrderSituation extends TermsSituation {
  /** Newest price of the instrument; `undefined` before the first. */
  readonly lastPrice: number | undefined
  /** Signed net position. */
  readonly netQuantity: Quantity
  /** What the order still has to trade: all of a new one, the rest of an amended one. */
  readonly unfilled: Quantity
  readonly funds: OrderFunds
}

/** What the account has left for the order, working orders already counted. */
export interface OrderFunds {
  /** Cash plus open profit, less what positions and working orders already bind, in account currency. */
  readonly freeMargin: number
  readonly leverage: number
  /** Quote currency that can be spent on spot. */
  readonly freeQuote: number
  /** Base currency that can be sold on spot. */
  readonly freeBase: Quantity
  /** Cost of a spot order over its price and quantity, at most: fee and slippage as shares. */
  readonly feeShare: number
  readonly slippageShare: number
  /** What a spot buy without a price of its own is counted at; undefined before the first price. */
  readonly askPrice: number | undefined
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

const CHECKS: readonly Check[] = [termsFault, priceFault, notionalFault, reduceFault, fundsFault]

function priceFault(request: VenueOrderRequest, situation: OrderSituation): string | undefined {
  return referencePrice(request, situation) > 0 ? undefined : 'the instrument has no market price yet'
}

function notionalFault(request: VenueOrderRequest, situation: OrderSituation): string | undefined {
  const { minNotional, maxNotional, quote } = situation.instrument
  const notional = toFloat(request.quantity) * referencePrice(request, situation)
  const worth = `the order is worth ${notional.toFixed(2)} ${quote}`
  if (maxNotional && notional > toFloat(maxNotional)) {
    return `${worth}, at most ${maxNotional.toString()} ${quote} is allowed`
  }
  if (request.reduceOnly || notional >= toFloat(minNotional)) return undefined
  return `${worth}, at least ${minNotional.toString()} ${quote} is required`
}

/** Orders that rest are judged when they would trade; a market order trades now. */
function reduceFault(request: VenueOrderRequest, { netQuantity }: OrderSituation): string | undefined {
  if (!request.reduceOnly || request.type !== 'market') return undefined
  const reduces = request.side === 'buy' ? netQuantity.lessThan(0) : netQuantity.greaterThan(0)
  return reduces ? undefined : `reduce-only: a ${request.side} does not reduce a position of ${netQuantity.toString()}`
}

function fundsFault(request: VenueOrderRequest, situation: OrderSituation): string | undefined {
  if (situation.instrument.kind !== 'spot') return marginFault(request, situation)
  return request.side === 'buy' ? quoteFault(request, situation) : baseFault(request, situation)
}

function marginFault(request: VenueOrderRequest, situation: OrderSituation): string | undefined {
  const { funds, instrument } = situation
  const needed = (openingQuantity(request, situation) * referencePrice(request, situation)) / funds.leverage
  if (needed <= Math.max(0, funds.freeMargin)) return undefined
  const { quote } = instrument
  return `insufficient margin: ${needed.toFixed(2)} ${quote} is needed, ${funds.freeMargin.toFixed(2)} ${quote} is free`
}

function quoteFault(request: VenueOrderRequest, situation: OrderSituation): string | undefined {
  const { funds, instrument, unfilled } = situation
  if (request.reduceOnly) return undefined
  const needed = spotCost(request, { lastPrice: funds.askPrice, remaining: unfilled, funds })
  if (needed <= funds.freeQuote * (1 + Number.EPSILON * 4)) return undefined
  const { quote } = instrument
  const free = Math.max(0, funds.freeQuote)
  return `insufficient balance: ${needed.toFixed(2)} ${quote} is needed, ${free.toFixed(2)} ${quote} is free`
}

/** A reduce-only order binds nothing: it sells no more than there is when its time comes. */
function baseFault(request: VenueOrderRequest, situation: OrderSituation): string | undefined {
  const { funds, instrument, unfilled } = situation
  if (request.reduceOnly || unfilled.lessThanOrEqualTo(funds.freeBase)) return undefined
  const { base } = instrument
  return `insufficient balance: ${unfilled.toString()} ${base} is to be sold, ${funds.freeBase.toString()} ${base} is free`
}

/** Part of the order, in base units, that would add to the net position rather than close it. */
function openingQuantity(
  { side, reduceOnly }: VenueOrderRequest,
  { netQuantity: net, unfilled }: Pick<OrderSituation, 'netQuantity' | 'unfilled'>,
): number {
  if (reduceOnly) return 0
  const closes = side === 'buy' ? net.isNeg() : !net.isNeg()
  return Math.max(0, toFloat(unfilled) - (closes ? Math.abs(toFloat(net)) : 0))
}

/** The price the order names itself, else the newest one. */
export function referencePrice(request: VenueOrderRequest, { lastPrice }: Pick<OrderSituation, 'lastPrice'>): number {
  const own = request.limitPrice ?? request.triggerPrice
  return own ? toFloat(own) : (lastPrice ?? 0)
}

/** Quote currency that a spot buy may cost: fee included, and slippage where no limit bounds the price. */
export function spotCost(
  request: VenueOrderRequest,
  situation: Pick<OrderSituation, 'lastPrice'> & {
    readonly remaining: Quantity
    readonly funds: Pick<OrderFunds, 'feeShare' | 'slippageShare'>
  },
): number {
  const { feeShare, slippageShare } = situation.funds
  const worst = referencePrice(request, situation) * (request.limitPrice ? 1 : 1 + slippageShare)
  return toFloat(situation.remaining) * worst * (1 + feeShare)
}
