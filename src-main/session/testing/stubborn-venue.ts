import type { Event, TimeMs } from '../../base/index.ts'
import { Emitter, timeMs } from '../../base/index.ts'
import type {
  InstrumentId,
  MarketEvent,
  OrderId,
  SimulatedTradingVenue,
  VenueAccountReport,
  VenueAdjustment,
  VenueAmendRequest,
  VenueConnection,
  VenueExecution,
  VenueFact,
  VenueOrderReport,
  VenueOrderRequest,
} from '../../domain/index.ts'
import type { PaperTradingVenue } from '../../venues/index.ts'

function rethrow(error: unknown): never {
  throw error
}

/** The paper venue, which refuses orders or overhears cancels while it is told to. */
export class StubbornVenue implements SimulatedTradingVenue {
  refuses = false
  ignoresCancels = false
  refused = 0
  readonly venueId
  readonly accountId
  readonly environment
  readonly capabilities
  readonly fingerprint
  readonly onFact: Event<VenueFact>
  readonly onAdjustment
  readonly onConnection: Event<VenueConnection>
  readonly #venue: PaperTradingVenue
  readonly #facts: Emitter<VenueFact>
  readonly #connections: Emitter<VenueConnection>

  constructor(venue: PaperTradingVenue) {
    this.#venue = venue
    this.venueId = venue.venueId
    this.accountId = venue.accountId
    this.environment = venue.environment
    this.capabilities = venue.capabilities
    this.fingerprint = venue.fingerprint
    this.onAdjustment = venue.onAdjustment
    this.#facts = new Emitter(rethrow)
    this.#connections = new Emitter(rethrow)
    this.onConnection = this.#connections.event
    venue.onFact((fact) => this.#facts.fire(fact))
    this.onFact = this.#facts.event
  }

  get pending(): number {
    return this.#venue.pending
  }

  /** From here on it may say things that are not heard. */
  interrupt(reason: string): void {
    this.#connections.fire({ kind: 'interrupted', reason, timeMs: timeMs(1) })
  }

  reconnect(): void {
    this.#connections.fire({ kind: 'connected', timeMs: timeMs(1) })
  }

  submit(request: VenueOrderRequest): void {
    if (!this.refuses || request.type === 'stop') return this.#venue.submit(request)
    this.refused += 1
    const { orderId } = request
    queueMicrotask(() =>
      this.#facts.fire({ kind: 'rejected', orderId, reason: 'refused by the test', timeMs: timeMs(1) }),
    )
  }

  amend(request: VenueAmendRequest): void {
    this.#venue.amend(request)
  }

  cancel(orderId: OrderId): void {
    if (!this.ignoresCancels) this.#venue.cancel(orderId)
  }

  handleMarketEvent(event: MarketEvent): void {
    this.#venue.handleMarketEvent(event)
  }

  queryOrder(orderId: OrderId): Promise<VenueOrderReport | undefined> {
    return this.#venue.queryOrder(orderId)
  }

  queryOpenOrders(instrumentId?: InstrumentId): Promise<readonly VenueOrderReport[]> {
    return this.#venue.queryOpenOrders(instrumentId)
  }

  queryFills(instrumentId: InstrumentId, sinceMs: TimeMs): Promise<readonly VenueExecution[]> {
    return this.#venue.queryFills(instrumentId, sinceMs)
  }

  queryAdjustments(sinceMs: TimeMs): Promise<readonly VenueAdjustment[]> {
    return this.#venue.queryAdjustments(sinceMs)
  }

  queryAccount(): Promise<VenueAccountReport> {
    return this.#venue.queryAccount()
  }

  reset(): Promise<VenueAccountReport> {
    return this.#venue.reset()
  }

  drained(): Promise<void> {
    return this.#venue.drained()
  }

  start(): Promise<void> {
    return this.#venue.start()
  }

  stop(): Promise<void> {
    return this.#venue.stop()
  }

  dispose(): void {
    this.#venue.dispose()
  }
}
