import { type Clock, Decimal, ZERO } from '../../../base/index.ts'
import {
  type InstrumentId,
  type Money,
  type OrderId,
  price,
  quantity,
  type Quantity,
  tradeId,
  type VenueAdjustment,
  type VenueBalance,
  type VenueExecution,
  type VenueFill,
  type VenueOrderReport,
  type VenueOrderRequest,
  type VenueOrderId,
  venueOrderId,
  type VenuePosition,
} from '../../../domain/index.ts'

/** An order as the venue has it; terms change by an amendment. */
export interface BookedOrder {
  terms: VenueOrderRequest
  readonly venueOrderId: VenueOrderId
  state: VenueOrderReport['state']
  reason: string | undefined
  readonly fills: VenueExecution[]
  /** Placed by somebody else than the engine. */
  readonly isForeign: boolean
  readonly createdAtMs: number
}

interface NetPosition {
  quantity: Decimal
  entryPrice: Decimal
}

export interface ExecutionWish {
  readonly quantity: Decimal.Value
  readonly price: Decimal.Value
  readonly fee?: Decimal.Value
  readonly feeCurrency?: string
  readonly liquidity?: 'maker' | 'taker'
  /** Executes more than was ordered. */
  readonly beyond?: boolean
}

const FEE_FRACTION = new Decimal('0.0004')

/** The venue's own truth: orders, executions, net positions and money, kept apart from everything the engine believes. */
export class FaultBooks {
  readonly orders = new Map<string, BookedOrder>()
  readonly executions: VenueExecution[] = []
  readonly adjustments: VenueAdjustment[] = []
  readonly balances = new Map<string, Decimal>()
  /** Called after everything that can change who is protected. */
  onChange: () => void = () => undefined
  readonly #clock: Clock
  readonly #currency: string
  readonly #positions = new Map<InstrumentId, NetPosition>()

  constructor(clock: Clock, currency: string, startingCash: Decimal.Value) {
    this.#clock = clock
    this.#currency = currency
    this.balances.set(currency, new Decimal(startingCash))
  }

  get cash(): Money {
    return (this.balances.get(this.#currency) ?? ZERO) as Money
  }

  add(terms: VenueOrderRequest, isForeign = false): BookedOrder {
    const order: BookedOrder = {
      terms,
      venueOrderId: venueOrderId(`v-${this.orders.size + 1}`),
      state: 'working',
      reason: undefined,
      fills: [],
      isForeign,
      createdAtMs: this.#clock.nowMs(),
    }
    this.orders.set(terms.orderId, order)
    this.onChange()
    return order
  }

  end(order: BookedOrder, state: 'cancelled' | 'rejected' | 'expired', reason: string): void {
    order.state = state
    order.reason = reason
    this.onChange()
  }

  amend(order: BookedOrder, terms: Partial<VenueOrderRequest>): void {
    order.terms = { ...order.terms, ...terms }
    this.onChange()
  }

  /** Executes part of an order and moves position and money. */
  execute(order: BookedOrder, wish: ExecutionWish): VenueExecution {
    const { orderId, instrumentId, side } = order.terms
    const size = new Decimal(wish.quantity)
    const at = new Decimal(wish.price)
    const fee = new Decimal(wish.fee ?? size.mul(at).mul(FEE_FRACTION))
    const execution: VenueExecution = {
      kind: 'filled',
      orderId,
      tradeId: tradeId(`t-${this.executions.length + 1}`),
      instrumentId,
      side,
      quantity: quantity(size),
      price: price(at),
      fee: fee as Money,
      feeCurrency: wish.feeCurrency ?? this.#currency,
      liquidity: wish.liquidity ?? 'taker',
      timeMs: this.#clock.nowMs(),
    }
    order.fills.push(execution)
    this.executions.push(execution)
    order.state = remaining(order).gt(ZERO) ? 'partiallyFilled' : 'filled'
    this.#move(instrumentId, side === 'buy' ? size : size.neg(), at)
    this.#pay(execution.feeCurrency, fee.neg())
    this.onChange()
    return execution
  }

  /** Something that no order did. Told once under its id. */
  adjust(adjustment: VenueAdjustment): void {
    this.adjustments.push(adjustment)
    const { instrumentId, quantity: change, price: at, cash } = adjustment
    if (instrumentId !== undefined && !change.isZero()) this.#move(instrumentId, change, at)
    this.#pay(this.#currency, cash)
    this.onChange()
  }

  net(instrumentId: InstrumentId): Quantity {
    return (this.#positions.get(instrumentId)?.quantity ?? ZERO) as Quantity
  }

  positions(): VenuePosition[] {
    return Array.from(this.#positions, ([instrumentId, held]) => ({
      instrumentId,
      quantity: held.quantity as Quantity,
      entryPrice: price(held.entryPrice),
    })).filter((position) => !position.quantity.isZero())
  }

  /** What this order may still execute without growing the position, where it is reduce-only. */
  reducible({ terms }: BookedOrder): Decimal {
    if (!terms.reduceOnly) return new Decimal(Number.POSITIVE_INFINITY)
    const net = this.net(terms.instrumentId)
    return Decimal.max(terms.side === 'sell' ? net : net.neg(), ZERO)
  }

  open(instrumentId?: InstrumentId): BookedOrder[] {
    return [...this.orders.values()].filter(
      (order) => isOpen(order) && (instrumentId === undefined || order.terms.instrumentId === instrumentId),
    )
  }

  find(orderId: OrderId): BookedOrder | undefined {
    return this.orders.get(orderId)
  }

  balanceList(): VenueBalance[] {
    return Array.from(this.balances, ([currency, total]) => ({
      currency,
      total: total as Money,
      reserved: ZERO as Money,
    }))
  }

  #pay(currency: string, amount: Decimal): void {
    this.balances.set(currency, (this.balances.get(currency) ?? ZERO).add(amount))
  }

  #move(instrumentId: InstrumentId, change: Decimal, at: Decimal): void {
    const held = this.#positions.get(instrumentId) ?? { quantity: ZERO, entryPrice: ZERO }
    const next = held.quantity.add(change)
    const isGrowing = held.quantity.isZero() || held.quantity.isPositive() === change.isPositive()
    if (isGrowing) {
      const cost = held.quantity.mul(held.entryPrice).add(change.mul(at))
      this.#positions.set(instrumentId, { quantity: next, entryPrice: cost.div(next) })
      return
    }
    const closed = Decimal.min(change.abs(), held.quantity.abs())
    const gain = at
      .sub(held.entryPrice)
      .mul(closed)
      .mul(held.quantity.isPositive() ? 1 : -1)
    this.#pay(this.#currency, gain)
    const isTurned = change.abs().gt(held.quantity.abs())
    this.#positions.set(instrumentId, { quantity: next, entryPrice: isTurned ? at : held.entryPrice })
  }
}

export function isOpen({ state }: Pick<BookedOrder, 'state'>): boolean {
  return state === 'working' || state === 'partiallyFilled'
}

export function filled({ fills }: BookedOrder): Decimal {
  return fills.reduce<Decimal>((sum, fill) => sum.add(fill.quantity), ZERO)
}

export function remaining(order: BookedOrder): Decimal {
  return Decimal.max(order.terms.quantity.sub(filled(order)), ZERO)
}

export function reportOf(order: BookedOrder): VenueOrderReport {
  const { orderId, instrumentId, side, type, quantity: whole, limitPrice, triggerPrice, reduceOnly } = order.terms
  return {
    orderId,
    instrumentId,
    side,
    type,
    quantity: whole,
    limitPrice,
    triggerPrice,
    reduceOnly,
    venueOrderId: order.venueOrderId,
    state: order.state,
    reason: order.reason,
    filledQuantity: quantity(filled(order)),
    fills: order.fills.map(factOf),
  }
}

/** The execution as the stream tells it: without what only a list of the account's trades says. */
export function factOf(execution: VenueExecution): VenueFill {
  const { instrumentId: _instrument, side: _side, ...fact } = execution
  return fact
}
