import { Decimal, type Disposable } from '../base/index.ts'
import {
  type ExitMover,
  type ExitRole,
  type InstrumentId,
  isExitRole,
  isTerminal,
  type Order,
  type OrderId,
  type OrderTerms,
  type Position,
  type Quantity,
  type Standing,
} from '../domain/index.ts'
import { isSameTerms } from './order-amendment.ts'
import { type Bracket, coverage, type PositionChange, type QuantityChange } from './brackets.ts'
import { ExitLegs } from './exit-legs.ts'
import { type ExitPart, exitPartsOf } from './exit-parts.ts'
import { type StandingPlan, standingPlans } from './exit-plans.ts'
import type { RecordedChange } from './fact-recorder.ts'
import type { HandoverStep } from './handed-brackets.ts'
import { HandedOver } from './handed-over.ts'
import { type ExitLeg, type Leg, legKey, type LegStatus, LegStatuses } from './leg-statuses.ts'
import { isHeld, isLeaving } from './order-machine.ts'
import {
  exitPriceOf,
  isAddition,
  isConfirmed,
  planProtection,
  type ProtectionAction,
  totalRemaining,
} from './protection.ts'
import { ProtectionCommands } from './protection-commands.ts'
import { excessOf, excessTerms } from './excess-closes.ts'
import type { ProtectorPorts } from './protector-ports.ts'
import { EXHAUSTED, PROTECTION_RETRY_MS, RefusedExits } from './refused-exits.ts'
import { closeAgainstNet, closeBehindMarket, type LostExit, type LostOrder } from './refused-stop.ts'
import { standingKey } from './standing.ts'
import { stoppedEntries } from './stopped-entries.ts'

/** Keeps the stop-loss and take-profit orders of every position at the venue in step with what is held and decided. */
export class Protector implements Disposable {
  readonly #ports: ProtectorPorts
  readonly #statuses = new LegStatuses()
  readonly #legs: ExitLegs
  readonly #refused: RefusedExits
  readonly #commands: ProtectionCommands
  readonly #handedOver: HandedOver
  /** What happened before orders may be placed, and asks for one. */
  readonly #deferred: (() => void)[] = []
  #retryTimer: Disposable | undefined
  #isBegun = false

  constructor(ports: ProtectorPorts) {
    this.#ports = ports
    this.#commands = new ProtectionCommands({ ...ports, planAgain: (standing) => this.#plan(standing) })
    this.#legs = new ExitLegs(ports)
    this.#refused = new RefusedExits({ ...ports, onDue: (legs) => this.#retryRefused(legs) })
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
      for (const each of this.#legs.releasedLegs(leg)) this.#statuses.release(each)
    }
  }

  /** From here on orders are placed and cancelled. The venue has been asked before, so nothing is placed twice. */
  begin(): void {
    this.#isBegun = true
    this.#refused.clear()
    for (const act of this.#deferred.splice(0)) act()
    this.#statuses.resume(() => true)
    this.#retry()
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
      rules: this.#legs.rulesOf(standing),
      isReleased: (leg) => this.#statuses.of(leg) === 'released',
    })
  }

  /** Every position in the instrument whose stop is to follow the price. */
  exitPlans(instrumentId: InstrumentId): readonly StandingPlan[] {
    const own = this.#ports.brackets.ofInstrument(instrumentId)
    if (own.length === 0) return []
    return standingPlans(own, {
      exitsOf: (standing) => this.#ports.movedExits.of(standing),
      rulesOf: (standing) => this.#legs.rulesOf(standing),
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
    if (fill && isProtective && terms.role !== 'takeProfit')
      this.#cancelEntries(stoppedEntries(this.#ports, terms, fill.endedExits))
    if (fill || isProtective || terms.role === 'close') this.#plan(terms)
    // What others take or let go of is theirs to be had: money and what is bound have changed.
    if (fill || (!isProtective && isTerminal(order.state))) this.#refused.handleFunds()
  }

  /** The fact has been met by everything else: an order that takes the place of another one has been written down. */
  handleFreed(change: RecordedChange): void {
    if (this.#locksHoldings && isLettingGo(change)) this.#plan(change.order.terms)
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
    const entries = desk.openOrders(standing).filter(({ terms }) => terms.role === 'entry' && ended.has(terms.orderId))
    this.#cancelEntries(entries.map(({ terms }) => terms.orderId))
    this.#plan(standing)
  }

  /** An order waits on our side: for its price, or until exits have let go of what it is to sell. */
  handleWaiting({ terms }: Order): void {
    this.#plan(terms)
  }

  /** What leaves with a handover of so much, and becomes the receiver's. */
  partsToHand(standing: Standing, quantity: Quantity): readonly Bracket[] {
    return this.#ports.brackets.partsOf(standing, quantity, {
      exits: this.#ports.movedExits.of(standing),
      rules: this.#legs.rulesOf(standing),
    })
  }

  /** Part of a position has another owner. The giver's orders go only when those of the receiver stand at the venue. */
  handleHandover(from: Standing, to: Standing, parts: readonly Bracket[]): void {
    this.#ports.brackets.hand(from, to, parts)
    // Where the giver's orders lock what they sell, those of the receiver cannot stand beside them.
    if (!this.#locksHoldings) this.#handedOver.begin(from, to)
    this.#plan(to)
    this.#plan(from)
  }

  /** Exits of a position were decided anew. */
  handleMove(standing: Standing, roles: readonly ExitRole[], by: ExitMover): void {
    // A plan does not bring back what somebody has given up, and a hand is never kept waiting.
    if (by !== 'plan') for (const role of roles) this.#forget(standing, role)
    if (by === 'hand') this.#commands.forget(standing)
    this.#plan(standing)
  }

  #forget(standing: Standing, role: ExitRole): void {
    const key = standingKey(standing)
    this.#statuses.forget(standing, role)
    this.#refused.forget((leg) => leg.role === role && standingKey(leg) === key)
  }

  /** Somebody cancelled a protective order: its leg is given up, and not placed again. */
  handleReleased({ terms }: Order): void {
    const leg = this.#legs.legOf(terms)
    if (!leg) return
    this.#statuses.release(leg)
    this.#plan(terms)
  }

  /** What has been refused may be taken now. */
  get refused(): Pick<RefusedExits, 'handlePrices' | 'handleFunds' | 'handleInstrument'> {
    return this.#refused
  }

  /** Positions were dropped: there is nothing to protect any more. */
  handleReset(): void {
    this.#ports.brackets.clear()
    this.#statuses.clear()
    this.#refused.clear()
    this.#commands.clear()
    this.#handedOver.clear()
    this.#deferred.length = 0
  }

  dispose(): void {
    this.#retryTimer?.dispose()
    this.#retryTimer = undefined
    this.#refused.dispose()
    this.#commands.dispose()
  }

  /** Two exits of one position filled at the same moment: what they sold too much is bought back, and the other way round. */
  #closeExcess(terms: OrderTerms, excess: Quantity): void {
    if (excess.isZero()) return
    if (!this.#isBegun) return void this.#deferred.push(() => this.#closeExcess(terms, excess))
    const { orderId, instrumentId, owner } = terms
    const { logger, holdings, desk } = this.#ports
    logger.error('a position was closed more than once', { orderId, instrumentId, owner, excess })
    const left = Decimal.min(excess, holdings.heldOn(terms, terms.side)) as Quantity
    if (!left.isZero()) desk.placeProtection(excessTerms(terms, left))
  }

  #cancelEntries(orderIds: Iterable<OrderId>): void {
    for (const orderId of orderIds) {
      if (this.#isBegun) this.#ports.desk.cancelEntry(orderId)
      else this.#deferred.push(() => this.#ports.desk.cancelEntry(orderId))
    }
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
    const leg = this.#legs.legOf(order.terms)
    if (!leg || !isConfirmed(order)) return
    this.#statuses.accept(leg)
    this.#refused.forget((each) => legKey(each) === legKey(leg))
  }

  /** The venue ended a protective order that was still needed. */
  #handleLoss(lost: LostOrder): void {
    if (!this.#isBegun) return void this.#deferred.push(() => this.#handleLoss(lost))
    const { order, reason } = lost
    const { instrumentId, owner, role, orderId } = order.terms
    const { observer, logger } = this.#ports
    const bracket = this.#legs.bracketOf(order.terms, order.terms.parentOrderId)
    if (!bracket) return
    const leg = this.#legs.legBehind(bracket, order.terms)
    const wanted = this.#legs.wanted(bracket, leg.role).find(({ index }) => index === leg.index)
    if (!wanted || this.#statuses.of(leg) === 'released') return
    logger.error('a protective order was lost', { orderId, role, instrumentId, owner, reason })
    const isExhausted = this.#answerLoss(lost, { bracket, leg, wanted })
    observer.protectionFailed(order, isExhausted ? `${reason}; ${EXHAUSTED}` : reason)
  }

  /** True where the exit is not tried again by time alone any more. */
  #answerLoss({ order, wasUnknown }: LostOrder, { bracket, leg, wanted }: LostExit): boolean {
    const { role, quantity } = order.terms
    // One at an earlier price was to go anyway: the plan that follows places what is missing at the present one.
    if (isExitRole(role) && !exitPriceOf(order)?.eq(wanted.exit.price)) return false
    if (role === 'stopLoss' && closeBehindMarket(this.#ports, bracket, order)) return false
    if (leg.role === 'stopLoss' && closeAgainstNet(this.#ports, bracket, order)) return false
    // The venue was asked about one that nobody knew of: what is missing is placed at once.
    const isAddition = wasUnknown || (role === leg.role && quantity.lt(wanted.quantity))
    return this.#statuses.refuse(leg, isAddition) === 'later' && this.#refused.refuse(leg, order)
  }

  #retryRefused(legs: readonly ExitLeg[]): void {
    const keys = new Set(legs.map(legKey))
    this.#statuses.resume((leg) => keys.has(legKey(leg)))
    for (const leg of legs) {
      if (this.#legs.bracketOf(leg, leg.parentOrderId)) this.#plan(leg)
      else this.#refused.forget((each) => legKey(each) === legKey(leg))
    }
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
    const rules = this.#legs.rulesOf(standing)
    return planProtection({
      brackets: brackets.of(standing),
      exits: movedExits.of(standing),
      orders: this.#protectiveOrders(standing),
      toProtect: holdings.toProtect(standing),
      statusOf: (leg) => this.#statusFor(leg),
      rules,
      tickSize: rules?.tickSize,
      canAmend: (order) => this.#commands.canAmend(order),
      locksHoldings: this.#locksHoldings,
    })
  }

  /** A target does not sell beside a sell of unknown outcome that it has made room for: both might fill. */
  #statusFor(leg: ExitLeg): LegStatus {
    const status = this.#statuses.of(leg)
    if (!this.#locksHoldings || leg.role === 'stopLoss' || status === 'released') return status
    return this.#ports.desk.openOrders(leg).some(isDoubtfulSell) ? 'suspended' : status
  }

  get #locksHoldings(): boolean {
    return this.#ports.venue.capabilities.locksHoldings
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

  #scheduleRetry(): void {
    this.#retryTimer ??= this.#ports.clock.setTimer(PROTECTION_RETRY_MS, () => {
      this.#retryTimer = undefined
      this.#retry()
    })
  }

  #retry(): void {
    this.#commands.retry()
    for (const standing of this.#standings().values()) this.#plan(standing)
  }

  /** Every owner and instrument with a position or with protective orders that one has left behind. */
  #standings(): Map<string, Standing> {
    const orders = this.#ports.desk.openOrders({}).filter(({ terms }) => terms.source === 'protection')
    const all = [...this.#ports.brackets.all(), ...orders.map(({ terms }) => terms)]
    return new Map(all.map((each) => [standingKey(each), each]))
  }
}

function isDoubtfulSell({ terms, state }: Order): boolean {
  return state.kind === 'unknown' && terms.type === 'market' && terms.side === 'sell'
}

/** Exits have gone for it, or were not there for it: what it has not sold is theirs again. */
function isLettingGo({ previous, order: { terms, state } }: RecordedChange): boolean {
  return terms.side === 'sell' && (isTerminal(state) || !terms.quantity.eq(previous.terms.quantity))
}
