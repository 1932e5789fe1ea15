import { type Clock, ensureDefined, errorText, type Logger } from '../base/index.ts'
import { isTerminal, type Order, type OrderId, type OrderTerms, orderId, type TradingVenue } from '../domain/index.ts'
import type { FactRecorder } from './fact-recorder.ts'
import type { OrderStore } from './order-store.ts'
import { venueRequest } from './venue-request.ts'

export interface OrderOutboxPorts {
  readonly store: OrderStore
  readonly recorder: FactRecorder
  readonly venue: Pick<TradingVenue, 'submit' | 'cancel'>
  /** Session clock. */
  readonly clock: Clock
  readonly logger: Logger
  /** First part of every order id. */
  readonly orderIdPrefix: string
  /** First number that no order has had. */
  readonly nextOrderNumber: number
}

/** Where orders leave for the venue: written down first, sent once that is on disk. */
export class OrderOutbox {
  readonly #ports: OrderOutboxPorts
  /** Handed to the journal and not yet sent. */
  readonly #onTheirWay = new Set<OrderId>()
  #nextOrderNumber: number

  constructor(ports: OrderOutboxPorts) {
    this.#ports = ports
    this.#nextOrderNumber = ports.nextOrderNumber
  }

  /** Number of the order that will be made next. */
  get nextOrderNumber(): number {
    return this.#nextOrderNumber
  }

  /** On its way to disk, and sent from there. */
  isOnItsWay(id: OrderId): boolean {
    return this.#onTheirWay.has(id)
  }

  /** Writes the order down and returns it as `pending`. @throws the journal's error; then there is no order. */
  place(terms: (id: OrderId) => OrderTerms): Order {
    const id = orderId(`${this.#ports.orderIdPrefix}-${this.#nextOrderNumber++}`)
    this.#onTheirWay.add(id)
    try {
      return this.#ports.recorder.intend(terms(id), () => {
        this.#onTheirWay.delete(id)
        this.#send(id)
      })
    } catch (error) {
      this.#onTheirWay.delete(id)
      throw error
    }
  }

  /** Asks the venue to cancel an order that has not ended; one that was not sent yet is cancelled here. */
  cancel(order: Order, reason: string): Order {
    const { store, recorder, venue, clock } = this.#ports
    const { orderId: id } = order.terms
    const wasSent = order.state.kind !== 'pending'
    try {
      recorder.record(order, { kind: 'cancelRequested', orderId: id, reason, timeMs: clock.nowMs() })
    } finally {
      // A cancel takes risk away: it goes out even where the journal cannot be written any more.
      if (wasSent) venue.cancel(id)
    }
    return ensureDefined(store.get(id), `order ${id}`)
  }

  /** The same; does nothing for an order that has ended or is being cancelled. */
  cancelOpen(id: OrderId, reason: string): void {
    const order = this.#ports.store.get(id)
    if (!order || isTerminal(order.state) || order.state.kind === 'cancelling') return
    this.cancel(order, reason)
  }

  /** Runs when the order is on disk. */
  #send(id: OrderId): void {
    const { store, recorder, venue, clock, logger } = this.#ports
    const order = store.get(id)
    if (order?.state.kind !== 'pending') return
    recorder.record(order, { kind: 'orderSubmitted', orderId: id, timeMs: clock.nowMs() })
    try {
      venue.submit(venueRequest(order))
    } catch (error) {
      // Whether it left is unknown: it stays submitted until the venue is asked.
      logger.error('an order could not be handed to the venue', { orderId: id, error: errorText(error) })
    }
  }
}
