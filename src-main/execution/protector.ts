import { type Clock, Decimal, type Disposable, type Logger, ZERO } from '../base/index.ts'
import {
  type InstrumentId,
  opposite,
  type Order,
  type OrderId,
  type OrderTerms,
  type Owner,
  type Quantity,
} from '../domain/index.ts'
import type { RecordedChange } from './fact-recorder.ts'
import type { OrderFilter } from './order-store.ts'
import type { Books, ExecutionObserver, Prices } from './ports.ts'
import {
  advanceBrackets,
  type Bracket,
  exitSide,
  isClosing,
  legPrice,
  type LegRole,
  type LegStatus,
  planProtection,
  type PositionChange,
  type ProtectionAction,
  totalRemaining,
} from './protection.ts'

/** Session time after which a refused protective order is tried again, unless a fill comes sooner. */
export const PROTECTION_RETRY_MS = 30_000

/** What every close at market has in common. */
const CLOSE_AT_MARKET = {
  source: 'protection',
  role: 'close',
  type: 'market',
  timeInForce: 'IOC',
  limitPrice: undefined,
  triggerPrice: undefined,
  stopLossPrice: undefined,
  takeProfitPrice: undefined,
} as const

/** Terms of a protective order, before execution gives it id, account, key and time. */
export type ProtectionTerms = Omit<OrderTerms, 'orderId' | 'accountId' | 'idempotencyKey' | 'createdAtMs'>

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
  readonly books: Pick<Books, 'ownerQuantity' | 'netQuantity'>
  readonly prices: Prices
  /** Session clock. */
  readonly clock: Clock
  readonly observer: ExecutionObserver
  readonly logger: Logger
}

/** A leg of an entry's exits. */
export interface Leg {
  readonly parentOrderId: OrderId
  readonly role: LegRole
}

/** Keeps the stop-loss and take-profit orders of every entry at the venue in step with what the entry still holds. */
export class Protector implements Disposable {
  readonly #ports: ProtectorPorts
  /** By instrument and owner. */
  readonly #brackets = new Map<string, readonly Bracket[]>()
  readonly #statuses = new Map<string, LegStatus>()
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
    for (const change of changes) this.#advance(change)
    for (const { parentOrderId, role } of released) this.#statuses.set(legKey(parentOrderId, role), 'released')
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

  brackets(instrumentId: InstrumentId, owner: Owner): readonly Bracket[] {
    return this.#brackets.get(bracketKey(instrumentId, owner)) ?? []
  }

  /** A fact about any order has been recorded. */
  handleChange({ previous, order, fill }: RecordedChange): void {
    const { terms } = order
    if (fill) {
      this.#advance({ ...fill, terms })
      this.#resume((bracket) => bracket.instrumentId === terms.instrumentId)
    }
    const isProtective = terms.source === 'protection'
    if (isProtective) this.#followOrder(previous, order)
    if (fill && terms.role !== 'entry') this.#closeExcess(terms, excessOf(fill, terms))
    if (fill && isProtective && terms.role !== 'takeProfit') this.#endEntry(terms.parentOrderId)
    if (fill || isProtective || terms.role === 'close') this.#plan(terms.instrumentId, terms.owner)
  }

  /** Somebody cancelled a protective order: its leg is given up, and not placed again. */
  handleReleased({ terms }: Order): void {
    if (terms.parentOrderId === undefined || !isLegRole(terms.role)) return
    this.#statuses.set(legKey(terms.parentOrderId, terms.role), 'released')
    this.#plan(terms.instrumentId, terms.owner)
  }

  /** Positions were dropped: there is nothing to protect any more. */
  handleReset(): void {
    this.#brackets.clear()
    this.#statuses.clear()
    this.#refusedCancels.clear()
    this.#stoppedOut.clear()
  }

  dispose(): void {
    this.#retryTimer?.dispose()
    this.#retryTimer = undefined
  }

  #advance(change: PositionChange): void {
    const { instrumentId, owner } = change.terms
    const key = bracketKey(instrumentId, owner)
    const next = advanceBrackets(this.#brackets.get(key) ?? [], change)
    if (next.length > 0) this.#brackets.set(key, next)
    else this.#brackets.delete(key)
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
  #endEntry(parentOrderId: OrderId | undefined): void {
    if (parentOrderId === undefined) return
    if (this.#isBegun) this.#ports.desk.cancelEntry(parentOrderId)
    else this.#stoppedOut.add(parentOrderId)
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
        else if (isLegRole(role)) this.#clearRefusal(parentOrderId, role)
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

  #clearRefusal(parentOrderId: OrderId, role: LegRole): void {
    const key = legKey(parentOrderId, role)
    if (this.#statuses.get(key) !== 'released') this.#statuses.delete(key)
  }

  /** The venue ended a protective order that was still needed. */
  #handleLoss(order: Order, reason: string): void {
    const { instrumentId, owner, parentOrderId, role, orderId } = order.terms
    const bracket = this.brackets(instrumentId, owner).find((each) => each.parentOrderId === parentOrderId)
    const leg = isLegRole(role) ? role : 'stopLoss'
    if (!bracket || !this.#isBegun || this.#statusOf(bracket.parentOrderId, leg) === 'released') return
    this.#ports.logger.error('a protective order was lost', { orderId, role, instrumentId, owner, reason })
    this.#ports.observer.protectionFailed(order, reason)
    const closing = role === 'stopLoss' && this.#wasReached(order) && this.#closeAtMarket(bracket, order)
    if (!closing) this.#refuse(bracket, leg, order)
  }

  /** An addition that was refused, for its small size perhaps, is tried at once as one order for the whole leg. */
  #refuse(bracket: Bracket, leg: LegRole, { terms }: Order): void {
    const key = legKey(bracket.parentOrderId, leg)
    const wasAddition = terms.role === leg && terms.quantity.lt(bracket.quantity) && !this.#statuses.has(key)
    this.#statuses.set(key, wasAddition ? 'whole' : 'suspended')
    if (!wasAddition) this.#scheduleRetry()
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
    const quantity = Decimal.min(
      terms.quantity.sub(filledQuantity),
      bracket.quantity,
      this.#unclosedQuantity(bracket, ({ terms }) => terms.role === 'close' && terms.type === 'market'),
    ) as Quantity
    if (!quantity.gt(ZERO)) return false
    this.#ports.desk.placeProtection({
      ...exitTerms(bracket, quantity),
      ...CLOSE_AT_MARKET,
      reduceOnly: this.#shrinksNet(bracket, quantity),
      reason: `the stop of ${bracket.parentOrderId} was refused with the price already beyond it`,
    })
    return true
  }

  /**
   * The venue's reduce-only looks at the net of all owners. Where another owner holds the instrument too, it does not keep
   * an exit and a close from both filling: the close at market then takes the place of the exits.
   */
  #toProtect(standing: Pick<Bracket, 'instrumentId' | 'owner'>): Quantity {
    const { books } = this.#ports
    const held = books.ownerQuantity(standing.instrumentId, standing.owner)
    const isAlone = books.netQuantity(standing.instrumentId).eq(held)
    return isAlone ? (held.abs() as Quantity) : this.#unclosedQuantity(standing, isClosing)
  }

  /** Unsigned: what the owner holds less what the closes that are meant will take. */
  #unclosedQuantity(
    { instrumentId, owner }: Pick<Bracket, 'instrumentId' | 'owner'>,
    isMeant: (order: Order) => boolean,
  ): Quantity {
    const { books, desk } = this.#ports
    const closing = desk.openOrders({ instrumentId, owner }).filter(isMeant)
    const held = books.ownerQuantity(instrumentId, owner).abs()
    return Decimal.max(ZERO, held.sub(totalRemaining(closing))) as Quantity
  }

  /**
   * The venue nets all owners: where another one holds the other side, it has less to reduce than this owner has to
   * close, and refuses or cuts what is reduce-only.
   */
  #shrinksNet({ instrumentId, side }: Bracket, quantity: Quantity): boolean {
    const net = this.#ports.books.netQuantity(instrumentId)
    return (side === 'buy' ? net : net.neg()).gte(quantity)
  }

  #plan(instrumentId: InstrumentId, owner: Owner): void {
    if (!this.#isBegun) return
    const orders = this.#ports.desk.openOrders({ instrumentId, owner })
    const actions = planProtection({
      brackets: this.brackets(instrumentId, owner),
      orders: orders.filter(({ terms }) => terms.source === 'protection'),
      toProtect: this.#toProtect({ instrumentId, owner }),
      statusOf: (parentOrderId, role) => this.#statusOf(parentOrderId, role),
    })
    for (const action of actions) this.#execute(action)
  }

  #execute(action: ProtectionAction): void {
    if (action.kind === 'place') {
      this.#ports.desk.placeProtection(legTerms(action.bracket, action.role, action.quantity))
    } else if (!this.#refusedCancels.has(action.orderId)) this.#ports.desk.cancelProtection(action.orderId)
  }

  #statusOf(parentOrderId: OrderId, role: LegRole): LegStatus {
    return this.#statuses.get(legKey(parentOrderId, role)) ?? 'normal'
  }

  #scheduleRetry(): void {
    this.#retryTimer ??= this.#ports.clock.setTimer(PROTECTION_RETRY_MS, () => {
      this.#retryTimer = undefined
      this.#retry()
    })
  }

  #retry(): void {
    this.#refusedCancels.clear()
    this.#resume(() => true)
    for (const { instrumentId, owner } of this.#standings().values()) this.#plan(instrumentId, owner)
  }

  /** Every owner and instrument with a bracket or with protective orders that one has left behind. */
  #standings(): Map<string, Pick<Bracket, 'instrumentId' | 'owner'>> {
    const orders = this.#ports.desk.openOrders({}).filter(({ terms }) => terms.source === 'protection')
    const all = [...[...this.#brackets.values()].flat(), ...orders.map(({ terms }) => terms)]
    return new Map(all.map((each) => [bracketKey(each.instrumentId, each.owner), each]))
  }

  /** Suspended legs may be tried again. */
  #resume(isMeant: (bracket: Bracket) => boolean): void {
    if (this.#statuses.size === 0) return
    for (const bracket of [...this.#brackets.values()].flat().filter(isMeant)) {
      for (const role of ['stopLoss', 'takeProfit'] as const) {
        const key = legKey(bracket.parentOrderId, role)
        if (this.#statuses.get(key) === 'suspended') this.#statuses.set(key, 'whole')
      }
    }
  }
}

/** Unsigned: the part of an exit's fill that went beyond flat. */
function excessOf({ before, after }: Pick<PositionChange, 'before' | 'after'>, { side }: OrderTerms): Quantity {
  const beyond = (held: Quantity): Decimal => Decimal.max(ZERO, side === 'buy' ? held : held.neg())
  return beyond(after).sub(beyond(before)) as Quantity
}

function isLegRole(role: OrderTerms['role']): role is LegRole {
  return role === 'stopLoss' || role === 'takeProfit'
}

function bracketKey(instrumentId: InstrumentId, owner: Owner): string {
  return `${instrumentId}|${owner}`
}

function legKey(parentOrderId: OrderId, role: LegRole): string {
  return `${parentOrderId}|${role}`
}

function legTerms(bracket: Bracket, role: LegRole, quantity: Quantity): ProtectionTerms {
  const price = legPrice(bracket, role)
  const terms = exitTerms(bracket, quantity)
  return role === 'stopLoss'
    ? { ...terms, role, type: 'stop', triggerPrice: price, reason: `stop-loss of ${bracket.parentOrderId}` }
    : { ...terms, role, type: 'limit', limitPrice: price, reason: `take-profit of ${bracket.parentOrderId}` }
}

function exitTerms(bracket: Bracket, quantity: Quantity): Omit<ProtectionTerms, 'role' | 'type' | 'reason'> {
  return {
    instrumentId: bracket.instrumentId,
    owner: bracket.owner,
    source: 'protection',
    parentOrderId: bracket.parentOrderId,
    side: exitSide(bracket),
    quantity,
    limitPrice: undefined,
    triggerPrice: undefined,
    timeInForce: 'GTC',
    reduceOnly: true,
    stopLossPrice: undefined,
    takeProfitPrice: undefined,
  }
}
