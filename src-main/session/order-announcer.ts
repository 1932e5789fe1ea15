import type { Logger } from '../base/index.ts'
import type { EventBus } from '../bus/index.ts'
import type {
  Adjustment,
  Booking,
  Entry,
  Fill,
  Handover,
  InstrumentId,
  Money,
  Order,
  Position,
  VenueAccountReport,
} from '../domain/index.ts'
import type { ExecutionObserver } from '../execution/index.ts'

export interface OrderAnnouncerPorts {
  readonly bus: EventBus
  readonly logger: Logger
  /** An order has changed, and the books with it. */
  readonly onChange: () => void
  /** These entries are on disk. */
  readonly onEntries: (entries: readonly Entry[]) => void
  /** What was changed without an order of ours is on disk. */
  readonly onAdjusted: (adjustment: Adjustment, booking: Booking) => void
  readonly onAccount: (report: VenueAccountReport) => void
  readonly onQuarantine: (instrumentId: InstrumentId, reason: string | undefined) => void
}

/** Tells the bus what execution has stored, and the session that something has changed. */
export class OrderAnnouncer implements ExecutionObserver {
  readonly #ports: OrderAnnouncerPorts

  constructor(ports: OrderAnnouncerPorts) {
    this.#ports = ports
  }

  orderUpdated(order: Order): void {
    this.#ports.bus.publish('order.updated', { order })
    this.#ports.onChange()
  }

  fillBooked(fill: Fill, booking: Booking, realisedPnl: Money): void {
    this.#ports.bus.publish('fill.booked', { fill, realisedPnl: realisedPnl.toFixed() })
    this.#announcePositions(booking.positions)
    this.#ports.onEntries(booking.entries)
  }

  adjusted(adjustment: Adjustment, booking: Booking): void {
    this.#ports.onAdjusted(adjustment, booking)
  }

  /** Whoever counts trades by owner has to know that the giver holds less and the taker more. */
  handedOver(_handover: Handover, { positions, entries }: Booking): void {
    this.#announcePositions(positions)
    this.#ports.onEntries(entries)
    this.#ports.onChange()
  }

  accountReported(report: VenueAccountReport): void {
    this.#ports.onAccount(report)
  }

  quarantineChanged(instrumentId: InstrumentId, reason: string | undefined): void {
    this.#ports.onQuarantine(instrumentId, reason)
  }

  protectionFailed({ terms }: Order, reason: string): void {
    const { orderId, instrumentId, owner, role } = terms
    this.#ports.logger.error('a protective order failed: part of a position may be bare', {
      orderId,
      instrumentId,
      owner,
      role,
      reason,
    })
    this.#ports.bus.publish('protection.failed', { orderId, instrumentId, owner, reason })
  }

  #announcePositions(positions: readonly Position[]): void {
    for (const position of positions) {
      this.#ports.bus.publish(position.quantity.isZero() ? 'position.closed' : 'position.updated', { position })
    }
  }
}
