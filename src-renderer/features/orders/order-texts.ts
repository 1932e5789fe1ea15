import type { InstrumentView, OrderView } from '../../../src-contract/index.ts'
import { formatPrice, formatQuantity, NOT_APPLICABLE } from '../../ui/index.ts'

export interface OrderTexts {
  /** `0.100 / 0.210`: what is filled of what was asked for. */
  readonly filled: string
  /** Limit or trigger price; a market order has none. */
  readonly price: string
  readonly averagePrice: string
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
    filled: `${quantity(order.filledQuantity)} / ${quantity(order.quantity)}`,
    price: price(order.limitPrice ?? order.triggerPrice),
    averagePrice: price(order.averagePrice),
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
