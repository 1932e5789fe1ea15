import { Decimal, Emitter, type Event, timeMs, ZERO } from '../../base/index.ts'
import {
  type AccountId,
  type InstrumentId,
  type Money,
  type OrderId,
  price,
  quantity,
  type Quantity,
  type TradingVenue,
  tradeId,
  type VenueAccountReport,
  type VenueFact,
  venueId,
  type VenueOrderReport,
  type VenueOrderRequest,
  venueOrderId,
} from '../../domain/index.ts'

export type VenueFill = Extract<VenueFact, { kind: 'filled' }>

export interface VenueOrder {
  readonly request: VenueOrderRequest
  state: VenueOrderReport['state']
  reason: string | undefined
  readonly fills: VenueFill[]
}

/** An exchange with books of its own, which does only what a test tells it to. What it decides waits in `outbox`. */
export class FakeVenue implements TradingVenue {
  readonly venueId = venueId('fake')
  readonly accountId: AccountId
  readonly environment = 'paper'
  readonly orders = new Map<OrderId, VenueOrder>()
  readonly outbox: VenueFact[] = []
  /** Everything delivered so far. */
  readonly delivered: VenueFact[] = []
  /** Names of the commands as they came. */
  readonly commands: string[] = []
  /** Client ids that came twice. */
  readonly doubled: OrderId[] = []
  readonly #facts = new Emitter<VenueFact>((error) => {
    throw error
  })
  readonly #startingCash: Decimal
  /** Reason for refusing the next order of this role or type, used up by it. */
  rejectNext: ((request: VenueOrderRequest) => string | undefined) | undefined
  isReachable = true
  #now = 1_000
  #trades = 0

  constructor(accountId: AccountId, startingCash: number) {
    this.accountId = accountId
    this.#startingCash = new Decimal(startingCash)
  }

  readonly onFact: Event<VenueFact> = (listener) => this.#facts.event(listener)

  submit(request: VenueOrderRequest): void {
    this.commands.push(`submit ${request.orderId}`)
    if (this.orders.has(request.orderId)) {
      this.doubled.push(request.orderId)
      return
    }
    const refusal = this.rejectNext?.(request)
    this.orders.set(request.orderId, {
      request,
      state: refusal === undefined ? 'working' : 'rejected',
      reason: refusal,
      fills: [],
    })
    const { orderId } = request
    if (refusal === undefined) {
      this.#decide({ kind: 'accepted', orderId, venueOrderId: venueOrderId(`v-${orderId}`), timeMs: this.#tick() })
    } else {
      this.#decide({ kind: 'rejected', orderId, reason: refusal, timeMs: this.#tick() })
    }
  }

  cancel(orderId: OrderId): void {
    this.commands.push(`cancel ${orderId}`)
    const order = this.orders.get(orderId)
    if (order && this.isOpen(order)) this.end(orderId, 'cancelled', 'cancelled on request')
    else this.#decide({ kind: 'cancelRejected', orderId, reason: 'too late', timeMs: this.#tick() })
  }

  /** Ends an open order without having been asked. */
  end(orderId: OrderId, kind: 'cancelled' | 'expired', reason: string): void {
    const order = this.#known(orderId)
    order.state = kind
    order.reason = reason
    this.#decide({ kind, orderId, reason, timeMs: this.#tick() })
  }

  /** Executes part of an open order; a reduce-only one at most to flat. Returns what was executed. */
  fill(orderId: OrderId, wanted: Decimal.Value, at: Decimal.Value): Decimal {
    const order = this.#known(orderId)
    const executed = Decimal.min(wanted, this.remaining(order), this.#reducible(order))
    if (!this.isOpen(order) || !executed.gt(ZERO)) return ZERO
    const fact: VenueFill = {
      kind: 'filled',
      orderId,
      tradeId: tradeId(`t-${++this.#trades}`),
      quantity: quantity(executed),
      price: price(at),
      fee: new Decimal('0.01') as Money,
      feeCurrency: 'USDT',
      liquidity: 'taker',
      timeMs: this.#tick(),
    }
    order.fills.push(fact)
    order.state = this.remaining(order).isZero() ? 'filled' : 'partiallyFilled'
    this.#decide(fact)
    return executed
  }

  /** Hands over the oldest facts of the outbox. */
  deliver(count = Number.POSITIVE_INFINITY): void {
    for (let left = count; left > 0 && this.outbox.length > 0; left--) {
      const fact = this.outbox.shift()
      if (fact) this.redeliver(fact)
    }
  }

  /** Says something, again or out of turn. */
  redeliver(fact: VenueFact): void {
    this.delivered.push(fact)
    this.#facts.fire(fact)
  }

  isOpen({ state }: VenueOrder): boolean {
    return state === 'working' || state === 'partiallyFilled'
  }

  openOrders(): VenueOrder[] {
    return [...this.orders.values()].filter((order) => this.isOpen(order))
  }

  remaining({ request, fills }: VenueOrder): Decimal {
    return fills.reduce((rest, fill) => rest.sub(fill.quantity), new Decimal(request.quantity))
  }

  netQuantity(instrumentId: InstrumentId): Decimal {
    return this.#allFills()
      .filter(({ request }) => request.instrumentId === instrumentId)
      .reduce((sum, { request, fill }) => sum.add(request.side === 'buy' ? fill.quantity : fill.quantity.neg()), ZERO)
  }

  cash(): Money {
    return this.#allFills().reduce((sum, { request, fill }) => {
      const notional = fill.price.mul(fill.quantity)
      return sum.add(request.side === 'buy' ? notional.neg() : notional).sub(fill.fee)
    }, this.#startingCash) as Money
  }

  queryOrder(orderId: OrderId): Promise<VenueOrderReport | undefined> {
    const order = this.orders.get(orderId)
    return this.#answer(order && this.#report(order))
  }

  queryOpenOrders(): Promise<readonly VenueOrderReport[]> {
    return this.#answer(this.openOrders().map((order) => this.#report(order)))
  }

  queryAccount(): Promise<VenueAccountReport> {
    const instruments = new Set([...this.orders.values()].map(({ request }) => request.instrumentId))
    const positions = [...instruments]
      .map((instrumentId) => ({
        instrumentId,
        quantity: this.netQuantity(instrumentId) as Quantity,
        // Cash here already holds what positions cost.
        entryPrice: price(0),
      }))
      .filter((position) => !position.quantity.isZero())
    return this.#answer({ accountId: this.accountId, currency: 'USDT', cash: this.cash(), positions })
  }

  start(): Promise<void> {
    return Promise.resolve()
  }

  stop(): Promise<void> {
    return Promise.resolve()
  }

  dispose(): void {
    this.outbox.length = 0
  }

  #answer<T>(value: T): Promise<T> {
    return this.isReachable ? Promise.resolve(value) : Promise.reject(new Error('connection refused'))
  }

  #report(order: VenueOrder): VenueOrderReport {
    const { orderId } = order.request
    return {
      orderId,
      venueOrderId: venueOrderId(`v-${orderId}`),
      state: order.state,
      reason: order.reason,
      filledQuantity: quantity(order.request.quantity.sub(this.remaining(order))),
      fills: [...order.fills],
    }
  }

  #reducible({ request }: VenueOrder): Decimal {
    if (!request.reduceOnly) return request.quantity
    const net = this.netQuantity(request.instrumentId)
    return Decimal.max(ZERO, request.side === 'sell' ? net : net.neg())
  }

  #allFills(): { request: VenueOrderRequest; fill: VenueFill }[] {
    return [...this.orders.values()].flatMap(({ request, fills }) => fills.map((fill) => ({ request, fill })))
  }

  #known(orderId: OrderId): VenueOrder {
    const order = this.orders.get(orderId)
    if (!order) throw new Error(`the fake venue has no order ${orderId}`)
    return order
  }

  #decide(fact: VenueFact): void {
    this.outbox.push(fact)
  }

  #tick(): ReturnType<typeof timeMs> {
    this.#now += 1
    return timeMs(this.#now)
  }
}
