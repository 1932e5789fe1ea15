import { type Disposable, EngineError } from '../base/index.ts'
import {
  type Denial,
  type ExitRole,
  type InstrumentId,
  type Order,
  type OrderId,
  type OrderIntent,
  type Quantity,
  type Standing,
  type VenueCapabilities,
  type VenueFact,
} from '../domain/index.ts'
import { BracketBook } from './bracket-book.ts'
import { ExitDecisions, type NewExitMove } from './exit-decisions.ts'
import type { ExitPart } from './exit-parts.ts'
import type { StandingPlan } from './exit-plans.ts'
import type { ExecutionPorts, LastingPorts, NewOrderTerms } from './execution-ports.ts'
import { type ExecutionCounters, FactRecorder, type RecordedChange } from './fact-recorder.ts'
import { Handovers, type NewHandover } from './handovers.ts'
import { HoldingLocks } from './holding-locks.ts'
import { cancelIdleCloses } from './idle-closes.ts'
import { EMPTY_LEDGER, type RestoredOrders } from './ledger-state.ts'
import { MovedExits } from './moved-exits.ts'
import type { OrderChange } from './order-amends.ts'
import { OrderFollowers } from './order-followers.ts'
import { exitHandlingOf } from './order-handling.ts'
import { type OrderFact, venueFact } from './order-machine.ts'
import { type CancelAllRequest, isAskedFor, OrderCancels } from './order-cancels.ts'
import { ORDER_ID_PREFIX } from './order-numbers.ts'
import { OrderOutbox } from './order-outbox.ts'
import { OrderReadings } from './order-readings.ts'
import { OrderStore } from './order-store.ts'
import type { PriceSpan } from './order-watch.ts'
import { OwnerHoldings } from './owner-holdings.ts'
import { PROTECTION_CANCEL_REASON } from './protection.ts'
import { OutboxDesk } from './protection-desk.ts'
import type { ProtectionTerms } from './protective-terms.ts'
import { Protector } from './protector.ts'
import { type LegWish, PositionLegs } from './position-legs.ts'
import { Reconciliation, type ReconciliationReport } from './reconciliation/index.ts'

export type { ExecutionPorts, NewOrderTerms } from './execution-ports.ts'

/**
 * Sends orders and keeps the truth about them. An order is in the journal before it is sent; what the venue says is
 * booked once, in the order of its words. {@link recover} comes first: until it has succeeded nothing is placed.
 */
export class Execution extends OrderReadings implements Disposable {
  readonly #ports: LastingPorts
  readonly #store: OrderStore
  readonly #movedExits = new MovedExits()
  readonly #recorder: FactRecorder
  readonly #legs: PositionLegs
  readonly #holdings: OwnerHoldings
  readonly #outbox: OrderOutbox
  readonly #protector: Protector
  readonly #cancels: OrderCancels
  readonly #exits: ExitDecisions
  readonly #followers: OrderFollowers
  /** Keeps ledger and venue in agreement; what they differ in, and what is held for it, is asked here. */
  readonly reconciliation: Reconciliation
  /** Why nothing is placed; undefined where orders may be. */
  #closedBecause: string | undefined = 'the venue has not been asked about earlier orders yet'

  constructor({ ledger = EMPTY_LEDGER, ...ports }: ExecutionPorts) {
    const store = new OrderStore()
    super(store)
    this.#store = store
    this.#ports = ports
    this.#recorder = new FactRecorder({ ...ports, store: this.#store, movedExits: this.#movedExits })
    this.#legs = new PositionLegs({ ...ports, store })
    this.#holdings = new OwnerHoldings({ ...ports, store })
    this.#outbox = this.#createOutbox(ledger)
    this.#followers = this.#createFollowers()
    this.#protector = this.#createProtector()
    this.#cancels = this.#createCancels()
    this.#exits = this.#createExits()
    this.#restore(ledger)
    this.reconciliation = this.#createReconciliation(ledger)
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

  /**
   * Gives part of a position to another owner. Its exits go along: those of the receiver stand at the venue before those of
   * the giver go. False where this handover was made before.
   * @throws EngineError `BAD_REQUEST`, and as {@link place} does; the books' error; then nothing has changed.
   */
  handOver(wish: NewHandover): boolean {
    this.#requireOpen()
    const own = { protector: this.#protector, movedExits: this.#movedExits }
    return new Handovers({ ...this.#ports, ...own }).handOver(wish)
  }

  /** Where a stop or a target is to leave the owner's position, part by part, whether it stands at the venue yet or not. */
  exitParts(standing: Standing, role: ExitRole): readonly ExitPart[] {
    return this.#protector.exitParts(standing, role)
  }

  /** Every position in the instrument whose stop is to follow the price. */
  exitPlans(instrumentId: InstrumentId): readonly StandingPlan[] {
    return this.#protector.exitPlans(instrumentId)
  }

  /**
   * Asks the venue to cancel; one that was not sent yet is cancelled here. Cancelling a stop-loss or take-profit gives
   * up that exit of its entry: it is not placed again.
   * @throws EngineError `UNKNOWN_ORDER`, `ORDER_NOT_CANCELLABLE`.
   */
  cancel(id: OrderId, reason: string): Order {
    return this.#cancels.cancel(this.order(id), reason)
  }

  /**
   * Gives a working order other terms; what is missing stays. Written down before it is sent. Where the venue cannot change
   * orders an entry is cancelled, and a new one stands for its rest once the venue has confirmed that.
   * @throws EngineError `UNKNOWN_ORDER`, `ORDER_NOT_AMENDABLE`, `BAD_REQUEST` where nothing would change, and as
   * {@link place} does.
   */
  amend(id: OrderId, change: OrderChange, idempotencyKey: string): Order {
    this.#requireOpen()
    return this.#followers.amend(this.order(id), change, idempotencyKey)
  }

  /**
   * The price has been there: at a trade, or anywhere within a closed bar. Orders that wait here for a price are set free
   * by it. Trailing stops follow it; where they stand is written down at most once a minute of session time.
   */
  handlePrices(instrumentId: InstrumentId, span: PriceSpan): void {
    this.#followers.handlePrices(instrumentId, span)
    this.#protector.refused.handlePrices(instrumentId, span)
  }

  /** Exits that the venue has refused: to be told of what may make it take them. */
  get refusedExits(): Protector['refused'] {
    return this.#protector.refused
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
    if (order) {
      this.#apply(order, venueFact(fact))
    } else {
      this.reconciliation.handleStranger()
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
    this.#followers.suspend()
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
    this.#followers.begin()
    this.#protector.begin()
    // One whose arrival is open is looked at again when the venue has told: another cancel would only delay that.
    this.#cancelIdleCloses(this.#store.open().filter(({ state }) => state.kind !== 'unknown'))
  }

  /** The account was set back at the venue, its orders dropped: they end here, and nothing is protected any more. */
  handleAccountReset(reason: string): void {
    this.#protector.handleReset()
    this.reconciliation.handleAccountReset()
    this.#followers.handleReset()
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
  async recover(): Promise<ReconciliationReport> {
    const goOn = this.#followers.pauseTurns()
    const result = await this.reconciliation.run('whole').finally(goOn)
    const ordersBefore = this.counters.orders
    this.resume()
    const protectionPlaced = this.counters.orders - ordersBefore
    await this.#ports.journal.drained()
    return this.reconciliation.report(result, protectionPlaced)
  }

  /** What the venue does by itself. */
  get capabilities(): VenueCapabilities {
    return this.#ports.venue.capabilities
  }

  /** What an order can still take from what its owner holds, unsigned; undefined unless the venue keeps long and short apart. */
  reducibleLeg(wish: LegWish, left?: OrderId): Quantity | undefined {
    return this.#legs.reducible(wish, left)
  }

  /** Unsigned: what of the owner's position has exits, or may have them; less where the venue keeps some for its other orders. */
  freeForExits(standing: Standing): Quantity {
    return this.#holdings.freeForExits(standing)
  }

  get counters(): ExecutionCounters {
    return this.#recorder.counters
  }

  /** Facts handed to the journal and not yet on disk. */
  get pending(): number {
    return this.#ports.journal.pending
  }

  /** Resolves when everything decided so far is on disk; rejects where the journal failed. */
  whenStored(): Promise<void> {
    return this.#ports.journal.drained()
  }

  /** Resolves when everything is on disk, what follows from it included. */
  async whenSettled(): Promise<void> {
    do await this.#ports.journal.drained()
    while (this.pending > 0)
  }

  dispose(): void {
    this.#protector.dispose()
    this.#followers.dispose()
  }

  #restore(ledger: RestoredOrders): void {
    for (const order of ledger.orders) this.#store.put(order)
    for (const { orderId: id, tradeId } of ledger.seenTradeIds) this.#store.markSeen(id, tradeId)
    for (const booked of ledger.recentFills.toReversed()) this.#store.addFill(booked)
    this.#movedExits.restore(ledger.movedExits)
    this.#protector.restore(ledger.openChanges, ledger.releasedLegs, this.#ports.books.openPositions())
    this.#followers.restore(ledger.replacing)
  }

  #createReconciliation({ findings }: RestoredOrders): Reconciliation {
    return new Reconciliation({
      ...this.#ports,
      ...this.#ports.reconciliation,
      findings,
      store: this.#store,
      movedExits: this.#movedExits,
      isOnItsWay: (id) => this.#outbox.isOnItsWay(id),
      apply: (order, fact) => this.#apply(order, fact),
      onPositionChanged: (standing, before, after) => {
        this.#protector.handleAdjustment(standing, { before, after })
        if (this.#closedBecause === undefined) this.#cancelIdleCloses(this.#store.open(standing))
      },
    })
  }

  #createOutbox({ nextOrderNumber }: RestoredOrders): OrderOutbox {
    const { orderIdPrefix = ORDER_ID_PREFIX } = this.#ports
    return new OrderOutbox({
      ...this.#ports,
      store: this.#store,
      recorder: this.#recorder,
      orderIdPrefix,
      nextOrderNumber,
      legs: this.#legs,
      locks: new HoldingLocks({ ...this.#ports, store: this.#store }),
      onWaiting: (order) => this.#protector.handleWaiting(order),
      onSent: (order) => this.#followers.handleSent(order),
    })
  }

  #createFollowers(): OrderFollowers {
    return new OrderFollowers({
      ...this.#ports,
      store: this.#store,
      recorder: this.#recorder,
      outbox: this.#outbox,
      holdings: this.#holdings,
      requireOpen: () => this.#requireOpen(),
      placeProtection: (terms) => this.#placeProtection(terms),
    })
  }

  #createProtector(): Protector {
    const parts = { store: this.#store, outbox: this.#outbox, followers: this.#followers }
    const desk = new OutboxDesk({ ...parts, place: (terms) => this.#placeProtection(terms) })
    const brackets = new BracketBook()
    const own = { holdings: this.#holdings, movedExits: this.#movedExits }
    return new Protector({ ...this.#ports, ...own, desk, brackets })
  }

  #createCancels(): OrderCancels {
    const onReleased = (order: Order): void => this.#protector.handleReleased(order)
    const onGivenUp = (order: Order, reason: string): void => this.#followers.giveUp(order, reason)
    return new OrderCancels({ store: this.#store, outbox: this.#outbox, onReleased, onGivenUp })
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
    const execution = fact.kind === 'venue' && fact.fact.kind === 'filled' ? fact.fact : undefined
    if (execution && this.reconciliation.isNoise(execution)) return undefined
    const change = this.#recorder.record(order, fact)
    if (!change) return undefined
    if (execution) this.reconciliation.rememberTrade(execution)
    if (fact.kind === 'venue') this.reconciliation.handleVenueFact(fact.fact, order.terms.instrumentId)
    this.#protector.handleChange(change)
    this.#followers.handleChange(change)
    this.#protector.handleFreed(change)
    const { instrumentId, owner } = order.terms
    const isResolved = change.previous.state.kind === 'unknown' && change.order.state.kind !== 'unknown'
    if ((change.fill || isResolved) && this.#closedBecause === undefined)
      this.#cancelIdleCloses(this.#store.open({ instrumentId, owner }))
    this.#outbox.sendHeldBack(instrumentId)
    return change
  }

  #cancelIdleCloses(orders: readonly Order[]): void {
    cancelIdleCloses({ books: this.#ports.books, outbox: this.#outbox }, orders)
  }

  #placeProtection(terms: ProtectionTerms): void {
    const { accountId, clock } = this.#ports
    const createdAtMs = clock.nowMs()
    const handling = exitHandlingOf(terms, this.capabilities)
    this.#outbox.place((orderId) => ({
      ...terms,
      handling,
      orderId,
      accountId,
      idempotencyKey: `protection-${orderId}`,
      createdAtMs,
    }))
  }
}
