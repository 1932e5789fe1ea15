import { ZERO } from '../base/index.ts'
import type { Order } from '../domain/index.ts'
import type { OrderOutbox } from './order-outbox.ts'
import type { Books } from './ports.ts'

export interface IdleClosesPorts {
  readonly books: Pick<Books, 'ownerQuantity'>
  readonly outbox: Pick<OrderOutbox, 'cancelOpen'>
}

/** A close goes with the position it was to close: its rest would open one, or close the next. */
export function cancelIdleCloses({ books, outbox }: IdleClosesPorts, orders: readonly Order[]): void {
  for (const { terms } of orders) {
    const held = books.ownerQuantity(terms.instrumentId, terms.owner)
    const closes = terms.side === 'sell' ? held.gt(ZERO) : held.lt(ZERO)
    if (terms.role === 'close' && !closes) outbox.cancelOpen(terms.orderId, 'the position it was to close has ended')
  }
}
