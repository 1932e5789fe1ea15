import type { InstrumentView, OrderView } from '../../../src-contract/index.ts'
import { formatPercent, formatPrice, formatQuantity, NOT_APPLICABLE, UNKNOWN } from '../../ui/index.ts'

export interface OrderTexts {
  /** `0.100 / 0.210`: what is filled of what was asked for. */
  readonly filled: string
  /** Limit or trigger price; a market order has none. */
  readonly price: string
  readonly averagePrice: string
  /** Of an order that waits for one price to be placed at another, and the distance of one that follows the price. */
  readonly trigger: string
}

/** Texts of an order's numbers, by tick and lot; while the instrument is not known, as the engine sent them. */
export function orderTexts(order: OrderView, instrument: InstrumentView | undefined): OrderTexts {
  const quantity = (text: string): string =>
    instrument === undefined ? text : formatQuantity(text, instrument.lotSize)
  const price = (text: string | null): string => {
    if (text === null) return NOT_APPLICABLE
    return instrument === undefined ? text : formatPrice(text, instrument.tickSize)
  }
  return {
    filled: `${filledText(order, quantity)} / ${quantity(order.quantity)}`,
    price: price(order.limitPrice ?? order.triggerPrice),
    averagePrice: price(order.averagePrice),
    trigger:
      order.trailing === null
        ? price(order.limitPrice === null ? null : order.triggerPrice)
        : trailText(order.trailing, price),
  }
}

function trailText(trailing: NonNullable<OrderView['trailing']>, price: (text: string) => string): string {
  return trailing.kind === 'fraction' ? formatPercent(trailing.fraction) : price(trailing.distance)
}

/** Whether any of it has filled is not known, either, while nobody can tell if the venue has the order. */
function filledText({ state, filledQuantity }: OrderView, quantity: (text: string) => string): string {
  return state === 'unknown' && Number(filledQuantity) === 0 ? UNKNOWN : quantity(filledQuantity)
}

/** Terms that differ from those that an order has; what is missing stays. */
export interface OtherTerms {
  readonly quantity?: string | undefined
  readonly limitPrice?: string | null | undefined
  readonly triggerPrice?: string | null | undefined
}

export interface AmendmentTexts {
  readonly quantity: string | undefined
  readonly limit: string | undefined
  readonly trigger: string | undefined
}

/** Other terms of an order, by tick and lot. */
export function amendmentTexts(
  { quantity, limitPrice, triggerPrice }: OtherTerms,
  instrument: InstrumentView | undefined,
): AmendmentTexts {
  const price = (text: string | null | undefined): string | undefined =>
    typeof text === 'string' ? formatPrice(text, instrument?.tickSize ?? text) : undefined
  return {
    quantity: quantity === undefined ? undefined : formatQuantity(quantity, instrument?.lotSize ?? quantity),
    limit: price(limitPrice),
    trigger: price(triggerPrice),
  }
}

/** Share of the order that is filled, from 0 to 1. */
export function filledShare({ quantity, filledQuantity }: Pick<OrderView, 'quantity' | 'filledQuantity'>): number {
  const wanted = Number(quantity)
  return wanted > 0 ? Math.min(1, Number(filledQuantity) / wanted) : 0
}

/** Price that an order waits at; undefined for one at market. */
export const orderPrice = ({ limitPrice, triggerPrice }: OrderView): number | undefined => {
  const price = limitPrice ?? triggerPrice
  return price === null ? undefined : Number(price)
}
