import type { OrderView } from '../../src-contract/index.ts'
import { isProtection } from './order-words.ts'

/** Prices of an order that can be given other values. */
export const AMENDABLE_PRICES = ['triggerPrice', 'limitPrice'] as const
export type AmendablePrice = (typeof AMENDABLE_PRICES)[number]

/** Whether other terms can be asked for now. Stops and targets move with their position, one change at a time. */
export const isAmendable = ({ state, role, amendment }: Pick<OrderView, 'state' | 'role' | 'amendment'>): boolean =>
  (state === 'working' || state === 'partiallyFilled') && amendment === null && !isProtection({ role })

/** The prices that the order has and that can be changed; one that follows the market moves by itself. */
export const amendablePrices = (order: Pick<OrderView, AmendablePrice | 'trailing'>): readonly AmendablePrice[] =>
  AMENDABLE_PRICES.filter((field) => order[field] !== null && !(field === 'triggerPrice' && order.trailing !== null))
