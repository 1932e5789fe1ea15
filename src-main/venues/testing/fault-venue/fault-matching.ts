import { Decimal, isMultipleOf, ZERO } from '../../../base/index.ts'
import type { Instrument, Price, VenueCapabilities, VenueExecution, VenueOrderRequest } from '../../../domain/index.ts'
import { type BookedOrder, type ExecutionWish, type FaultBooks, isOpen, remaining } from './fault-books.ts'

/** Best bid and ask of an instrument. */
export interface TopOfBook {
  readonly bid: number
  readonly ask: number
}

export interface OrderRules {
  readonly instrument: Instrument | undefined
  readonly top: TopOfBook | undefined
  readonly capabilities: VenueCapabilities
}

/** Why the venue does not take an order; undefined where it does. */
export function refusal(request: VenueOrderRequest, { instrument, top, capabilities }: OrderRules): string | undefined {
  const { type, timeInForce, quantity, limitPrice, postOnly, reduceOnly } = request
  if (!instrument) return `no instrument ${request.instrumentId}`
  if (instrument.status !== undefined && instrument.status !== 'trading')
    return `${instrument.symbol} is in ${instrument.status}`
  if (!capabilities.orderTypes.includes(type)) return `order type ${type} is not offered`
  if (type !== 'market' && !capabilities.timesInForce.includes(timeInForce)) return `${timeInForce} is not offered`
  if (postOnly && !capabilities.postOnly) return 'post-only is not offered'
  if (reduceOnly && !capabilities.reduceOnly) return 'reduce-only is not offered'
  if (!isMultipleOf(quantity, instrument.lotSize)) return `quantity ${quantity.toFixed()} is off the lot`
  if (quantity.lt(instrument.minQuantity)) return `quantity ${quantity.toFixed()} is below the minimum`
  if (limitPrice && !isMultipleOf(limitPrice, instrument.tickSize))
    return `price ${limitPrice.toFixed()} is off the tick`
  const at = limitPrice ?? request.triggerPrice ?? top?.ask
  if (!reduceOnly && at !== undefined && quantity.mul(at).lt(instrument.minNotional)) {
    return `worth ${quantity.mul(at).toFixed()} is below the minimum notional`
  }
  if (postOnly && top && limitPrice && crosses(request, top)) return 'a post-only order would trade at once'
  return undefined
}

/** Terms that the venue does not offer by its own word: nobody has to send it these. */
export function isOffered(request: VenueOrderRequest, capabilities: VenueCapabilities): boolean {
  const { type, postOnly, reduceOnly } = request
  return (
    capabilities.orderTypes.includes(type) &&
    (!postOnly || capabilities.postOnly) &&
    (!reduceOnly || capabilities.reduceOnly)
  )
}

/** Executes what the price reaches: the whole rest of each order at once. */
export function match(books: FaultBooks, order: BookedOrder, top: TopOfBook): VenueExecution | undefined {
  if (!isOpen(order)) return undefined
  const at = executionPrice(order.terms, top)
  const liquidity = order.terms.type === 'limit' ? 'maker' : 'taker'
  return at === undefined ? undefined : execute(books, order, { price: at, liquidity })
}

/** As {@link match} for an order that has just come: a limit order that meets the market takes at the market's price. */
export function matchArriving(books: FaultBooks, order: BookedOrder, top: TopOfBook): VenueExecution | undefined {
  const { terms } = order
  if (terms.type !== 'limit' || !isOpen(order) || !crosses(terms, top)) return match(books, order, top)
  return execute(books, order, { price: terms.side === 'buy' ? top.ask : top.bid, liquidity: 'taker' })
}

function execute(
  books: FaultBooks,
  order: BookedOrder,
  wish: Omit<ExecutionWish, 'quantity'>,
): VenueExecution | undefined {
  const size = Decimal.min(remaining(order), books.reducible(order))
  return size.gt(ZERO) ? books.execute(order, { ...wish, quantity: size }) : undefined
}

function executionPrice(terms: VenueOrderRequest, top: TopOfBook): Decimal.Value | undefined {
  const market = terms.side === 'buy' ? top.ask : top.bid
  switch (terms.type) {
    case 'market':
      return market
    case 'limit':
      return crosses(terms, top) ? terms.limitPrice : undefined
    case 'stop':
    case 'trailingStop':
      return isBehind(terms.triggerPrice, terms.side === 'sell', top) ? market : undefined
    case 'stopLimit':
      return isBehind(terms.triggerPrice, terms.side === 'sell', top) ? (terms.limitPrice ?? market) : undefined
    case 'takeProfit':
      return isBehind(terms.triggerPrice, terms.side === 'buy', top) ? market : undefined
    case 'takeProfitLimit':
      return isBehind(terms.triggerPrice, terms.side === 'buy', top) ? (terms.limitPrice ?? market) : undefined
    default:
      return undefined
  }
}

export function crosses({ side, limitPrice }: VenueOrderRequest, { bid, ask }: TopOfBook): boolean {
  if (!limitPrice) return true
  return side === 'buy' ? limitPrice.gte(ask) : limitPrice.lte(bid)
}

/** True where the price has fallen to the trigger, or risen to it. */
function isBehind(trigger: Price | undefined, isFalling: boolean, { bid, ask }: TopOfBook): boolean {
  if (!trigger) return false
  return isFalling ? trigger.gte(bid) : trigger.lte(ask)
}
