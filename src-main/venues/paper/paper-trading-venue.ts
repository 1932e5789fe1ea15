import { createHash } from 'node:crypto'
import {
  type Clock,
  Emitter,
  type Event,
  FatalError,
  type Logger,
  type TimeMs,
  toDisposable,
} from '../../base/index.ts'
import {
  type AccountId,
  type Instrument,
  type InstrumentId,
  type MarketEvent,
  type Money,
  type OrderId,
  type SimulatedTradingVenue,
  type VenueAccountReport,
  type VenueAdjustment,
  type VenueAmendRequest,
  type VenueCapabilities,
  type VenueConnection,
  type VenueExecution,
  type VenueFact,
  type VenueId,
  venueId,
  type VenueOrderReport,
  type VenueOrderRequest,
} from '../../domain/index.ts'
import { MemoryPaperStore } from './memory-paper-store.ts'
import { accountReport } from './paper-account.ts'
import { PaperExchange } from './paper-exchange.ts'
import { orderReport } from './paper-order.ts'
import type { PaperModel } from './paper-state.ts'
import type { PaperChange, PaperStore, StoredBooks } from './paper-store.ts'
import { SqlitePaperStore } from './sqlite-paper-store.ts'

export const PAPER_VENUE: VenueId = venueId('paper')

/** Everything that there is; it answers at once, so a request that it does not know never arrived. */
export const PAPER_CAPABILITIES: VenueCapabilities = {
  orderTypes: ['market', 'limit', 'stop', 'stopLimit', 'takeProfit', 'takeProfitLimit', 'trailingStop'],
  timesInForce: ['GTC', 'IOC', 'FOK', 'GTD'],
  postOnly: true,
  reduceOnly: true,
  // What only reduces binds nothing.
  locksHoldings: false,
  amend: true,
  requestLifetimeMs: 0,
}

export interface PaperTradingOptions {
  /** `paper.db`; `undefined` keeps the books in memory only. */
  readonly file: string | undefined
  readonly accountId: AccountId
  /** Cash of a new or reset account; an account that is already in the file keeps its own. */
  readonly startingCash: Money
  /** Currency of the account; every instrument must be quoted in it. */
  readonly currency: string
  readonly instruments: readonly Instrument[]
  /** The session clock. */
  readonly clock: Clock
  readonly model: PaperModel
  /** `paper` unless named. */
  readonly environment?: 'paper' | 'replay'
  readonly logger: Logger
  /** The books cannot be written any more, or a listener of facts threw. */
  readonly onFailed: (error: Error) => void
}

/**
 * Trades against market events with books of its own, the way an exchange does: a command changes the books, the change is
 * stored, and only then its facts are told, in the order in which they came about.
 *
 * Spot holdings are paid for in full and nothing is sold short. Perpetuals share one margin: below its maintenance the
 * venue cancels what works and closes every position for a fee, and bears what the account then lacks. All of that is told
 * as adjustments, in one order with the facts.
 *
 * With a file, facts come once they are synced to disk. In memory they come at the start and at the end of the next
 * {@link handleMarketEvent} or, where none comes, at the end of the running task; facts that a listener causes come in the
 * same round. Never inside `submit` or `cancel`.
 */
export class PaperTradingVenue implements SimulatedTradingVenue {
  readonly venueId = PAPER_VENUE
  readonly accountId: AccountId
  readonly environment: 'paper' | 'replay'
  readonly capabilities = PAPER_CAPABILITIES
  readonly fingerprint: string
  readonly onFact: Event<VenueFact>
  readonly onAdjustment: Event<VenueAdjustment>
  /** Never fires: what is decided here cannot get lost on the way. */
  readonly onConnection: Event<VenueConnection>
  readonly #options: PaperTradingOptions
  readonly #store: PaperStore
  readonly #exchange: PaperExchange
  readonly #emitter: Emitter<VenueFact>
  readonly #adjustmentEmitter: Emitter<VenueAdjustment>
  #startingCash: Money
  #isRunning = true
  #pending = 0

  private constructor(options: PaperTradingOptions, store: PaperStore, stored: StoredBooks) {
    this.accountId = options.accountId
    this.environment = options.environment ?? 'paper'
    this.#options = options
    this.#store = store
    this.#startingCash = options.startingCash
    this.#exchange = new PaperExchange({ ...options, stored, findArchived: (orderId) => store.findOrder(orderId) })
    this.#emitter = new Emitter((error) => options.onFailed(asError(error)))
    this.#adjustmentEmitter = new Emitter((error) => options.onFailed(asError(error)))
    this.onFact = this.#emitter.event
    this.onAdjustment = this.#adjustmentEmitter.event
    this.onConnection = () => toDisposable(() => undefined)
    this.fingerprint = fingerprintOf(options.accountId, stored.account.series)
  }

  /** Opens the books, or makes new ones with the starting cash. @throws FatalError when that is not possible. */
  static async open(options: PaperTradingOptions): Promise<PaperTradingVenue> {
    requireCurrency(options)
    const store = await openStore(options)
    const stored = store.load()
    const venue = new PaperTradingVenue(options, store, stored ?? newBooks(options))
    if (stored) venue.#reportRestored(stored)
    const change = stored ? venue.#exchange.reopening() : venue.#exchange.opening()
    if (change) venue.#commit(change)
    await venue.drained()
    return venue
  }

  get pending(): number {
    return this.#pending
  }

  /** Fees, slippage, shares and leverage from now on. */
  setModel(model: PaperModel): void {
    this.#exchange.setModel(model)
  }

  /** Cash that the next {@link reset} sets. */
  setStartingCash(cash: Money): void {
    this.#startingCash = cash
  }

  /**
   * Refuses, with a fact that says why, what is off the grid, too small, not covered by margin, or uses an order id
   * again. The time in force of a market order does not matter: its rest waits for the next liquidity.
   */
  submit(request: VenueOrderRequest): void {
    this.#commit(this.#exchange.submit(request))
  }

  /**
   * Other terms for a working order. A smaller quantity keeps its place in time, a larger one or another price loses it. A
   * quantity that has filled already ends the order as cancelled.
   */
  amend(request: VenueAmendRequest): void {
    this.#commit(this.#exchange.amend(request))
  }

  cancel(orderId: OrderId): void {
    this.#commit(this.#exchange.cancel(orderId))
  }

  handleMarketEvent(event: MarketEvent): void {
    if (!this.#isRunning) return
    this.#store.flush()
    const change = this.#exchange.handleMarketEvent(event)
    if (!change) return
    this.#commit(change)
    this.#store.flush()
  }

  /** Answers after every fact decided before has been told, so that answer and facts agree. */
  async queryOrder(orderId: OrderId): Promise<VenueOrderReport | undefined> {
    await this.drained()
    const order = this.#exchange.find(orderId)
    return order && orderReport(order)
  }

  async queryOpenOrders(instrumentId?: InstrumentId): Promise<readonly VenueOrderReport[]> {
    await this.drained()
    const open = this.#exchange.orders.open()
    return open
      .filter((order) => instrumentId === undefined || order.request.instrumentId === instrumentId)
      .map(orderReport)
  }

  async queryFills(instrumentId: InstrumentId, sinceMs: TimeMs): Promise<readonly VenueExecution[]> {
    await this.drained()
    return this.#store.fillsSince(instrumentId, sinceMs)
  }

  async queryAdjustments(sinceMs: TimeMs): Promise<readonly VenueAdjustment[]> {
    await this.drained()
    return this.#store.adjustmentsSince(sinceMs)
  }

  async queryAccount(): Promise<VenueAccountReport> {
    await this.drained()
    return accountReport(this.accountId, this.#exchange.state)
  }

  /** Each working order gets its `cancelled` fact first; order ids stay known. */
  async reset(): Promise<VenueAccountReport> {
    this.#commit(this.#exchange.reset(this.#startingCash))
    return this.queryAccount()
  }

  drained(): Promise<void> {
    return this.#store.drained()
  }

  /** Matches market events again after {@link stop}; a venue just opened already does. */
  async start(): Promise<void> {
    this.#isRunning = true
  }

  /** No order fills from now on; what was decided is stored and told. */
  async stop(): Promise<void> {
    this.#isRunning = false
    await this.drained()
  }

  /** Stores what was decided and closes the file; the venue is not used afterwards. */
  async close(): Promise<void> {
    this.#isRunning = false
    await this.#store.close()
  }

  dispose(): void {
    this.close().catch((error: unknown) => this.#options.onFailed(asError(error)))
  }

  #commit(change: PaperChange): void {
    this.#pending += change.news.length
    this.#store.commit(change, () => {
      this.#exchange.orders.forgetOldest()
      for (const word of change.news) {
        this.#pending--
        if (word.kind === 'fact') this.#emitter.fire(word.fact)
        else this.#adjustmentEmitter.fire(word.adjustment)
      }
    })
  }

  #reportRestored({ positions, orders }: StoredBooks): void {
    const offered = new Set(this.#options.instruments.map((instrument) => instrument.instrumentId))
    this.#options.logger.info('paper books restored', { positions: positions.length, openOrders: orders.length })
    const ids = [
      ...positions.map((position) => position.instrumentId),
      ...orders.map((order) => order.request.instrumentId),
    ]
    const foreign = [...new Set(ids)].filter((id) => !offered.has(id))
    if (foreign.length === 0) return
    this.#options.logger.warn('paper books hold instruments that this market does not offer; they stay as they are', {
      instruments: foreign,
    })
  }
}

function openStore({ file, accountId, currency, onFailed }: PaperTradingOptions): PaperStore | Promise<PaperStore> {
  if (file === undefined) return new MemoryPaperStore(onFailed)
  return SqlitePaperStore.open({ file, accountId, currency, onFailed })
}

/** The session time of its making tells new books from older ones: their ids never meet. */
function newBooks({ startingCash, clock }: PaperTradingOptions): StoredBooks {
  return {
    account: { cash: startingCash, series: clock.nowMs().toString(36), nextOrder: 1, nextTrade: 1, nextAdjustment: 1 },
    positions: [],
    prices: [],
    orders: [],
  }
}

function requireCurrency({ instruments, currency }: PaperTradingOptions): void {
  const foreign = instruments.find((instrument) => instrument.quote !== currency)
  if (!foreign) return
  throw new FatalError(
    `The paper account is in ${currency}, but ${foreign.instrumentId} is quoted in ${foreign.quote}; the paper venue converts nothing.`,
  )
}

/** Tells accounts apart without a path of this machine. */
function fingerprintOf(accountId: AccountId, series: string): string {
  return createHash('sha256').update(`${PAPER_VENUE}|${accountId}|${series}`).digest('hex')
}

function asError(error: unknown): Error {
  return error instanceof Error ? error : new Error(String(error))
}
