import { DisposableStore, type Event, type TimeMs } from '../../../src-main/base/index.ts'
import type {
  InstrumentId,
  Journal,
  JournalRecord,
  OrderId,
  TradingVenue,
  VenueAccountReport,
  VenueAdjustment,
  VenueAmendRequest,
  VenueExecution,
  VenueOrderReport,
  VenueOrderRequest,
} from '../../../src-main/domain/index.ts'

/** One session's way to a venue that outlives it. Once cut, nothing passes in either direction, as after a power cut. */
export class VenueLink implements TradingVenue {
  readonly venueId
  readonly accountId
  readonly environment
  readonly capabilities
  readonly fingerprint
  readonly onFact
  readonly onAdjustment
  readonly onConnection
  readonly #venue: TradingVenue
  readonly #listeners = new DisposableStore()
  #isCut = false

  constructor(venue: TradingVenue) {
    this.#venue = venue
    this.venueId = venue.venueId
    this.accountId = venue.accountId
    this.environment = venue.environment
    this.capabilities = venue.capabilities
    this.fingerprint = venue.fingerprint
    this.onFact = this.#until(venue.onFact)
    this.onAdjustment = this.#until(venue.onAdjustment)
    this.onConnection = this.#until(venue.onConnection)
  }

  cut(): void {
    this.#isCut = true
    this.#listeners.dispose()
  }

  submit(request: VenueOrderRequest): void {
    if (!this.#isCut) this.#venue.submit(request)
  }

  amend(request: VenueAmendRequest): void {
    if (!this.#isCut) this.#venue.amend(request)
  }

  cancel(orderId: OrderId): void {
    if (!this.#isCut) this.#venue.cancel(orderId)
  }

  queryOrder(orderId: OrderId, instrumentId: InstrumentId): Promise<VenueOrderReport | undefined> {
    return this.#ask(() => this.#venue.queryOrder(orderId, instrumentId))
  }

  queryOpenOrders(instrumentId?: InstrumentId): Promise<readonly VenueOrderReport[]> {
    return this.#ask(() => this.#venue.queryOpenOrders(instrumentId))
  }

  queryFills(instrumentId: InstrumentId, sinceMs: TimeMs): Promise<readonly VenueExecution[]> {
    return this.#ask(() => this.#venue.queryFills(instrumentId, sinceMs))
  }

  queryAdjustments(sinceMs: TimeMs): Promise<readonly VenueAdjustment[]> {
    return this.#ask(() => this.#venue.queryAdjustments(sinceMs))
  }

  queryAccount(): Promise<VenueAccountReport> {
    return this.#ask(() => this.#venue.queryAccount())
  }

  start(): Promise<void> {
    return Promise.resolve()
  }

  stop(): Promise<void> {
    return Promise.resolve()
  }

  dispose(): void {
    this.cut()
  }

  #until<T>(event: Event<T>): Event<T> {
    return (listener) => this.#listeners.add(event(listener))
  }

  #ask<T>(question: () => Promise<T>): Promise<T> {
    return this.#isCut ? Promise.reject(new Error('the connection is cut')) : question()
  }
}

/** One session's way to its journal; after a cut nothing more is written. */
export class JournalLink implements Journal {
  readonly #journal: Journal
  /** Called with each record before it is handed over. */
  onAppend: (record: JournalRecord) => void = () => undefined
  #isCut = false

  constructor(journal: Journal) {
    this.#journal = journal
  }

  get pending(): number {
    return this.#journal.pending
  }

  cut(): void {
    this.#isCut = true
  }

  append(record: JournalRecord, onStored: () => void): void {
    if (this.#isCut) return
    this.onAppend(record)
    this.#journal.append(record, () => {
      if (!this.#isCut) onStored()
    })
  }

  drained(): Promise<void> {
    return this.#isCut ? Promise.resolve() : this.#journal.drained()
  }

  close(): Promise<void> {
    return this.#journal.close()
  }
}
