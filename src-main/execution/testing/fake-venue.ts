import { Decimal, Emitter, type Event, type TimeMs, timeMs, ZERO } from '../../base/index.ts'
import {
  type AccountId,
  type InstrumentId,
  type Money,
  type OrderId,
  type PositionMode,
  price,
  quantity,
  type Quantity,
  type TradingVenue,
  tradeId,
  type VenueAccountReport,
  type VenueAdjustment,
  type VenueAmendRequest,
  type VenueCapabilities,
  type VenueCommand,
  type VenueConnection,
  type VenueExecution,
  type RejectionCause,
  type VenueFact,
  type VenueFill,
  venueId,
  type VenueOrderReport,
  type VenueOrderRequest,
  venueOrderId,
} from '../../domain/index.ts'

/** Everything there is, so that nothing is emulated. */
export const FULL_CAPABILITIES: VenueCapabilities = {
  orderTypes: ['market', 'limit', 'stop', 'stopLimit', 'takeProfit', 'takeProfitLimit', 'trailingStop'],
  timesInForce: ['GTC', 'IOC', 'FOK', 'GTD'],
  postOnly: true,
  reduceOnly: true,
  locksHoldings: false,
  amend: true,
  requestLifetimeMs: 5_000,
}

/** A command that gets no answer: the venue has taken it all the same, or it never arrived. */
export interface Unanswered {
  readonly command: VenueCommand
  readonly outcome: 'taken' | 'lost'
}

export interface VenueOrder {
  request: VenueOrderRequest
  state: VenueOrderReport['state']
  reason: string | undefined
  readonly fills: VenueFill[]
}

/** An exchange with books of its own, which does only what a test tells it to. What it decides waits in `outbox`. */
export class FakeVenue implements TradingVenue {
  readonly venueId = venueId('fake')
  readonly accountId: AccountId
  readonly environment = 'paper'
  readonly fingerprint = 'fake-account'
  capabilities: VenueCapabilities = FULL_CAPABILITIES
  positionMode: PositionMode | undefined
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
  readonly adjustments = new Emitter<VenueAdjustment>((error) => {
    throw error
  })
  readonly connection = new Emitter<VenueConnection>((error) => {
    throw error
  })
  /** What the venue did by itself, as it lists it. */
  readonly ownDoings: VenueAdjustment[] = []
  readonly #startingCash: Decimal
  /** Reason for refusing the next order of this role or type, used up by it. */
  rejectNext: ((request: VenueOrderRequest) => string | undefined) | undefined
  /** What it says besides where it refuses an order. */
  rejectionCause: RejectionCause | undefined
  /** The next command of this kind gets no answer. */
  unanswered: Unanswered | undefined
  isReachable = true
  /** No question about these gets an answer, nor one about all orders at once. */
  readonly silentInstruments = new Set<InstrumentId>()
  /** Open orders that it denies to know. */
  readonly forgotten = new Set<OrderId>()
  #now = 1_000
  #trades = 0

  constructor(accountId: AccountId, startingCash: number) {
    this.accountId = accountId
    this.#startingCash = new Decimal(startingCash)
  }

  readonly onFact: Event<VenueFact> = (listener) => this.#facts.event(listener)
  readonly onAdjustment: Event<VenueAdjustment> = (listener) => this.adjustments.event(listener)
  readonly onConnection: Event<VenueConnection> = (listener) => this.connection.event(listener)

  submit(asked: VenueOrderRequest): void {
    const request = this.#onItsLeg(asked)
    this.commands.push(`submit ${request.orderId}`)
    if (this.orders.has(request.orderId)) {
      this.doubled.push(request.orderId)
      return
    }
    const outcome = this.#outcomeOf('submit')
    if (outcome === 'lost') return this.#leaveOpen('submit', request.orderId)
    const refusal = this.rejectNext?.(request) ?? this.#lockedRefusal(request)
    this.orders.set(request.orderId, {
      request,
      state: refusal === undefined ? 'working' : 'rejected',
      reason: refusal,
      fills: [],
    })
    const { orderId } = request
    if (outcome === 'taken') {
      this.#leaveOpen('submit', orderId)
    } else if (refusal === undefined) {
      this.#decide({ kind: 'accepted', orderId, venueOrderId: venueOrderId(`v-${orderId}`), timeMs: this.#tick() })
    } else {
      const cause = this.rejectionCause && { cause: this.rejectionCause }
      this.#decide({ kind: 'rejected', orderId, reason: refusal, ...cause, timeMs: this.#tick() })
    }
  }

  cancel(orderId: OrderId): void {
    this.commands.push(`cancel ${orderId}`)
    const order = this.orders.get(orderId)
    const outcome = this.#outcomeOf('cancel')
    if (outcome === 'taken' && order && this.isOpen(order)) this.#close(order, 'cancelled', 'cancelled on request')
    if (outcome) return this.#leaveOpen('cancel', orderId)
    if (order && this.isOpen(order)) this.end(orderId, 'cancelled', 'cancelled on request')
    else this.#decide({ kind: 'cancelRejected', orderId, reason: 'too late', timeMs: this.#tick() })
  }

  amend({ orderId, quantity: whole, limitPrice, triggerPrice }: VenueAmendRequest): void {
    this.commands.push(`amend ${orderId}`)
    const order = this.orders.get(orderId)
    const outcome = this.#outcomeOf('amend')
    if (outcome === 'lost') return this.#leaveOpen('amend', orderId)
    const terms = { quantity: whole, limitPrice, triggerPrice }
    const isTaken = order !== undefined && this.isOpen(order) && whole.gt(this.#filled(order))
    if (isTaken) order.request = { ...order.request, ...terms }
    if (outcome) return this.#leaveOpen('amend', orderId)
    if (isTaken) this.#decide({ kind: 'amended', orderId, ...terms, timeMs: this.#tick() })
    else this.#decide({ kind: 'amendRejected', orderId, reason: 'too late', timeMs: this.#tick() })
  }

  /** Ends an open order without having been asked. */
  end(orderId: OrderId, kind: 'cancelled' | 'expired', reason: string): void {
    this.#close(this.#known(orderId), kind, reason)
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

  /** Does something to the account by itself; it is told only where the test tells it. */
  change(doing: VenueAdjustment): void {
    this.ownDoings.push(doing)
  }

  netQuantity(instrumentId: InstrumentId): Decimal {
    const changed = this.ownDoings
      .filter((doing) => doing.instrumentId === instrumentId)
      .reduce((sum, doing) => sum.add(doing.quantity), ZERO)
    return this.#allFills()
      .filter(({ request }) => request.instrumentId === instrumentId)
      .reduce(
        (sum, { request, fill }) => sum.add(request.side === 'buy' ? fill.quantity : fill.quantity.neg()),
        changed,
      )
  }

  /** Unsigned. In hedge mode: what it holds long, or short. */
  leg(instrumentId: InstrumentId, side: 'long' | 'short'): Decimal {
    return this.#allFills()
      .filter(({ request }) => request.instrumentId === instrumentId && legOf(request) === side)
      .reduce((sum, { request, fill }) => (reduces(request) ? sum.sub(fill.quantity) : sum.add(fill.quantity)), ZERO)
  }

  cash(): Money {
    const changed = this.ownDoings.reduce(
      (sum, doing) => sum.add(doing.cash).sub(doing.price.mul(doing.quantity)),
      ZERO,
    )
    return this.#allFills().reduce((sum, { request, fill }) => {
      const notional = fill.price.mul(fill.quantity)
      return sum.add(request.side === 'buy' ? notional.neg() : notional).sub(fill.fee)
    }, this.#startingCash.add(changed)) as Money
  }

  queryOrder(orderId: OrderId): Promise<VenueOrderReport | undefined> {
    const order = this.forgotten.has(orderId) ? undefined : this.orders.get(orderId)
    return this.#answer(order && this.#report(order), order?.request.instrumentId)
  }

  queryOpenOrders(instrumentId?: InstrumentId): Promise<readonly VenueOrderReport[]> {
    const orders = this.openOrders()
      .filter(({ request }) => !this.forgotten.has(request.orderId))
      .filter(({ request }) => instrumentId === undefined || request.instrumentId === instrumentId)
    const [silent] = this.silentInstruments
    return this.#answer(
      orders.map((order) => this.#report(order)),
      instrumentId ?? silent,
    )
  }

  queryFills(instrumentId: InstrumentId, sinceMs: TimeMs): Promise<readonly VenueExecution[]> {
    const fills = this.#allFills()
      .filter(({ request, fill }) => request.instrumentId === instrumentId && fill.timeMs >= sinceMs)
      .map(({ request: { side }, fill }) => Object.assign({}, fill, { instrumentId, side }))
    return this.#answer(
      fills.toSorted((left, right) => left.timeMs - right.timeMs),
      instrumentId,
    )
  }

  queryAdjustments(sinceMs: TimeMs): Promise<readonly VenueAdjustment[]> {
    return this.#answer(this.ownDoings.filter(({ timeMs: at }) => at >= sinceMs))
  }

  queryAccount(): Promise<VenueAccountReport> {
    const changed = this.ownDoings.flatMap((doing) => doing.instrumentId ?? [])
    const instruments = new Set([...[...this.orders.values()].map(({ request }) => request.instrumentId), ...changed])
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

  #answer<T>(value: T, about?: InstrumentId): Promise<T> {
    const isSilent = !this.isReachable || (about !== undefined && this.silentInstruments.has(about))
    return isSilent ? Promise.reject(new Error('connection refused')) : Promise.resolve(value)
  }

  #report(order: VenueOrder): VenueOrderReport {
    const { orderId, instrumentId, side, type, quantity: whole, limitPrice, triggerPrice, reduceOnly } = order.request
    return {
      orderId,
      instrumentId,
      side,
      type,
      quantity: whole,
      limitPrice,
      triggerPrice,
      reduceOnly,
      venueOrderId: venueOrderId(`v-${orderId}`),
      state: order.state,
      reason: order.reason,
      filledQuantity: quantity(this.#filled(order)),
      fills: [...order.fills],
    }
  }

  /** As the exchange's adapter does it: what finds less than it is to reduce opens the other side, unless it may only reduce. */
  #onItsLeg(request: VenueOrderRequest): VenueOrderRequest {
    const isBound = this.positionMode === 'hedge' && reduces(request) && !request.reduceOnly
    const isLess = isBound && this.leg(request.instrumentId, legOf(request)).lt(request.quantity)
    return isLess ? { ...request, positionEffect: 'open' } : request
  }

  #reducible({ request }: VenueOrder): Decimal {
    if (this.positionMode === 'hedge' && reduces(request)) return this.leg(request.instrumentId, legOf(request))
    if (!request.reduceOnly) return request.quantity
    const net = this.netQuantity(request.instrumentId)
    return Decimal.max(ZERO, request.side === 'sell' ? net : net.neg())
  }

  #lockedRefusal({ instrumentId, side, quantity: wanted }: VenueOrderRequest): string | undefined {
    if (!this.capabilities.locksHoldings || side === 'buy') return undefined
    const selling = this.openOrders().filter(
      ({ request }) => request.instrumentId === instrumentId && request.side === side,
    )
    const locked = selling.reduce((sum, order) => sum.add(this.remaining(order)), ZERO)
    const isFree = locked.add(wanted).lte(this.netQuantity(instrumentId))
    return isFree ? undefined : 'insufficient balance'
  }

  #allFills(): { request: VenueOrderRequest; fill: VenueFill }[] {
    return [...this.orders.values()].flatMap(({ request, fills }) => fills.map((fill) => ({ request, fill })))
  }

  #filled({ fills }: VenueOrder): Decimal {
    return fills.reduce((sum, fill) => sum.add(fill.quantity), ZERO)
  }

  #close(order: VenueOrder, state: 'cancelled' | 'expired', reason: string): void {
    order.state = state
    order.reason = reason
  }

  /** Used up by the command that it is meant for. */
  #outcomeOf(command: VenueCommand): Unanswered['outcome'] | undefined {
    if (this.unanswered?.command !== command) return undefined
    const { outcome } = this.unanswered
    this.unanswered = undefined
    return outcome
  }

  #leaveOpen(command: VenueCommand, orderId: OrderId): void {
    this.#decide({ kind: 'unknown', orderId, command, reason: 'no answer', timeMs: this.#tick() })
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

function reduces({ reduceOnly, positionEffect }: VenueOrderRequest): boolean {
  return reduceOnly || positionEffect === 'reduce'
}

function legOf(request: VenueOrderRequest): 'long' | 'short' {
  return (request.side === 'buy') === reduces(request) ? 'short' : 'long'
}
