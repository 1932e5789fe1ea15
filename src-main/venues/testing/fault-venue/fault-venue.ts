import { type Clock, timeMs, type TimeMs, ZERO } from '../../../base/index.ts'
import {
  type AccountId,
  type Instrument,
  type InstrumentId,
  type OrderId,
  type TradingVenue,
  type VenueAccountReport,
  type VenueAdjustment,
  type VenueAmendRequest,
  type VenueCapabilities,
  type VenueCommand,
  type VenueExecution,
  type VenueFact,
  venueId,
  type VenueOrderReport,
  type VenueOrderRequest,
} from '../../../domain/index.ts'
import { type BookedOrder, FaultBooks, factOf, filled, isOpen, remaining, reportOf } from './fault-books.ts'
import { isOffered, match, matchArriving, refusal, type TopOfBook } from './fault-matching.ts'
import { type CommandFault, FaultScript, type VenueQuery } from './fault-script.ts'
import { FaultStream } from './fault-stream.ts'
import { UnprotectedWatch } from './unprotected-watch.ts'
import { VenueDoings } from './venue-doings.ts'

export interface FaultVenueOptions {
  readonly accountId: AccountId
  readonly clock: Clock
  readonly instruments: readonly Instrument[]
  readonly currency?: string
  readonly startingCash?: number
  readonly capabilities?: Partial<VenueCapabilities>
  /** A listener of facts threw. */
  readonly onError: (error: unknown) => void
}

const EVERYTHING: VenueCapabilities = {
  orderTypes: ['market', 'limit', 'stop', 'stopLimit', 'takeProfit', 'takeProfitLimit', 'trailingStop'],
  timesInForce: ['GTC', 'IOC', 'FOK', 'GTD'],
  postOnly: true,
  reduceOnly: true,
  locksHoldings: false,
  amend: true,
  requestLifetimeMs: 5_000,
}

/**
 * An exchange that fails as it is told to, with books of its own. It shares no code with the engine's, so that it can be
 * asked afterwards what really happened: which orders came twice, what was never offered and was sent all the same, and
 * how long each position stood without its stop.
 */
export class FaultVenue implements TradingVenue {
  readonly venueId = venueId('fault')
  readonly accountId: AccountId
  readonly environment = 'live'
  readonly capabilities: VenueCapabilities
  readonly fingerprint: string
  readonly books: FaultBooks
  readonly script = new FaultScript()
  readonly stream: FaultStream
  readonly unprotected: UnprotectedWatch
  /** What the venue, or somebody elsewhere, does without the engine. */
  readonly doings: VenueDoings
  readonly instruments: Map<InstrumentId, Instrument>
  /** Commands as they came, `submit wh-1`, also those that were lost. */
  readonly commands: string[] = []
  /** Questions as they came. */
  readonly queries: string[] = []
  /** Client ids that came twice. */
  readonly doubled: string[] = []
  /** What was sent though the venue does not offer it, and cancels of orders that are not the engine's. */
  readonly violations: string[] = []
  requestsWhileBanned = 0
  /** Further reasons to refuse an order: rights, modes, limits of the account. */
  refuse: (request: VenueOrderRequest) => string | undefined = () => undefined
  /** Executions older than this are not listed any more. */
  historyFromMs = 0
  /** Orders wait for {@link VenueDoings.fill} instead of being matched against prices. */
  fillsByHand = false
  readonly #clock: Clock
  readonly #currency: string
  readonly #tops = new Map<InstrumentId, TopOfBook>()
  #bannedUntilMs = 0

  constructor(options: FaultVenueOptions) {
    const { accountId, clock, currency = 'USDT', startingCash = 100_000, onError } = options
    this.accountId = accountId
    this.fingerprint = `fault:${accountId}`
    this.#clock = clock
    this.#currency = currency
    this.capabilities = { ...EVERYTHING, ...options.capabilities }
    this.instruments = new Map(options.instruments.map((instrument) => [instrument.instrumentId, instrument]))
    this.books = new FaultBooks(clock, currency, startingCash)
    this.stream = new FaultStream(() => clock.nowMs(), onError)
    this.unprotected = new UnprotectedWatch(this.books, clock)
    this.books.onChange = () => this.unprotected.check()
    this.doings = new VenueDoings(this, clock)
  }

  get onFact(): TradingVenue['onFact'] {
    return this.stream.facts.event
  }

  get onAdjustment(): TradingVenue['onAdjustment'] {
    return this.stream.adjustments.event
  }

  get onConnection(): TradingVenue['onConnection'] {
    return this.stream.connections.event
  }

  submit(request: VenueOrderRequest): void {
    this.#command('submit', request.orderId, () => this.#accept(request))
  }

  amend(request: VenueAmendRequest): void {
    if (!this.capabilities.amend) this.violations.push(`amend of ${request.orderId}, which is not offered`)
    this.#command('amend', request.orderId, () => this.#amend(request))
  }

  cancel(orderId: OrderId): void {
    if (this.books.find(orderId)?.isForeign) this.violations.push(`cancel of ${orderId}, which is not the engine's`)
    this.#command('cancel', orderId, () => this.#cancel(orderId))
  }

  queryOrder(orderId: OrderId): Promise<VenueOrderReport | undefined> {
    return this.#answer('order', orderId, () => {
      const order = this.books.find(orderId)
      return { told: order && reportOf(order), blind: undefined }
    })
  }

  queryOpenOrders(instrumentId?: InstrumentId): Promise<readonly VenueOrderReport[]> {
    return this.#answer('openOrders', instrumentId ?? '', () => ({
      told: this.books.open(instrumentId).map(reportOf),
      blind: [],
    }))
  }

  queryFills(instrumentId: InstrumentId, sinceMs: TimeMs): Promise<readonly VenueExecution[]> {
    const fromMs = Math.max(sinceMs, this.historyFromMs)
    return this.#answer('fills', instrumentId, () => ({
      told: this.books.executions.filter((fill) => fill.instrumentId === instrumentId && fill.timeMs >= fromMs),
      blind: [],
    }))
  }

  queryAdjustments(sinceMs: TimeMs): Promise<readonly VenueAdjustment[]> {
    const fromMs = Math.max(sinceMs, this.historyFromMs)
    const told = (): VenueAdjustment[] => this.books.adjustments.filter((adjustment) => adjustment.timeMs >= fromMs)
    return this.#answer('adjustments', '', () => ({ told: told(), blind: [] }))
  }

  queryAccount(): Promise<VenueAccountReport> {
    const { accountId, books } = this
    return this.#answer('account', '', () => {
      const told: VenueAccountReport = {
        accountId,
        currency: this.#currency,
        cash: books.cash,
        positions: books.positions(),
        balances: books.balanceList(),
      }
      return { told, blind: { ...told, positions: [] } }
    })
  }

  /** The market moves: whatever it reaches trades. */
  setTop(instrumentId: InstrumentId, top: TopOfBook): void {
    this.#tops.set(instrumentId, top)
    if (this.fillsByHand) return
    for (const order of this.books.open(instrumentId)) this.#match(order, top)
  }

  top(instrumentId: InstrumentId): TopOfBook | undefined {
    return this.#tops.get(instrumentId)
  }

  /** Open orders of the engine. */
  working(instrumentId?: InstrumentId): BookedOrder[] {
    return this.books.open(instrumentId).filter((order) => !order.isForeign)
  }

  /** Nothing is on its way to the engine. */
  get pending(): number {
    return this.stream.pending
  }

  async start(): Promise<void> {
    // Is there all the time.
  }

  async stop(): Promise<void> {
    // Is there all the time.
  }

  dispose(): void {
    // Holds nothing.
  }

  #command(command: VenueCommand, orderId: OrderId, perform: () => readonly VenueFact[]): void {
    this.commands.push(`${command} ${orderId}`)
    const fault = this.script.takeCommand(command, orderId)
    if (fault?.kind === 'banned') this.#bannedUntilMs = fault.untilMs
    if (this.#isBanned()) {
      this.requestsWhileBanned += 1
      this.#refuse(command, orderId, this.#banText())
    } else if (fault) this.#fail(fault, { command, orderId, perform })
    else this.#tellAll(perform())
  }

  #fail(fault: CommandFault, { command, orderId, perform }: FailedCommand): void {
    const unknown = (reason: string): void =>
      this.stream.tell({ kind: 'unknown', orderId, command, reason, timeMs: this.#clock.nowMs() })
    switch (fault.kind) {
      case 'answerLost': {
        const facts = perform()
        unknown('no answer within 5000 ms')
        if (fault.stream === 'tells') this.#tellAll(facts)
        return
      }
      case 'neverArrived':
        return unknown('no answer within 5000 ms')
      case 'serverError':
        perform()
        return unknown('503 service unavailable')
      case 'unreadable':
        perform()
        return unknown('the answer is not JSON')
      case 'duplicateId':
        perform()
        return unknown('the client order id was used before')
      case 'late':
        unknown('no answer within 5000 ms')
        this.#clock.setTimer(fault.delayMs, () => {
          if (fault.delayMs <= this.capabilities.requestLifetimeMs) perform()
        })
        return
      case 'slow': {
        const facts = perform()
        this.#clock.setTimer(fault.delayMs, () => this.#tellAll(facts))
        return
      }
      case 'rejected':
        return this.#refuse(command, orderId, fault.reason)
      case 'rejectedButDone': {
        this.#refuse(command, orderId, fault.reason)
        return this.#tellAll(perform())
      }
      case 'banned':
        return undefined
    }
  }

  #refuse(command: VenueCommand, orderId: OrderId, reason: string): void {
    const kinds = { submit: 'rejected', cancel: 'cancelRejected', amend: 'amendRejected' } as const
    this.stream.tell({ kind: kinds[command], orderId, reason, timeMs: this.#clock.nowMs() })
  }

  #accept(request: VenueOrderRequest): VenueFact[] {
    const { orderId } = request
    const nowMs = this.#clock.nowMs()
    if (this.books.orders.has(orderId)) {
      this.doubled.push(orderId)
      const reason = 'the client order id was used before'
      return [{ kind: 'unknown', orderId, command: 'submit', reason, timeMs: nowMs }]
    }
    if (!isOffered(request, this.capabilities)) this.violations.push(`${request.type} ${orderId}, which is not offered`)
    const order = this.books.add(request)
    const reason = this.refuse(request) ?? refusal(request, this.#rules(request)) ?? this.#lockedRefusal(order)
    if (reason !== undefined) {
      this.books.end(order, 'rejected', reason)
      return [{ kind: 'rejected', orderId, reason, timeMs: nowMs }]
    }
    const facts: VenueFact[] = [{ kind: 'accepted', orderId, venueOrderId: order.venueOrderId, timeMs: nowMs }]
    const top = this.#tops.get(request.instrumentId)
    if (top && !this.fillsByHand) facts.push(...this.#trade(order, top))
    return facts
  }

  /** What other sells keep cannot be sold by this one. */
  #lockedRefusal({ terms }: BookedOrder): string | undefined {
    const { instrumentId, side, orderId } = terms
    const isHolding = this.instruments.get(instrumentId)?.kind === 'spot'
    if (!this.capabilities.locksHoldings || side === 'buy' || !isHolding) return undefined
    const others = this.books.open(instrumentId).filter((other) => other.terms.orderId !== orderId)
    const locked = others
      .filter((other) => other.terms.side === 'sell')
      .reduce((sum, other) => sum.add(remaining(other)), ZERO)
    return locked.add(terms.quantity).lte(this.books.net(instrumentId)) ? undefined : 'insufficient balance'
  }

  #rules(request: VenueOrderRequest): Parameters<typeof refusal>[1] {
    const { instrumentId } = request
    const { capabilities } = this
    return { instrument: this.instruments.get(instrumentId), top: this.#tops.get(instrumentId), capabilities }
  }

  /** At once and, where the order may not wait, to its end. */
  #trade(order: BookedOrder, top: TopOfBook): VenueFact[] {
    const execution = matchArriving(this.books, order, top)
    const facts: VenueFact[] = execution ? [factOf(execution)] : []
    const { type, timeInForce, orderId } = order.terms
    const mayWait = type !== 'market' && timeInForce !== 'IOC' && timeInForce !== 'FOK'
    if (isOpen(order) && (!mayWait || isUseless(this.books, order, execution))) {
      const reason = mayWait || !order.terms.reduceOnly ? 'nothing to trade with' : 'reduce-only: nothing to reduce'
      this.books.end(order, 'expired', reason)
      facts.push({ kind: 'expired', orderId, reason, timeMs: this.#clock.nowMs() })
    }
    return facts
  }

  #match(order: BookedOrder, top: TopOfBook): void {
    const execution = match(this.books, order, top)
    if (execution) this.stream.tell(factOf(execution))
  }

  #amend({ orderId, quantity, limitPrice, triggerPrice }: VenueAmendRequest): VenueFact[] {
    const order = this.books.find(orderId)
    const nowMs = this.#clock.nowMs()
    if (!order || !isOpen(order)) return [{ kind: 'amendRejected', orderId, reason: 'unknown order', timeMs: nowMs }]
    if (!quantity.gt(filled(order)))
      return [{ kind: 'amendRejected', orderId, reason: 'as much has filled already', timeMs: nowMs }]
    this.books.amend(order, { quantity, limitPrice, triggerPrice })
    const facts: VenueFact[] = [{ kind: 'amended', orderId, quantity, limitPrice, triggerPrice, timeMs: nowMs }]
    const top = this.#tops.get(order.terms.instrumentId)
    const execution = top && !this.fillsByHand ? match(this.books, order, top) : undefined
    return execution ? [...facts, factOf(execution)] : facts
  }

  #cancel(orderId: OrderId): VenueFact[] {
    const order = this.books.find(orderId)
    const nowMs = this.#clock.nowMs()
    if (!order || !isOpen(order)) return [{ kind: 'cancelRejected', orderId, reason: 'unknown order', timeMs: nowMs }]
    this.books.end(order, 'cancelled', 'cancelled on request')
    return [{ kind: 'cancelled', orderId, reason: 'cancelled on request', timeMs: nowMs }]
  }

  #tellAll(facts: readonly VenueFact[]): void {
    for (const fact of facts) this.stream.tell(fact)
  }

  #answer<T>(query: VenueQuery, about: string, look: () => { told: T; blind: T }): Promise<T> {
    this.queries.push(`${query} ${about}`.trim())
    if (this.#isBanned()) {
      this.requestsWhileBanned += 1
      return Promise.reject(new Error(this.#banText()))
    }
    const fault = this.script.takeQuery(query, about)
    const { told, blind } = look()
    if (fault?.kind === 'fails') return Promise.reject(new Error(fault.reason))
    if (fault?.kind !== 'stale') return Promise.resolve(fault ? blind : told)
    return new Promise((resolve) => {
      this.#clock.setTimer(fault.delayMs, () => resolve(told))
    })
  }

  #isBanned(): boolean {
    return this.#clock.nowMs() < this.#bannedUntilMs
  }

  #banText(): string {
    return `418 too many requests: banned until ${timeMs(this.#bannedUntilMs)}`
  }
}

interface FailedCommand {
  readonly command: VenueCommand
  readonly orderId: OrderId
  readonly perform: () => readonly VenueFact[]
}

/** A reduce-only order that met the market and had nothing to reduce. */
function isUseless(books: FaultBooks, order: BookedOrder, execution: VenueExecution | undefined): boolean {
  return execution !== undefined && order.terms.reduceOnly && books.net(order.terms.instrumentId).eq(ZERO)
}
