import {
  Decimal,
  type Disposable,
  DisposableStore,
  type Logger,
  ManualClock,
  silentLogger,
  ZERO,
} from '../../base/index.ts'
import type { Booking, Denial, Fill, JournalRecord, Order, OrderId } from '../../domain/index.ts'
import { openDatabase } from '../../storage/index.ts'
import { Execution, type NewOrderTerms } from '../execution.ts'
import { loadLedger } from '../ledger-load.ts'
import type { LedgerState } from '../ledger-state.ts'
import type { ReleasedTerms } from '../order-release.ts'
import { FakeBooks } from './fake-books.ts'
import { FakeVenue } from './fake-venue.ts'
import { StepJournal } from './step-journal.ts'
import { ACCOUNT } from './terms.ts'

export const STARTING_CASH = 1_000_000
const OPENED_AT_MS = 1_000

/** More exchanges of words than any scenario needs. */
const MOST_ROUNDS = 1_000

/** Execution on a ledger file, a fake venue and fake books, moved step by step; the file outlives a restart. */
export class BenchDesk implements Disposable {
  readonly venue = new FakeVenue(ACCOUNT, STARTING_CASH)
  readonly clock = new ManualClock(OPENED_AT_MS)
  readonly orderUpdates: Order[] = []
  readonly bookedFills: { fill: Fill; booking: Booking }[] = []
  readonly failures: { order: Order; reason: string }[] = []
  readonly warnings: string[] = []
  readonly errors: string[] = []
  readonly #file: string
  journal: StepJournal
  books: FakeBooks
  execution: Execution
  lastPrice: number | undefined
  /** What risk has against orders that are to take another one's place. */
  releaseDenial: Denial | undefined
  /** Before risk is asked about them. */
  onReleaseCheck: ((terms: ReleasedTerms) => void) | undefined
  #subscription: Disposable

  constructor(file: string) {
    this.#file = file
    const parts = this.#build()
    this.journal = parts.journal
    this.books = parts.books
    this.execution = parts.execution
    this.#subscription = this.#listen()
  }

  /** A new process on the same file; what was neither stored nor delivered is lost. */
  restart(): void {
    this.dispose()
    const parts = this.#build()
    this.journal = parts.journal
    this.books = parts.books
    this.execution = parts.execution
    this.venue.outbox.length = 0
    this.#subscription = this.#listen()
  }

  /** Places an order and lets the venue accept it. */
  place(terms: NewOrderTerms): OrderId {
    const { orderId } = this.execution.place(terms).terms
    this.settle()
    return orderId
  }

  fill(orderId: OrderId, amount: Decimal.Value, at: Decimal.Value = 100): void {
    this.venue.fill(orderId, amount, at)
    this.settle()
  }

  /** Until the journal and the venue have nothing left to say. */
  settle(): void {
    for (let round = 0; this.journal.pending > 0 || this.venue.outbox.length > 0; round++) {
      if (round > MOST_ROUNDS) throw new Error('execution and venue never come to rest')
      this.journal.step()
      this.venue.deliver()
    }
  }

  state(orderId: OrderId): Order['state']['kind'] {
    return this.execution.order(orderId).state.kind
  }

  /** Open protective orders, each as role, quantity left and price. */
  protection(): string[] {
    return this.execution
      .openOrders()
      .filter(({ terms }) => terms.source === 'protection')
      .map(({ terms, filledQuantity }) => {
        const at = terms.triggerPrice ?? terms.limitPrice
        return `${terms.role} ${terms.quantity.sub(filledQuantity).toFixed()} ${at?.toFixed() ?? 'market'}`
      })
      .sort()
  }

  protectiveOrder(role: Order['terms']['role']): OrderId {
    const found = this.execution.openOrders().find(({ terms }) => terms.source === 'protection' && terms.role === role)
    if (!found) throw new Error(`there is no open ${role}`)
    return found.terms.orderId
  }

  kinds(): JournalRecord['fact']['kind'][] {
    return this.journal.records.map(({ fact }) => fact.kind)
  }

  dispose(): void {
    this.#subscription.dispose()
    this.execution.dispose()
    void this.journal.close()
  }

  /** As a start reads it. */
  readLedger(): LedgerState {
    return loadLedger({ file: this.#file, accountId: ACCOUNT })
  }

  #listen(): Disposable {
    const listening = new DisposableStore()
    listening.add(this.venue.onFact((fact) => this.execution.handleVenueFact(fact)))
    listening.add(this.venue.onAdjustment((doing) => this.execution.reconciliation.handleAdjustment(doing)))
    return listening
  }

  #build(): { journal: StepJournal; books: FakeBooks; execution: Execution } {
    const journal = new StepJournal(this.#file)
    const ledger = this.readLedger()
    const adjusted = ledger.findings.adjustments.map(({ adjustmentId }) => adjustmentId)
    const books = new FakeBooks(cashOf(this.#file), ledger.positions, adjusted)
    const execution = new Execution({
      accountId: ACCOUNT,
      journal,
      venue: this.venue,
      clock: this.clock,
      books,
      prices: { lastPrice: () => this.lastPrice },
      observer: {
        orderUpdated: (order) => this.orderUpdates.push(order),
        fillBooked: (fill, booking) => this.bookedFills.push({ fill, booking }),
        protectionFailed: (order, reason) => this.failures.push({ order, reason }),
      },
      logger: this.#logger(),
      checkRelease: (terms) => this.#checkRelease(terms),
      ledger: { ...ledger, findings: { ...ledger.findings, accountSinceMs: OPENED_AT_MS } },
    })
    return { journal, books, execution }
  }

  /** A refusal is written down, as the desk of a session does it. */
  #checkRelease(terms: ReleasedTerms): Denial | undefined {
    const { source, quantity } = terms
    this.onReleaseCheck?.(terms)
    if (!this.releaseDenial || source === 'protection' || source === 'adopted') return undefined
    const size = { kind: 'quantity', quantity: quantity.toFixed() } as const
    this.execution.recordDenial({ ...terms, source, size }, this.releaseDenial)
    return this.releaseDenial
  }

  #logger(): Logger {
    const warn = (message: string): void => void this.warnings.push(message)
    return { ...silentLogger, warn, error: (message) => this.errors.push(message), child: () => this.#logger() }
  }
}

/** Cash after every fill and adjustment of the file, computed from its rows alone. */
function cashOf(file: string): Decimal {
  const database = openDatabase({ file, synchronous: 'NORMAL', readonly: true })
  try {
    const rows = database
      .prepare<[], { side: string; quantity: string; price: string; fee: string }>(
        'SELECT side, quantity, price, fee FROM fills',
      )
      .all()
    const adjusted = database
      .prepare<[], { quantity: string; price: string; cash: string }>(
        `SELECT json_extract(payload, '$.adjustment.quantity') AS quantity,
           json_extract(payload, '$.adjustment.price') AS price, json_extract(payload, '$.adjustment.cash') AS cash
         FROM facts WHERE kind = 'adjusted'`,
      )
      .all()
      .reduce((sum, row) => sum.add(row.cash).sub(new Decimal(row.quantity).mul(row.price)), ZERO)
    return rows.reduce((cash, row) => {
      const notional = new Decimal(row.quantity).mul(row.price)
      return cash.add(row.side === 'buy' ? notional.neg() : notional).sub(row.fee)
    }, adjusted.add(STARTING_CASH))
  } finally {
    database.close()
  }
}
