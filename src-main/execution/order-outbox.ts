import { type Clock, ensureDefined, errorText, type Logger } from '../base/index.ts'
import {
  type InstrumentId,
  isTerminal,
  type Order,
  type OrderId,
  type OrderTerms,
  orderId,
  type TradingVenue,
  type VenueCommand,
} from '../domain/index.ts'
import type { FactRecorder } from './fact-recorder.ts'
import type { HoldingLocks } from './holding-locks.ts'
import { isHeld, isLeaving, venueFact } from './order-machine.ts'
import type { OrderStore } from './order-store.ts'
import type { PositionLegs } from './position-legs.ts'
import { venueRequest } from './venue-request.ts'

export interface OrderOutboxPorts {
  readonly store: OrderStore
  readonly recorder: FactRecorder
  readonly venue: Pick<TradingVenue, 'capabilities' | 'submit' | 'cancel'>
  /** Session clock. */
  readonly clock: Clock
  readonly logger: Logger
  /** First part of every order id. */
  readonly orderIdPrefix: string
  /** First number that no order has had. */
  readonly nextOrderNumber: number
  readonly legs: Pick<PositionLegs, 'decided'>
  readonly locks: Pick<HoldingLocks, 'isFree' | 'isTooMuch'>
  /** An order waits on our side: for its price, or until others have let go of what it is to sell. */
  readonly onWaiting: (order: Order) => void
  /** An order has left, or the engine holds it from here on. */
  readonly onSent: (order: Order) => void
}

/**
 * Where orders leave for the venue: written down first, sent once that is on disk and, where the venue locks what an order
 * sells, once there is something to sell. One that waits is `pending`: after a crash it is never sent.
 */
export class OrderOutbox {
  readonly #ports: OrderOutboxPorts
  /** Handed to the journal and not yet sent. */
  readonly #onTheirWay = new Set<OrderId>()
  /** On disk, until others have let go of what they are to sell. */
  readonly #heldBack = new Set<OrderId>()
  #nextOrderNumber: number

  constructor(ports: OrderOutboxPorts) {
    this.#ports = ports
    this.#nextOrderNumber = ports.nextOrderNumber
  }

  /** Number of the order that will be made next. */
  get nextOrderNumber(): number {
    return this.#nextOrderNumber
  }

  /** On its way to disk, and sent from there; or sent as soon as it finds what it is to sell. */
  isOnItsWay(id: OrderId): boolean {
    return this.#onTheirWay.has(id) || this.#heldBack.has(id)
  }

  /** Writes the order down and returns it as `pending`. @throws the journal's error; then there is no order. */
  place(terms: (id: OrderId) => OrderTerms): Order {
    const id = orderId(`${this.#ports.orderIdPrefix}-${this.#nextOrderNumber++}`)
    this.#onTheirWay.add(id)
    try {
      return this.#ports.recorder.intend(this.#ports.legs.decided(terms(id)), () => {
        this.#onTheirWay.delete(id)
        this.#send(id)
      })
    } catch (error) {
      this.#onTheirWay.delete(id)
      throw error
    }
  }

  /** Asks the venue to cancel an order that has not ended; one that never stood there is cancelled here. */
  cancel(order: Order, reason: string): Order {
    const { store, recorder, venue, clock } = this.#ports
    const { orderId: id } = order.terms
    const wasSent = order.state.kind !== 'pending' && !isHeld(order.terms)
    try {
      recorder.record(order, { kind: 'cancelRequested', orderId: id, reason, timeMs: clock.nowMs() })
    } finally {
      // A cancel takes risk away: it goes out even where the journal cannot be written any more.
      if (wasSent) this.#hand(id, 'cancel', () => venue.cancel(id))
    }
    return ensureDefined(store.get(id), `order ${id}`)
  }

  /** The same; does nothing for an order that has ended or is being cancelled. */
  cancelOpen(id: OrderId, reason: string): void {
    const order = this.#ports.store.get(id)
    if (!order || isTerminal(order.state) || isLeaving(order)) return
    this.cancel(order, reason)
  }

  /** The same, asked only once that is on disk: a start has to know what is to come in its place. */
  cancelOnceStored(id: OrderId, reason: string): void {
    const { store, recorder, venue, clock } = this.#ports
    const order = store.get(id)
    if (!order || isTerminal(order.state) || isLeaving(order)) return
    const fact = { kind: 'cancelRequested', orderId: id, reason, timeMs: clock.nowMs() } as const
    recorder.record(order, fact, () => this.#hand(id, 'cancel', () => venue.cancel(id)))
  }

  /** Something has changed on the instrument: what was held back and finds what it is to sell is sent, oldest first. */
  sendHeldBack(instrumentId: InstrumentId): void {
    const { store, locks } = this.#ports
    for (const id of this.#heldBack) {
      const order = store.get(id)
      const isWaiting = order?.state.kind === 'pending'
      if (isWaiting && order.terms.instrumentId !== instrumentId) continue
      const isTooMuch = isWaiting && locks.isTooMuch(order)
      if (isWaiting && !isTooMuch && !locks.isFree(order)) continue
      this.#heldBack.delete(id)
      if (isTooMuch) this.#giveUp(order)
      else this.#send(id)
    }
  }

  /** It would sell what is somebody else's: what is left is for whoever decides anew. */
  #giveUp(order: Order): void {
    this.cancel(order, 'less is left than it was to sell; it was not sent')
    this.#ports.onWaiting(order)
  }

  /** Runs when the order is on disk. */
  #send(id: OrderId): void {
    const { store, recorder, venue, clock, locks, onWaiting, onSent } = this.#ports
    const order = store.get(id)
    if (order?.state.kind !== 'pending') return
    if (!locks.isFree(order)) {
      this.#heldBack.add(id)
      return onWaiting(order)
    }
    recorder.record(order, { kind: 'orderSubmitted', orderId: id, timeMs: clock.nowMs() })
    if (!isHeld(order.terms)) this.#hand(id, 'submit', () => venue.submit(venueRequest(order, venue.capabilities)))
    onSent(order)
    if (isHeld(order.terms)) onWaiting(order)
  }

  /** Where it fails nobody can tell whether the command has left. */
  #hand(id: OrderId, command: VenueCommand, send: () => void): void {
    const { logger } = this.#ports
    try {
      send()
    } catch (error) {
      const reason = `the command could not be handed to the venue: ${errorText(error)}`
      logger.error('a command could not be handed to the venue', { orderId: id, command, error: errorText(error) })
      this.leaveOpen(id, command, reason)
    }
  }

  /** The outcome of the command is not known. */
  leaveOpen(id: OrderId, command: VenueCommand, reason: string): void {
    const { store, recorder, clock } = this.#ports
    const order = store.get(id)
    if (order)
      recorder.record(order, venueFact({ kind: 'unknown', orderId: id, command, reason, timeMs: clock.nowMs() }))
  }
}
