import { type Clock, Decimal, ensureDefined, ZERO } from '../../../base/index.ts'
import {
  type InstrumentId,
  type Money,
  money,
  orderId,
  PLAIN_ORDER,
  price,
  quantity,
  type Quantity,
  type VenueAdjustment,
  type VenueOrderRequest,
} from '../../../domain/index.ts'
import { type BookedOrder, type ExecutionWish, factOf, isOpen, remaining } from './fault-books.ts'
import type { FaultVenue } from './fault-venue.ts'

/** An order that somebody places past the engine, with another program or on the phone. */
export interface ElsewhereOrder {
  readonly instrumentId: InstrumentId
  readonly side: 'buy' | 'sell'
  readonly quantity: Decimal.Value
  readonly type?: VenueOrderRequest['type']
  readonly limit?: Decimal.Value
  readonly trigger?: Decimal.Value
  readonly reduceOnly?: boolean
}

/** What happens at the venue without a command of the engine. */
export class VenueDoings {
  readonly #venue: FaultVenue
  readonly #clock: Clock
  #elsewhere = 0

  constructor(venue: FaultVenue, clock: Clock) {
    this.#venue = venue
    this.#clock = clock
  }

  /** Executes part of an order, at most its rest unless `beyond` says so, and tells of it. Returns what was executed. */
  fill(order: BookedOrder, wish: ExecutionWish): Decimal {
    const { books, stream } = this.#venue
    const most = Decimal.min(wish.beyond ? wish.quantity : remaining(order), books.reducible(order))
    const size = Decimal.min(wish.quantity, most)
    if (!size.gt(ZERO) || (!isOpen(order) && !wish.beyond)) return ZERO
    const stateBefore = order.state
    const execution = books.execute(order, { ...wish, quantity: size })
    // A fill that comes after the end does not open the order again.
    if (stateBefore === 'cancelled' || stateBefore === 'expired') order.state = stateBefore
    stream.tell(factOf(execution))
    return size
  }

  cancel(order: BookedOrder, reason = 'cancelled by the venue'): void {
    this.#end(order, 'cancelled', reason)
  }

  expire(order: BookedOrder, reason = 'expired at the venue'): void {
    this.#end(order, 'expired', reason)
  }

  /** Closes the whole net position because margin ran out. */
  liquidate(instrumentId: InstrumentId, at: Decimal.Value, fee: Decimal.Value = 1): void {
    const { books } = this.#venue
    for (const order of books.open(instrumentId)) this.cancel(order, 'liquidation')
    const change = books.net(instrumentId).neg() as Quantity
    this.#adjust({ kind: 'liquidation', instrumentId, change, at, cash: money(fee).neg() as Money })
  }

  /** Closes part of the net position against a liquidation on the other side. */
  deleverage(instrumentId: InstrumentId, size: Decimal.Value, at: Decimal.Value): void {
    const net = this.#venue.books.net(instrumentId)
    const change = new Decimal(size).mul(net.isPositive() ? -1 : 1) as Quantity
    this.#adjust({ kind: 'adl', instrumentId, change, at, cash: money(0) })
  }

  /** Pays, or takes where the amount is below zero, for holding a position. */
  fund(instrumentId: InstrumentId, amount: Decimal.Value): void {
    this.#adjust({ kind: 'funding', instrumentId, change: quantity(0), at: 0, cash: money(amount) })
  }

  transfer(amount: Decimal.Value): void {
    this.#adjust({ kind: 'transfer', instrumentId: undefined, change: quantity(0), at: 0, cash: money(amount) })
  }

  /** Somebody places an order past the engine; the account's stream tells of it as of any other. */
  placeElsewhere(wish: ElsewhereOrder): BookedOrder {
    const { books, stream } = this.#venue
    this.#elsewhere += 1
    const order = books.add(this.#request(wish), true)
    const { venueOrderId } = order
    stream.tell({ kind: 'accepted', orderId: order.terms.orderId, venueOrderId, timeMs: this.#clock.nowMs() })
    return order
  }

  /** Somebody trades at market past the engine. */
  tradeElsewhere(wish: ElsewhereOrder & { readonly at: Decimal.Value }): BookedOrder {
    const order = this.placeElsewhere({ ...wish, type: 'market' })
    this.fill(order, { quantity: wish.quantity, price: wish.at })
    return order
  }

  /** The newest order of the engine that fits. */
  ours(isMeant: (request: VenueOrderRequest) => boolean = () => true): BookedOrder {
    const orders = [...this.#venue.books.orders.values()].filter((order) => !order.isForeign && isMeant(order.terms))
    return ensureDefined(orders.at(-1), 'order at the venue')
  }

  #request(wish: ElsewhereOrder): VenueOrderRequest {
    return {
      ...PLAIN_ORDER,
      orderId: orderId(`phone-${this.#elsewhere}`),
      instrumentId: wish.instrumentId,
      side: wish.side,
      type: wish.type ?? 'limit',
      quantity: quantity(wish.quantity),
      limitPrice: wish.limit === undefined ? undefined : price(wish.limit),
      triggerPrice: wish.trigger === undefined ? undefined : price(wish.trigger),
      timeInForce: 'GTC',
      reduceOnly: wish.reduceOnly ?? false,
    }
  }

  #end(order: BookedOrder, kind: 'cancelled' | 'expired', reason: string): void {
    if (!isOpen(order)) return
    this.#venue.books.end(order, kind, reason)
    const { orderId: id } = order.terms
    if (!order.isForeign) this.#venue.stream.tell({ kind, orderId: id, reason, timeMs: this.#clock.nowMs() })
  }

  #adjust(made: {
    readonly kind: VenueAdjustment['kind']
    readonly instrumentId: InstrumentId | undefined
    readonly change: Quantity
    readonly at: Decimal.Value
    readonly cash: Money
  }): void {
    const { books, stream } = this.#venue
    const adjustment: VenueAdjustment = {
      adjustmentId: `${made.kind}-${books.adjustments.length + 1}`,
      kind: made.kind,
      instrumentId: made.instrumentId,
      quantity: made.change,
      price: price(made.at),
      cash: made.cash,
      reason: `${made.kind} by the venue`,
      timeMs: this.#clock.nowMs(),
    }
    books.adjust(adjustment)
    stream.tellAdjustment(adjustment)
  }
}
