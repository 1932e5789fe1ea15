import type { Logger } from '../base/index.ts'
import type { EventBus } from '../bus/index.ts'
import type { Booking, Fill, Money, Order } from '../domain/index.ts'
import type { ExecutionObserver } from '../execution/index.ts'

export interface OrderAnnouncerPorts {
  readonly bus: EventBus
  readonly logger: Logger
  /** An order has changed, and the books with it. */
  readonly onChange: () => void
}

/** Tells the bus what execution has stored, and the session that something has changed. */
export class OrderAnnouncer implements ExecutionObserver {
  readonly #bus: EventBus
  readonly #logger: Logger
  readonly #onChange: () => void

  constructor({ bus, logger, onChange }: OrderAnnouncerPorts) {
    this.#bus = bus
    this.#logger = logger
    this.#onChange = onChange
  }

  orderUpdated(order: Order): void {
    this.#bus.publish('order.updated', { order })
    this.#onChange()
  }

  fillBooked(fill: Fill, booking: Booking, realisedPnl: Money): void {
    this.#bus.publish('fill.booked', { fill, realisedPnl: realisedPnl.toFixed() })
    for (const position of booking.positions) {
      this.#bus.publish(position.quantity.isZero() ? 'position.closed' : 'position.updated', { position })
    }
  }

  protectionFailed({ terms }: Order, reason: string): void {
    const { orderId, instrumentId, owner, role } = terms
    this.#logger.error('a protective order failed: part of a position may be bare', {
      orderId,
      instrumentId,
      owner,
      role,
      reason,
    })
    this.#bus.publish('protection.failed', { orderId, instrumentId, owner, reason })
  }
}
