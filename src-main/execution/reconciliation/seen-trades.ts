import type { OrderId, Price, Quantity, TradeId, VenueFill } from '../../domain/index.ts'
import { type BookedFill, KEPT_FILLS } from '../order-store.ts'

interface Trade {
  readonly quantity: Quantity
  readonly price: Price
}

/** Remembers what the newest booked executions said, so that one repeated with other numbers is noticed. */
export class SeenTrades {
  /** Oldest first. */
  readonly #trades = new Map<string, Trade>()

  /** @param booked newest first, as the ledger gives them. */
  constructor(booked: readonly BookedFill[]) {
    for (const { fill } of booked.toReversed()) this.remember(fill)
  }

  remember({ orderId, tradeId, quantity, price }: Pick<VenueFill, 'orderId' | 'tradeId' | 'quantity' | 'price'>): void {
    this.#trades.set(keyOf(orderId, tradeId), { quantity, price })
    const oldest = this.#trades.keys().next()
    if (this.#trades.size > KEPT_FILLS && !oldest.done) this.#trades.delete(oldest.value)
  }

  /** What was booked under this id, in words, where the execution now says something else. */
  contradiction({ orderId, tradeId, quantity, price }: VenueFill): string | undefined {
    const seen = this.#trades.get(keyOf(orderId, tradeId))
    if (!seen || (seen.quantity.eq(quantity) && seen.price.eq(price))) return undefined
    return (
      `execution ${tradeId} of ${orderId} was booked as ${seen.quantity.toFixed()} at ${seen.price.toFixed()} ` +
      `and is now told as ${quantity.toFixed()} at ${price.toFixed()}; the first one stays`
    )
  }
}

function keyOf(orderId: OrderId, tradeId: TradeId): string {
  return `${orderId}|${tradeId}`
}
