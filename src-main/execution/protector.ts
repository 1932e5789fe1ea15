import { type Clock, type Disposable, type Logger, ZERO } from '../base/index.ts'
import {
  type AmendableTerms,
  type ExitMover,
  type ExitRole,
  type InstrumentId,
  isExitRole,
  type Order,
  type OrderId,
  type OrderTerms,
  type Position,
  type Quantity,
  type Standing,
  type TradingVenue,
} from '../domain/index.ts'
import { isSameTerms } from './order-amendment.ts'
import type { BracketBook } from './bracket-book.ts'
import { type Bracket, coverage, type PositionChange, type QuantityChange } from './brackets.ts'
import { type ExitPart, exitPartsOf } from './exit-parts.ts'
import { type StandingPlan, standingPlans } from './exit-plans.ts'
import type { RecordedChange } from './fact-recorder.ts'
import type { HandoverStep } from './handed-brackets.ts'
import { HandedOver } from './handed-over.ts'
import { type ExitLeg, type Leg, LegStatuses } from './leg-statuses.ts'
import { isMeant, type MovedExit, type MovedExits, type PositionExits } from './moved-exits.ts'
import { isHeld, isLeaving } from './order-machine.ts'
import type { OrderFilter } from './order-store.ts'
import type { OwnerHoldings } from './owner-holdings.ts'
import type { ExecutionObserver, InstrumentRules, Prices } from './ports.ts'
import { exitPriceOf, isConfirmed, planProtection, type ProtectionAction, totalRemaining } from './protection.ts'
import { ProtectionCommands } from './protection-commands.ts'
import { excessOf, excessTerms } from './excess-closes.ts'
import type { ProtectionTerms } from './protective-terms.ts'
import { closeBehindMarket, type LostOrder } from './refused-stop.ts'
import { standingKey } from './standing.ts'
import { legIndexOf, releasedIndexes, wantedLegs } from './wanted-exits.ts'

/** Session time after which a refused protective order is tried again, unless a fill comes sooner. */
export const PROTECTION_RETRY_MS = 30_000

/** What the protector needs of execution. */
export interface ProtectionDesk {
  openOrders(filter: OrderFilter): readonly Order[]
  placeProtection(terms: ProtectionTerms): void
  /** Does nothing for an order that has ended or is being cancelled. */
  cancelProtection(orderId: OrderId): void
  /** Gives a working order other terms in place; absent where nobody can. */
  amendProtection?(orderId: OrderId, terms: AmendableTerms): void
  /** The same for the entry itself. */
  cancelEntry(orderId: OrderId): void
}

export interface ProtectorPorts {
  readonly desk: ProtectionDesk
  readonly brackets: BracketBook
  readonly movedExits: MovedExits
  readonly holdings: OwnerHoldings
  readonly prices: Prices
  readonly venue: Pick<TradingVenue, 'capabilities'>
  /** Undefined: sizes are not looked at. */
  readonly rules?: InstrumentRules | undefined
  /** Session clock. */
  readonly clock: Clock
  readonly observer: ExecutionObserver
  readonly logger: Logger
}

/** Keeps the stop-loss and take-profit orders of every position at the venue in step with what is held and decided. */
export class Protector implements Disposable {
  readonly #ports: ProtectorPorts
  readonly #statuses = new LegStatuses()
  readonly #commands: ProtectionCommands
  readonly #handedOver: HandedOver
  /** Entries to cancel as soon as orders may be cancelled: their position was stopped out. */
  readonly #stoppedOut = new Set<OrderId>()
  /** Protective orders that had ended at the venue before orders may be placed. */
  readonly #lost: LostOrder[] = []
  #retryTimer: Disposable | undefined
  #isBegun = false

  constructor(ports: ProtectorPorts) {
    this.#ports = ports
    this.#commands = new ProtectionCommands({ ...ports, planAgain: (standing) => this.#plan(standing) })
    this.#handedOver = new HandedOver((standing) => this.#isCovered(standing))
  }

  /**
   * Takes over what the ledger tells: fills since each position was flat, oldest first, legs that were cancelled by hand,
   * and what is held: where no fill explains it, it was adopted or taken away.
   */
  restore(
    changes: readonly (PositionChange | HandoverStep)[],
    released: readonly Leg[],
    held: readonly Position[],
  ): void {
    const { brackets } = this.#ports
    for (const change of changes) {
      if ('parts' in change) brackets.replayHandover(change)
      else brackets.advance(change)
    }
    for (const { quantity, ...standing } of held) brackets.adjust(standing, { before: quantity, after: quantity })
    for (const leg of released) {
      const bracket = this.#bracketOf(leg, leg.parentOrderId)
      const indexes = bracket ? releasedIndexes(bracket, leg) : []
      for (const index of indexes) this.#statuses.release({ ...leg, index })
    }
  }

  /** From here on orders are placed and cancelled. The venue has been asked before, so nothing is placed twice. */
  begin(): void {
    this.#isBegun = true
    for (const lost of this.#lost.splice(0)) this.#handleLoss(lost)
    this.#retry()
    for (const orderId of this.#stoppedOut) this.#ports.desk.cancelEntry(orderId)
    this.#stoppedOut.clear()
  }

  /** Facts are followed, but nothing is placed or cancelled until {@link begin}. */
  suspend(): void {
    this.#isBegun = false
    this.dispose()
  }

  /** Where an exit is to leave the position, part by part; together they are the position. */
  exitParts(standing: Standing, role: ExitRole): readonly ExitPart[] {
    return exitPartsOf(this.#ports.brackets.of(standing), role, {
      exits: this.#ports.movedExits.of(standing),
      rules: this.#rulesOf(standing),
      isReleased: (leg) => this.#statuses.of(leg) === 'released',
    })
  }

  /** Every position in the instrument whose stop is to follow the price. */
  exitPlans(instrumentId: InstrumentId): readonly StandingPlan[] {
    const own = this.#ports.brackets.ofInstrument(instrumentId)
    if (own.length === 0) return []
    return standingPlans(own, {
      exitsOf: (standing) => this.#ports.movedExits.of(standing),
      rulesOf: (standing) => this.#rulesOf(standing),
      isReleased: (leg) => this.#statuses.of(leg) === 'released',
    })
  }

  /** A fact about any order has been recorded. */
  handleChange({ previous, order, fill }: RecordedChange): void {
    const { terms } = order
    if (fill) {
      this.#ports.brackets.advance({ before: fill.before, after: fill.after, terms })
      this.#statuses.resume(({ instrumentId }) => instrumentId === terms.instrumentId)
    }
    const isProtective = terms.source === 'protection'
    if (isProtective) this.#followOrder(previous, order)
    if (fill && terms.role !== 'entry') this.#closeExcess(terms, excessOf(fill, terms))
    if (fill && isProtective && terms.role !== 'takeProfit') this.#endEntries(terms, fill.endedExits)
    if (fill || isProtective || terms.role === 'close') this.#plan(terms)
  }

  /**
   * A position changed without an order of ours: by the venue, by somebody elsewhere, or in the books. Exits shrink with
   * it or end; an entry of a position that ended so is cancelled, because its rest would buy again what was taken away.
   */
  handleAdjustment(standing: Standing, change: QuantityChange): void {
    const { brackets, desk } = this.#ports
    const earlier = brackets.of(standing)
    brackets.adjust(standing, change)
    const left = new Set(brackets.of(standing).map(({ parentOrderId }) => parentOrderId))
    const ended = new Set(earlier.map(({ parentOrderId }) => parentOrderId).filter((id) => !left.has(id)))
    for (const { terms } of desk.openOrders(standing)) {
      if (terms.role !== 'entry' || !ended.has(terms.orderId)) continue
      if (this.#isBegun) desk.cancelEntry(terms.orderId)
      else this.#stoppedOut.add(terms.orderId)
    }
    this.#plan(standing)
  }

  /** What leaves with a handover of so much, and becomes the receiver's. */
  partsToHand(standing: Standing, quantity: Quantity): readonly Bracket[] {
    return this.#ports.brackets.partsOf(standing, quantity, {
      exits: this.#ports.movedExits.of(standing),
      rules: this.#rulesOf(standing),
    })
  }

  /** Part of a position has another owner. The giver's orders go only when those of the receiver stand at the venue. */
  handleHandover(from: Standing, to: Standing, parts: readonly Bracket[]): void {
    this.#ports.brackets.hand(from, to, parts)
    this.#handedOver.begin(from, to)
    this.#plan(to)
    this.#plan(from)
  }

  /** Exits of a position were decided anew. */
  handleMove(standing: Standing, roles: readonly ExitRole[], by: ExitMover): void {
    // A plan does not bring back what somebody has given up, and a hand is never kept waiting.
    if (by !== 'plan') for (const role of roles) this.#statuses.forget(standing, role)
    if (by === 'hand') this.#commands.forget(standing)
    this.#plan(standing)
  }

  /** Somebody cancelled a protective order: its leg is given up, and not placed again. */
  handleReleased({ terms }: Order): void {
    const found = this.#legOf(terms)
    if (!found) return
    this.#statuses.release(found.leg)
    this.#plan(terms)
  }

  /** Positions were dropped: there is nothing to protect any more. */
  handleReset(): void {
    this.#ports.brackets.clear()
    this.#statuses.clear()
    this.#commands.clear()
    this.#handedOver.clear()
    this.#stoppedOut.clear()
    this.#lost.length = 0
  }

  dispose(): void {
    this.#retryTimer?.dispose()
    this.#retryTimer = undefined
    this.#commands.dispose()
  }

  /** Two exits of one position filled at the same moment: what they sold too much is bought back, and the other way round. */
  #closeExcess(terms: OrderTerms, excess: Quantity): void {
    if (excess.isZero()) return
    const { orderId, instrumentId, owner } = terms
    this.#ports.logger.error('a position was closed more than once', { orderId, instrumentId, owner, excess })
    if (!this.#isBegun) return
    this.#ports.desk.placeProtection(excessTerms(terms, excess))
  }

  /** What is left of an entry would buy again what its stop has just sold. */
  #endEntries(stop: OrderTerms, endedExits: PositionExits | undefined): void {
    if (stop.parentOrderId === undefined) return
    const exits = endedExits ?? this.#ports.movedExits.of(stop)
    const moved = exits?.planStop ?? exits?.stopLoss
    const entries = [stop.parentOrderId, ...(moved ? this.#stoppedEntries(stop, moved) : [])]
    for (const orderId of new Set(entries)) {
      if (this.#isBegun) this.#ports.desk.cancelEntry(orderId)
      else this.#stoppedOut.add(orderId)
    }
  }

  /** Entries that have filled in part and whose stop was moved: the stop of a whole position is that of all of them. */
  #stoppedEntries({ instrumentId, owner }: Standing, moved: MovedExit): OrderId[] {
    return this.#ports.desk
      .openOrders({ instrumentId, owner })
      .filter(({ terms, filledQuantity }) => terms.role === 'entry' && filledQuantity.gt(ZERO))
      .filter(({ terms }) => isMeant(moved, terms.orderId, terms.stopLossPrice))
      .map(({ terms }) => terms.orderId)
  }

  #followOrder(previous: Order, order: Order): void {
    switch (order.state.kind) {
      case 'submitted':
      case 'working':
      case 'partiallyFilled':
        this.#followStanding(previous, order)
        return
      case 'unknown':
        // The venue does not know it yet: another cancel at once would be refused again, and again.
        if (isLeaving(previous) && !isLeaving(order)) {
          this.#commands.refuseCancel(order.terms.orderId)
          this.#scheduleRetry()
        }
        return
      case 'rejected':
      case 'expired':
      case 'cancelled':
        // One that the engine held was set free: the close that it became covers now.
        if (isHeld(order.terms) && order.state.kind === 'cancelled') return
        if (isLeaving(previous)) return
        this.#handleLoss({ order, reason: order.state.reason, wasUnknown: previous.state.kind === 'unknown' })
        return
      default:
    }
  }

  /** The venue has it, or still has it. */
  #followStanding(previous: Order, order: Order): void {
    const { orderId } = order.terms
    if (previous.state.kind === 'cancelling') this.#commands.refuseCancel(orderId)
    // A cancel that never arrived is simply sent again.
    if (isLeaving(previous)) return this.#scheduleRetry()
    if (previous.amendment && !order.amendment && !isSameTerms(order.terms, previous.amendment)) {
      this.#commands.refuseAmend(orderId)
      return this.#scheduleRetry()
    }
    const found = this.#legOf(order.terms)
    if (found && isConfirmed(order)) this.#statuses.accept(found.leg)
  }

  /** The venue ended a protective order that was still needed. */
  #handleLoss(lost: LostOrder): void {
    if (!this.#isBegun) return void this.#lost.push(lost)
    const { order, reason, wasUnknown } = lost
    const { instrumentId, owner, role, orderId } = order.terms
    const { observer, logger } = this.#ports
    const bracket = this.#bracketOf(order.terms, order.terms.parentOrderId)
    if (!bracket) return
    const leg = this.#legOf(order.terms)?.leg ?? { ...bracket, role: 'stopLoss', index: 0 }
    const wanted = this.#wantedLegs(bracket, leg.role).find(({ index }) => index === leg.index)
    if (!wanted || this.#statuses.of(leg) === 'released') return
    logger.error('a protective order was lost', { orderId, role, instrumentId, owner, reason })
    observer.protectionFailed(order, reason)
    // One at an earlier price was to go anyway: the plan that follows places what is missing at the present one.
    if (isExitRole(role) && !exitPriceOf(order)?.eq(wanted.exit.price)) return
    if (role === 'stopLoss' && closeBehindMarket(this.#ports, bracket, order)) return
    // The venue was asked about one that nobody knew of: what is missing is placed at once.
    this.#refuse(leg, wasUnknown || (role === leg.role && order.terms.quantity.lt(wanted.quantity)))
  }

  #refuse(leg: ExitLeg, isAddition: boolean): void {
    if (this.#statuses.refuse(leg, isAddition) === 'later') this.#scheduleRetry()
  }

  #plan({ instrumentId, owner }: Standing): void {
    if (!this.#isBegun) return
    const standing = { instrumentId, owner }
    const isGiving = this.#handedOver.isGiving(standing)
    for (const action of this.#actions(standing)) {
      if (!isGiving || isAddition(action)) this.#commands.execute(action)
    }
    for (const giver of this.#handedOver.ended(standing)) this.#plan(giver)
  }

  #actions(standing: Standing): ProtectionAction[] {
    const { brackets, movedExits, holdings } = this.#ports
    return planProtection({
      brackets: brackets.of(standing),
      exits: movedExits.of(standing),
      orders: this.#protectiveOrders(standing),
      toProtect: holdings.toProtect(standing),
      statusOf: (leg) => this.#statuses.of(leg),
      rules: this.#rulesOf(standing),
      canAmend: (order) => this.#commands.canAmend(order),
    })
  }

  /** Every stop that is wanted stands at the venue. */
  #isCovered(standing: Standing): boolean {
    const stops = this.#protectiveOrders(standing).filter(({ terms }) => terms.role === 'stopLoss')
    const wanted = this.exitParts(standing, 'stopLoss').filter(({ price }) => price !== undefined)
    return coverage(wanted).lte(totalRemaining(stops.filter(isConfirmed)))
  }

  #protectiveOrders({ instrumentId, owner }: Standing): Order[] {
    return this.#ports.desk.openOrders({ instrumentId, owner }).filter(({ terms }) => terms.source === 'protection')
  }

  #bracketOf(standing: Standing, parentOrderId: OrderId | undefined): Bracket | undefined {
    return this.#ports.brackets.of(standing).find((each) => each.parentOrderId === parentOrderId)
  }

  #legOf(terms: OrderTerms): { leg: ExitLeg; bracket: Bracket } | undefined {
    const { instrumentId, owner, parentOrderId, role } = terms
    const bracket = this.#bracketOf(terms, parentOrderId)
    if (!bracket || parentOrderId === undefined || !isExitRole(role)) return undefined
    const isOfSeveral = this.#wantedLegs(bracket, role).some(({ exit }) => exit.movedBy === undefined)
    const index = isOfSeveral ? legIndexOf(bracket, terms) : 0
    return { bracket, leg: { instrumentId, owner, parentOrderId, role, index } }
  }

  #wantedLegs(bracket: Bracket, role: ExitRole): ReturnType<typeof wantedLegs> {
    return wantedLegs(bracket, role, { exits: this.#ports.movedExits.of(bracket), rules: this.#rulesOf(bracket) })
  }

  #rulesOf({ instrumentId }: Standing): ReturnType<InstrumentRules['sizes']> {
    return this.#ports.rules?.sizes(instrumentId)
  }

  #scheduleRetry(): void {
    this.#retryTimer ??= this.#ports.clock.setTimer(PROTECTION_RETRY_MS, () => {
      this.#retryTimer = undefined
      this.#retry()
    })
  }

  #retry(): void {
    this.#commands.retry()
    this.#statuses.resume(() => true)
    for (const standing of this.#standings().values()) this.#plan(standing)
  }

  /** Every owner and instrument with a position or with protective orders that one has left behind. */
  #standings(): Map<string, Standing> {
    const orders = this.#ports.desk.openOrders({}).filter(({ terms }) => terms.source === 'protection')
    const all = [...this.#ports.brackets.all(), ...orders.map(({ terms }) => terms)]
    return new Map(all.map((each) => [standingKey(each), each]))
  }
}

/** It takes nothing away from what covers already. */
function isAddition(action: ProtectionAction): boolean {
  return action.kind === 'place' && !action.isReplacement
}
