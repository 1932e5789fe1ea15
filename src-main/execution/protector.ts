import { type Clock, Decimal, type Disposable, type Logger, ZERO } from '../base/index.ts'
import {
  type ExitRole,
  opposite,
  type Order,
  type OrderId,
  type OrderTerms,
  type Price,
  type Quantity,
  type Standing,
} from '../domain/index.ts'
import type { BracketBook } from './bracket-book.ts'
import { type Bracket, exitSide, type PositionChange, wantedExit } from './brackets.ts'
import type { RecordedChange } from './fact-recorder.ts'
import { type Leg, LegStatuses } from './leg-statuses.ts'
import { isMeant, type MovedExit, type MovedExits, type PositionExits } from './moved-exits.ts'
import type { OrderFilter } from './order-store.ts'
import type { OwnerHoldings } from './owner-holdings.ts'
import type { ExecutionObserver, Prices } from './ports.ts'
import { exitPriceOf, planProtection, type ProtectionAction } from './protection.ts'
import { CLOSE_AT_MARKET, exitTerms, legTerms, type ProtectionTerms } from './protective-terms.ts'
import { standingKey } from './standing.ts'

/** Session time after which a refused protective order is tried again, unless a fill comes sooner. */
export const PROTECTION_RETRY_MS = 30_000

/** What the protector needs of execution. */
export interface ProtectionDesk {
  openOrders(filter: OrderFilter): readonly Order[]
  placeProtection(terms: ProtectionTerms): void
  /** Does nothing for an order that has ended or is being cancelled. */
  cancelProtection(orderId: OrderId): void
  /** The same for the entry itself. */
  cancelEntry(orderId: OrderId): void
}

export interface ProtectorPorts {
  readonly desk: ProtectionDesk
  readonly brackets: BracketBook
  readonly movedExits: MovedExits
  readonly holdings: OwnerHoldings
  readonly prices: Prices
  /** Session clock. */
  readonly clock: Clock
  readonly observer: ExecutionObserver
  readonly logger: Logger
}

/** Part of a position with the price at which an exit leaves it; undefined where it has no such exit. */
export interface ExitPart {
  readonly quantity: Quantity
  readonly price: Price | undefined
}

/** Keeps the stop-loss and take-profit orders of every position at the venue in step with what is held and decided. */
export class Protector implements Disposable {
  readonly #ports: ProtectorPorts
  readonly #statuses = new LegStatuses()
  /** Orders whose cancel the venue refused; not asked again before the next attempt is due. */
  readonly #refusedCancels = new Set<OrderId>()
  /** Entries to cancel as soon as orders may be cancelled: their position was stopped out. */
  readonly #stoppedOut = new Set<OrderId>()
  #retryTimer: Disposable | undefined
  #isBegun = false

  constructor(ports: ProtectorPorts) {
    this.#ports = ports
  }

  /** Takes over what the ledger tells: fills since each position was flat, oldest first, and legs that were cancelled by hand. */
  restore(changes: readonly PositionChange[], released: readonly Leg[]): void {
    for (const change of changes) this.#ports.brackets.advance(change)
    for (const leg of released) this.#statuses.release(leg)
  }

  /** From here on orders are placed and cancelled. The venue has been asked before, so nothing is placed twice. */
  begin(): void {
    this.#isBegun = true
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
    const exits = this.#ports.movedExits.of(standing)
    return this.#ports.brackets.of(standing).map((bracket) => {
      const isReleased = this.#statuses.of({ ...bracket, role }) === 'released'
      const price = isReleased ? undefined : wantedExit(bracket, role, exits)?.price
      return { quantity: bracket.quantity, price }
    })
  }

  /** A fact about any order has been recorded. */
  handleChange({ previous, order, fill }: RecordedChange): void {
    const { terms } = order
    if (fill) {
      this.#ports.brackets.advance({ ...fill, terms })
      this.#statuses.resume(({ instrumentId }) => instrumentId === terms.instrumentId)
    }
    const isProtective = terms.source === 'protection'
    if (isProtective) this.#followOrder(previous, order)
    if (fill && terms.role !== 'entry') this.#closeExcess(terms, excessOf(fill, terms))
    if (fill && isProtective && terms.role !== 'takeProfit') this.#endEntries(terms, fill.endedExits)
    if (fill || isProtective || terms.role === 'close') this.#plan(terms)
  }

  /** Exits of a position were decided anew. */
  handleMove(standing: Standing, roles: readonly ExitRole[]): void {
    for (const role of roles) this.#statuses.forget(standing, role)
    this.#plan(standing)
  }

  /** Somebody cancelled a protective order: its leg is given up, and not placed again. */
  handleReleased({ terms }: Order): void {
    const { instrumentId, owner, parentOrderId, role } = terms
    if (parentOrderId === undefined || !isExitRole(role)) return
    this.#statuses.release({ instrumentId, owner, parentOrderId, role })
    this.#plan(terms)
  }

  /** Positions were dropped: there is nothing to protect any more. */
  handleReset(): void {
    this.#ports.brackets.clear()
    this.#statuses.clear()
    this.#refusedCancels.clear()
    this.#stoppedOut.clear()
  }

  dispose(): void {
    this.#retryTimer?.dispose()
    this.#retryTimer = undefined
  }

  /** Two exits of one position filled at the same moment: what they sold too much is bought back, and the other way round. */
  #closeExcess({ instrumentId, owner, orderId, side }: OrderTerms, excess: Quantity): void {
    if (excess.isZero()) return
    const reason = `${orderId} closed more than was held`
    this.#ports.logger.error('a position was closed more than once', { orderId, instrumentId, owner, excess })
    if (!this.#isBegun) return
    this.#ports.desk.placeProtection({
      instrumentId,
      owner,
      ...CLOSE_AT_MARKET,
      parentOrderId: undefined,
      side: opposite(side),
      quantity: excess,
      reduceOnly: false,
      reason,
    })
  }

  /** What is left of an entry would buy again what its stop has just sold. */
  #endEntries(stop: OrderTerms, endedExits: PositionExits | undefined): void {
    if (stop.parentOrderId === undefined) return
    const moved = (endedExits ?? this.#ports.movedExits.of(stop))?.stopLoss
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
    const { parentOrderId, role, orderId } = order.terms
    if (parentOrderId === undefined) return
    const wasCancelling = previous.state.kind === 'cancelling'
    switch (order.state.kind) {
      case 'submitted':
      case 'working':
      case 'partiallyFilled':
        if (wasCancelling) this.#refuseCancel(orderId)
        else if (isExitRole(role)) this.#statuses.accept({ parentOrderId, role })
        return
      case 'rejected':
      case 'expired':
      case 'cancelled':
        if (!wasCancelling) this.#handleLoss(order, order.state.reason)
        return
      default:
    }
  }

  #refuseCancel(orderId: OrderId): void {
    this.#refusedCancels.add(orderId)
    this.#scheduleRetry()
  }

  /** The venue ended a protective order that was still needed. */
  #handleLoss(order: Order, reason: string): void {
    const { instrumentId, owner, parentOrderId, role, orderId } = order.terms
    const { brackets, movedExits, observer, logger } = this.#ports
    const bracket = brackets.of(order.terms).find((each) => each.parentOrderId === parentOrderId)
    if (!bracket || !this.#isBegun) return
    const leg = { ...bracket, role: isExitRole(role) ? role : 'stopLoss' } as const
    const exit = wantedExit(bracket, leg.role, movedExits.of(bracket))
    if (!exit || this.#statuses.of(leg) === 'released') return
    logger.error('a protective order was lost', { orderId, role, instrumentId, owner, reason })
    observer.protectionFailed(order, reason)
    // One at an earlier price was to go anyway: the plan that follows places what is missing at the present one.
    if (isExitRole(role) && !exitPriceOf(order)?.eq(exit.price)) return
    const isClosed = role === 'stopLoss' && this.#wasReached(order) && this.#closeAtMarket(bracket, order)
    if (!isClosed) this.#refuse(leg, role === leg.role && order.terms.quantity.lt(bracket.quantity))
  }

  #refuse(leg: Leg, isAddition: boolean): void {
    if (this.#statuses.refuse(leg, isAddition) === 'later') this.#scheduleRetry()
  }

  /** The price has come to the stop: it has filled in part, or the market is beyond it. */
  #wasReached({ terms, filledQuantity }: Order): boolean {
    if (filledQuantity.gt(ZERO)) return true
    const last = this.#ports.prices.lastPrice(terms.instrumentId)
    if (last === undefined || terms.triggerPrice === undefined) return false
    return terms.side === 'sell' ? terms.triggerPrice.gte(last) : terms.triggerPrice.lte(last)
  }

  /** False where other closes on their way leave nothing to close. */
  #closeAtMarket(bracket: Bracket, { terms, filledQuantity }: Order): boolean {
    const { holdings } = this.#ports
    const quantity = Decimal.min(
      terms.quantity.sub(filledQuantity),
      bracket.quantity,
      holdings.unclosed(bracket, ({ terms }) => terms.role === 'close' && terms.type === 'market'),
    ) as Quantity
    if (!quantity.gt(ZERO)) return false
    this.#ports.desk.placeProtection({
      ...exitTerms(bracket, quantity),
      ...CLOSE_AT_MARKET,
      reduceOnly: holdings.shrinksNet(bracket.instrumentId, exitSide(bracket), quantity),
      reason: `the stop of ${bracket.parentOrderId} was refused with the price already beyond it`,
    })
    return true
  }

  #plan({ instrumentId, owner }: Standing): void {
    if (!this.#isBegun) return
    const { desk, brackets, movedExits, holdings } = this.#ports
    const standing = { instrumentId, owner }
    const actions = planProtection({
      brackets: brackets.of(standing),
      exits: movedExits.of(standing),
      orders: desk.openOrders(standing).filter(({ terms }) => terms.source === 'protection'),
      toProtect: holdings.toProtect(standing),
      statusOf: (parentOrderId, role) => this.#statuses.of({ parentOrderId, role }),
    })
    for (const action of actions) this.#execute(action)
  }

  #execute(action: ProtectionAction): void {
    const { desk } = this.#ports
    if (action.kind === 'place') desk.placeProtection(legTerms(action))
    else if (!this.#refusedCancels.has(action.orderId)) desk.cancelProtection(action.orderId)
  }

  #scheduleRetry(): void {
    this.#retryTimer ??= this.#ports.clock.setTimer(PROTECTION_RETRY_MS, () => {
      this.#retryTimer = undefined
      this.#retry()
    })
  }

  #retry(): void {
    this.#refusedCancels.clear()
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

/** Unsigned: the part of an exit's fill that went beyond flat. */
function excessOf({ before, after }: Pick<PositionChange, 'before' | 'after'>, { side }: OrderTerms): Quantity {
  const beyond = (held: Quantity): Decimal => Decimal.max(ZERO, side === 'buy' ? held : held.neg())
  return beyond(after).sub(beyond(before)) as Quantity
}

function isExitRole(role: OrderTerms['role']): role is ExitRole {
  return role === 'stopLoss' || role === 'takeProfit'
}
