import { type Clock, type Disposable, EngineError, type Logger, ZERO } from '../base/index.ts'
import {
  type AccountId,
  type Denial,
  type ExitRole,
  type InstrumentId,
  type Journal,
  type Order,
  type OrderId,
  type OrderIntent,
  type OrderTerms,
  type Owner,
  type Quantity,
  type Side,
  type Standing,
  type TradingVenue,
  type VenueFact,
} from '../domain/index.ts'
import { BracketBook } from './bracket-book.ts'
import { ExitDecisions, type NewExitMove } from './exit-decisions.ts'
import { type ExecutionCounters, FactRecorder, type RecordedChange } from './fact-recorder.ts'
import { EMPTY_LEDGER, type RestoredOrders } from './ledger-state.ts'
import { MovedExits } from './moved-exits.ts'
import { type OrderFact, venueFact } from './order-machine.ts'
import { type CancelAllRequest, isAskedFor, OrderCancels } from './order-cancels.ts'
import { OrderOutbox } from './order-outbox.ts'
import { pendingQuantity, type ProtectionPrices, protectionPrices } from './order-queries.ts'
import { type BookedFill, type OrderFilter, OrderStore } from './order-store.ts'
import { OwnerHoldings } from './owner-holdings.ts'
import type { Books, ExecutionObserver, Prices } from './ports.ts'
import { PROTECTION_CANCEL_REASON } from './protection.ts'
import type { ProtectionTerms } from './protective-terms.ts'
import { type ExitPart, Protector } from './protector.ts'
import { isConsistent, Recovery, type RecoveryReport } from './recovery.ts'

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

/**
 * Sends orders and keeps the truth about them. An order is in the journal before it is sent; what the venue says is
 * booked once, in the order of its words. {@link recover} comes first: until it has succeeded nothing is placed.
 */
export class Execution implements Disposable {
  readonly #ports: ExecutionPorts
  readonly #store = new OrderStore()
  readonly #movedExits = new MovedExits()
  readonly #recorder: FactRecorder
  readonly #outbox: OrderOutbox
  readonly #protector: Protector
  readonly #cancels: OrderCancels
  readonly #exits: ExitDecisions
  /** Why nothing is placed; undefined where orders may be. */
  #closedBecause: string | undefined = 'the venue has not been asked about earlier orders yet'

  constructor(ports: ExecutionPorts) {
    this.#ports = ports
    const { ledger = EMPTY_LEDGER } = ports
    this.#recorder = new FactRecorder({ ...ports, store: this.#store, movedExits: this.#movedExits })
    this.#outbox = this.#createOutbox(ledger)
    this.#protector = this.#createProtector()
    this.#cancels = this.#createCancels()
    this.#exits = this.#createExits()
    this.#restore(ledger)
  }

  /**
   * Writes the order to the outbox and returns it as `pending`; it is sent once it is on disk.
   * @throws EngineError `NOT_READY` before {@link recover} has succeeded and while {@link suspend} holds; the journal's
   * error when it cannot be written.
   */
  place(terms: NewOrderTerms): Order {
    this.#requireOpen()
    return this.#outbox.place((orderId) => ({ ...terms, orderId }))
  }

  /**
   * Decides the exits of an owner's whole position anew, until it ends. Written down first; the new orders then stand at
   * the venue before the old ones go, and where the venue refuses them the old ones stay and it is tried again.
   * @throws EngineError `UNKNOWN_POSITION` where nothing is held, and as {@link place} does; then nothing was decided.
   */
  moveExits(wish: NewExitMove): void {
    this.#requireOpen()
    this.#exits.move(wish)
  }

  /** Where a stop or a target is to leave the owner's position, part by part, whether it stands at the venue yet or not. */
  exitParts(standing: Standing, role: ExitRole): readonly ExitPart[] {
    return this.#protector.exitParts(standing, role)
  }

  /**
   * Asks the venue to cancel; one that was not sent yet is cancelled here. Cancelling a stop-loss or take-profit gives
   * up that exit of its entry: it is not placed again.
   * @throws EngineError `UNKNOWN_ORDER`, `ORDER_NOT_CANCELLABLE`.
   */
  cancel(id: OrderId, reason: string): Order {
    return this.#cancels.cancel(this.order(id), reason)
  }

  /** Cancels every open order that matches; says how many. @throws as {@link cancelWhere} does. */
  cancelAll(request: CancelAllRequest): number {
    return this.cancelWhere(request.reason, isAskedFor(request))
  }

  /**
   * Cancels every open order that is meant; says how many. A fault with one keeps no other from being cancelled.
   * @throws the first fault, after all have been tried.
   */
  cancelWhere(reason: string, isMeant: (order: Order) => boolean): number {
    return this.#cancels.cancelWhere(reason, isMeant)
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
        this.#outbox.cancelOpen(id, source === 'protection' ? PROTECTION_CANCEL_REASON : reason)
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
    this.#movedExits.clear()
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
    const isOnItsWay = (id: OrderId): boolean => this.#outbox.isOnItsWay(id)
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

  /** Resolves when everything decided so far is on disk; rejects where the journal failed. */
  whenStored(): Promise<void> {
    return this.#ports.journal.drained()
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
    this.#movedExits.restore(ledger.movedExits)
    this.#protector.restore(ledger.openChanges, ledger.releasedLegs)
  }

  #createOutbox({ nextOrderNumber }: RestoredOrders): OrderOutbox {
    const { orderIdPrefix = 'wh' } = this.#ports
    return new OrderOutbox({
      ...this.#ports,
      store: this.#store,
      recorder: this.#recorder,
      orderIdPrefix,
      nextOrderNumber,
    })
  }

  #createProtector(): Protector {
    const desk = {
      openOrders: (filter: OrderFilter) => this.openOrders(filter),
      placeProtection: (terms: ProtectionTerms) => this.#placeProtection(terms),
      cancelProtection: (id: OrderId) => this.#outbox.cancelOpen(id, PROTECTION_CANCEL_REASON),
      cancelEntry: (id: OrderId) => this.#outbox.cancelOpen(id, 'its stop was hit while it still filled'),
    }
    const holdings = new OwnerHoldings({ ...this.#ports, store: this.#store })
    return new Protector({ ...this.#ports, desk, holdings, brackets: new BracketBook(), movedExits: this.#movedExits })
  }

  #createCancels(): OrderCancels {
    const onReleased = (order: Order): void => this.#protector.handleReleased(order)
    return new OrderCancels({ store: this.#store, outbox: this.#outbox, onReleased })
  }

  #createExits(): ExitDecisions {
    return new ExitDecisions({
      ...this.#ports,
      movedExits: this.#movedExits,
      protector: this.#protector,
      nextOrderNumber: () => this.#outbox.nextOrderNumber,
    })
  }

  #requireOpen(): void {
    if (this.#closedBecause === undefined) return
    throw new EngineError('NOT_READY', `No order is placed now: ${this.#closedBecause}.`)
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
      if (terms.role === 'close' && !closes)
        this.#outbox.cancelOpen(terms.orderId, 'the position it was to close has ended')
    }
  }

  #placeProtection(terms: ProtectionTerms): void {
    const { accountId, clock } = this.#ports
    const createdAtMs = clock.nowMs()
    this.#outbox.place((orderId) => ({
      ...terms,
      orderId,
      accountId,
      idempotencyKey: `protection-${orderId}`,
      createdAtMs,
    }))
  }
}
