import { type Clock, type Disposable, EngineError, errorText, type Logger, ZERO } from '../base/index.ts'
import {
  type AccountId,
  type Denial,
  type InstrumentId,
  isTerminal,
  type Journal,
  type Order,
  type OrderId,
  type OrderIntent,
  type OrderTerms,
  orderId,
  type Owner,
  type Quantity,
  type Side,
  type TradingVenue,
  type VenueFact,
} from '../domain/index.ts'
import { type ExecutionCounters, FactRecorder, type RecordedChange } from './fact-recorder.ts'
import { EMPTY_LEDGER, type RestoredOrders } from './ledger-state.ts'
import { type OrderFact, venueFact } from './order-machine.ts'
import { pendingQuantity, type ProtectionPrices, protectionPrices } from './order-queries.ts'
import { type BookedFill, type OrderFilter, OrderStore } from './order-store.ts'
import type { Books, ExecutionObserver, Prices } from './ports.ts'
import { PROTECTION_CANCEL_REASON } from './protection.ts'
import { type ProtectionTerms, Protector } from './protector.ts'
import { isConsistent, Recovery, type RecoveryReport } from './recovery.ts'
import { venueRequest } from './venue-request.ts'

export interface ExecutionPorts {
  readonly accountId: AccountId
  readonly journal: Journal
  readonly venue: TradingVenue
  /** Session clock. */
  readonly clock: Clock
  readonly books: Books
  readonly prices: Prices
  readonly observer: ExecutionObserver
  readonly logger: Logger
  /** What the ledger knows of earlier runs; nothing on a new one. */
  readonly ledger?: RestoredOrders
  /** First part of every order id; one per ledger at a venue. */
  readonly orderIdPrefix?: string
}

/** An order as the caller decides it; execution adds the id. */
export type NewOrderTerms = Omit<OrderTerms, 'orderId'>

export interface CancelAllRequest extends OrderFilter {
  /** Also stops, targets and closes placed for protection. */
  readonly includeProtection: boolean
  readonly reason: string
}

/**
 * Sends orders and keeps the truth about them. An order is in the journal before it is sent; what the venue says is
 * booked once, in the order of its words. {@link recover} comes first: until it has succeeded nothing is placed.
 */
export class Execution implements Disposable {
  readonly #ports: ExecutionPorts
  readonly #store = new OrderStore()
  readonly #recorder: FactRecorder
  readonly #protector: Protector
  readonly #orderIdPrefix: string
  /** Handed to the journal and not yet sent. */
  readonly #onTheirWay = new Set<OrderId>()
  #nextOrderNumber: number
  /** Why nothing is placed; undefined where orders may be. */
  #closedBecause: string | undefined = 'the venue has not been asked about earlier orders yet'

  constructor(ports: ExecutionPorts) {
    this.#ports = ports
    const { journal, books, observer, logger, prices, clock, ledger = EMPTY_LEDGER } = ports
    this.#orderIdPrefix = ports.orderIdPrefix ?? 'wh'
    this.#nextOrderNumber = ledger.nextOrderNumber
    this.#recorder = new FactRecorder({ store: this.#store, journal, books, observer, logger })
    const desk = {
      openOrders: (filter: OrderFilter) => this.openOrders(filter),
      placeProtection: (terms: ProtectionTerms) => this.#placeProtection(terms),
      cancelProtection: (id: OrderId) => this.#cancelOpen(id, PROTECTION_CANCEL_REASON),
      cancelEntry: (id: OrderId) => this.#cancelOpen(id, 'its stop was hit while it still filled'),
    }
    this.#protector = new Protector({ desk, books, prices, clock, observer, logger })
    this.#restore(ledger)
  }

  /**
   * Writes the order to the outbox and returns it as `pending`; it is sent once it is on disk.
   * @throws EngineError `NOT_READY` before {@link recover} has succeeded and while {@link suspend} holds; the journal's
   * error when it cannot be written.
   */
  place(terms: NewOrderTerms): Order {
    if (this.#closedBecause !== undefined) {
      throw new EngineError('NOT_READY', `No order is placed now: ${this.#closedBecause}.`)
    }
    return this.#intend({ ...terms, orderId: this.#nextOrderId() })
  }

  /**
   * Asks the venue to cancel; one that was not sent yet is cancelled here. Cancelling a stop-loss or take-profit gives
   * up that exit of its entry: it is not placed again.
   * @throws EngineError `UNKNOWN_ORDER`, `ORDER_NOT_CANCELLABLE`.
   */
  cancel(id: OrderId, reason: string): Order {
    const order = this.order(id)
    if (isTerminal(order.state)) {
      throw new EngineError('ORDER_NOT_CANCELLABLE', `Order ${id} has already ended: it is ${order.state.kind}.`, {
        data: { orderId: id, state: order.state.kind },
      })
    }
    if (order.state.kind === 'cancelling') return order
    const cancelled = this.#cancel(order, reason)
    if (order.terms.source === 'protection') this.#protector.handleReleased(order)
    return cancelled
  }

  /** Cancels every open order that matches; says how many. @throws as {@link cancelWhere} does. */
  cancelAll({ includeProtection, reason, instrumentId, owner }: CancelAllRequest): number {
    return this.cancelWhere(
      reason,
      ({ terms }) =>
        (includeProtection || terms.source !== 'protection') &&
        (instrumentId === undefined || terms.instrumentId === instrumentId) &&
        (owner === undefined || terms.owner === owner),
    )
  }

  /**
   * Cancels every open order that is meant; says how many. A fault with one keeps no other from being cancelled.
   * @throws the first fault, after all have been tried.
   */
  cancelWhere(reason: string, isMeant: (order: Order) => boolean): number {
    const faults: unknown[] = []
    let count = 0
    for (const { terms } of this.openOrders().filter(isMeant)) {
      // Looked at again, because the end of one order can end others.
      const now = this.#store.get(terms.orderId)
      if (!now || isTerminal(now.state) || now.state.kind === 'cancelling') continue
      count += 1
      try {
        this.cancel(terms.orderId, reason)
      } catch (error) {
        faults.push(error)
      }
    }
    if (faults.length > 0) throw faults[0]
    return count
  }

  /** Writes down that risk refused a wish; `onStored` runs when that is on disk. */
  recordDenial(intent: OrderIntent, denial: Denial, onStored: () => void = () => undefined): void {
    const { journal, clock } = this.#ports
    journal.append({ fact: { kind: 'orderDenied', intent, denial, timeMs: clock.nowMs() } }, onStored)
  }

  /** Books what the venue says; a repetition changes nothing. */
  handleVenueFact(fact: VenueFact): void {
    const order = this.#store.get(fact.orderId)
    if (order) this.#apply(order, venueFact(fact))
    else {
      const { orderId: id, kind } = fact
      this.#ports.logger.error('the venue reported an order that is not known here', { orderId: id, fact: kind })
    }
  }

  /**
   * Until {@link resume} nothing is placed, protection included, and what was not sent yet never is. Facts are booked
   * all the same.
   * @param reason stands in the refusal of orders: "No order is placed now: …"
   */
  suspend(reason: string): void {
    this.#closedBecause = reason
    this.#protector.suspend()
    for (const order of this.#store.open()) {
      const { orderId: id, source } = order.terms
      // Any other reason would tell a later start that somebody gave the exit up.
      if (order.state.kind === 'pending')
        this.#cancelOpen(id, source === 'protection' ? PROTECTION_CANCEL_REASON : reason)
    }
  }

  /** Orders may be placed again, and missing protection is. */
  resume(): void {
    this.#closedBecause = undefined
    this.#protector.begin()
    this.#cancelIdleCloses(this.#store.open())
  }

  /** The account was set back at the venue, its orders dropped: they end here, and nothing is protected any more. */
  handleAccountReset(reason: string): void {
    this.#protector.handleReset()
    const timeMs = this.#ports.clock.nowMs()
    for (const order of this.#store.open()) {
      const { orderId: id } = order.terms
      this.#recorder.record(order, venueFact({ kind: 'cancelled', orderId: id, reason, timeMs }))
    }
  }

  /**
   * Asks the venue about everything that the ledger leaves open, books its answers, then places missing protection.
   * Run before trading, and again whenever the connection may have been lost: also while orders are on their way.
   * Running it again changes nothing.
   * Rejects with `EngineError` `NOT_READY` when the venue cannot be asked.
   */
  async recover(): Promise<RecoveryReport> {
    const { venue, books, clock, logger, journal } = this.#ports
    const apply = this.#apply.bind(this)
    const isOnItsWay = (id: OrderId): boolean => this.#onTheirWay.has(id)
    const findings = await new Recovery({ store: this.#store, venue, books, clock, logger, isOnItsWay, apply }).run()
    const ordersBefore = this.counters.orders
    this.resume()
    const protectionPlaced = this.counters.orders - ordersBefore
    await journal.drained()
    return { ...findings, protectionPlaced, isConsistent: isConsistent(findings) }
  }

  /** @throws EngineError `UNKNOWN_ORDER`; orders that ended long ago are no longer known here. */
  order(id: OrderId): Order {
    const order = this.#store.get(id)
    if (order) return order
    throw new EngineError('UNKNOWN_ORDER', `There is no order ${id}.`, { data: { orderId: id } })
  }

  /** Orders that have not ended, oldest first. */
  openOrders(filter: OrderFilter = {}): Order[] {
    return this.#store.open(filter)
  }

  /** Open ones and those that ended lately, newest first. */
  recentOrders(limit: number): Order[] {
    return this.#store.recent(limit)
  }

  /** Newest first. */
  recentFills(limit: number): BookedFill[] {
    return this.#store.recentFills(limit)
  }

  /** Unsigned quantity that may still be added to the net position on this side. */
  pendingQuantity(instrumentId: InstrumentId, side: Side): Quantity {
    return pendingQuantity(this.openOrders({ instrumentId }), side)
  }

  /** True while an entry or a close of this owner is on its way or working. */
  hasOrderInFlight(instrumentId: InstrumentId, owner: Owner): boolean {
    return this.#store.someOpen(
      ({ terms }) =>
        (terms.role === 'entry' || terms.role === 'close') &&
        terms.owner === owner &&
        terms.instrumentId === instrumentId,
    )
  }

  /** Where the owner's position will be left; of several stops or targets the ones that come first. */
  protectionOf(instrumentId: InstrumentId, owner: Owner): ProtectionPrices {
    return protectionPrices(this.openOrders({ instrumentId, owner }))
  }

  get counters(): ExecutionCounters {
    return this.#recorder.counters
  }

  /** Facts handed to the journal and not yet on disk. */
  get pending(): number {
    return this.#ports.journal.pending
  }

  get settled(): boolean {
    return this.pending === 0
  }

  /** Resolves when everything is on disk, what follows from it included. */
  async whenSettled(): Promise<void> {
    do await this.#ports.journal.drained()
    while (!this.settled)
  }

  dispose(): void {
    this.#protector.dispose()
  }

  #restore(ledger: RestoredOrders): void {
    for (const order of ledger.orders) this.#store.put(order)
    for (const { orderId: id, tradeId } of ledger.seenTradeIds) this.#store.markSeen(id, tradeId)
    for (const booked of ledger.recentFills.toReversed()) this.#store.addFill(booked)
    this.#protector.restore(ledger.openChanges, ledger.releasedLegs)
  }

  #nextOrderId(): OrderId {
    return orderId(`${this.#orderIdPrefix}-${this.#nextOrderNumber++}`)
  }

  #intend(terms: OrderTerms): Order {
    const { orderId: id } = terms
    this.#onTheirWay.add(id)
    try {
      return this.#recorder.intend(terms, () => {
        this.#onTheirWay.delete(id)
        this.#send(id)
      })
    } catch (error) {
      this.#onTheirWay.delete(id)
      throw error
    }
  }

  /** Runs when the intent is on disk. */
  #send(id: OrderId): void {
    const order = this.#store.get(id)
    if (order?.state.kind !== 'pending') return
    const { venue, clock, logger } = this.#ports
    this.#recorder.record(order, { kind: 'orderSubmitted', orderId: id, timeMs: clock.nowMs() })
    try {
      venue.submit(venueRequest(order))
    } catch (error) {
      // Whether it left is unknown: it stays submitted until the venue is asked.
      logger.error('an order could not be handed to the venue', { orderId: id, error: errorText(error) })
    }
  }

  #apply(order: Order, fact: OrderFact): RecordedChange | undefined {
    const change = this.#recorder.record(order, fact)
    if (!change) return undefined
    this.#protector.handleChange(change)
    const { instrumentId, owner } = order.terms
    if (change.fill && this.#closedBecause === undefined)
      this.#cancelIdleCloses(this.#store.open({ instrumentId, owner }))
    return change
  }

  /** A close goes with the position it was to close: its rest would open one, or close the next. */
  #cancelIdleCloses(orders: readonly Order[]): void {
    for (const { terms } of orders) {
      const held = this.#ports.books.ownerQuantity(terms.instrumentId, terms.owner)
      const closes = terms.side === 'sell' ? held.gt(ZERO) : held.lt(ZERO)
      if (terms.role === 'close' && !closes) this.#cancelOpen(terms.orderId, 'the position it was to close has ended')
    }
  }

  #cancel(order: Order, reason: string): Order {
    const { orderId: id } = order.terms
    const wasSent = order.state.kind !== 'pending'
    try {
      this.#recorder.record(order, { kind: 'cancelRequested', orderId: id, reason, timeMs: this.#ports.clock.nowMs() })
    } finally {
      // A cancel takes risk away: it goes out even where the journal cannot be written any more.
      if (wasSent) this.#ports.venue.cancel(id)
    }
    return this.order(id)
  }

  #placeProtection(terms: ProtectionTerms): void {
    const id = this.#nextOrderId()
    const { accountId, clock } = this.#ports
    this.#intend({
      ...terms,
      orderId: id,
      accountId,
      idempotencyKey: `protection-${id}`,
      createdAtMs: clock.nowMs(),
    })
  }

  #cancelOpen(id: OrderId, reason: string): void {
    const order = this.#store.get(id)
    if (!order || isTerminal(order.state) || order.state.kind === 'cancelling') return
    this.#cancel(order, reason)
  }
}
