import type { InstrumentId, Money, Quantity } from '../../domain/index.ts'
import type { Sides } from './account-check.ts'
import type { PassResult, PassScope } from './pass.ts'
import type { InstrumentOutcome } from './report.ts'

/** One instrument on both sides, as of the newest answers about it. */
export interface InstrumentStatus {
  readonly instrumentId: InstrumentId
  readonly outcome: InstrumentOutcome
  /** Signed, of all owners; undefined before positions were compared. */
  readonly quantity: Sides<Quantity> | undefined
  /** Orders open at the venue; undefined before it was asked. */
  readonly venueOrders: number | undefined
}

/** How ledger and venue compare; all times are system time. */
export interface ReconciliationState {
  /** Extent of the comparison under way; undefined: none is. */
  readonly running: PassScope | undefined
  /** End of the newest comparison of any extent. */
  readonly lastPassMs: number | undefined
  /** Why the newest comparison came to no answer; undefined once one did. */
  readonly lastFault: { readonly text: string; readonly sinceMs: number } | undefined
  /** Cash less what open positions cost. */
  readonly cash: (Sides<Money> & { readonly currency: string }) | undefined
  readonly instruments: readonly InstrumentStatus[]
}

/** Keeps what the newest comparison of each kind said: one of orders says nothing about positions, and the other way round. */
export class ReconciliationStatus {
  #running: PassScope | undefined
  #lastPassMs: number | undefined
  #lastFault: ReconciliationState['lastFault']
  #cash: ReconciliationState['cash']
  readonly #instruments = new Map<InstrumentId, InstrumentStatus>()

  get state(): ReconciliationState {
    return {
      running: this.#running,
      lastPassMs: this.#lastPassMs,
      lastFault: this.#lastFault,
      cash: this.#cash,
      instruments: [...this.#instruments.values()],
    }
  }

  begin(scope: PassScope): void {
    this.#running = scope
  }

  fail(text: string, nowMs: number): void {
    this.#running = undefined
    this.#lastFault = { text, sinceMs: this.#lastFault?.sinceMs ?? nowMs }
  }

  succeed({ instruments, comparison, openAtVenue }: PassResult, nowMs: number): void {
    this.#running = undefined
    this.#lastFault = undefined
    this.#lastPassMs = nowMs
    this.#cash = comparison?.cashLessCost ?? this.#cash
    for (const [instrumentId, outcome] of instruments) {
      const quantity = comparison?.quantities.get(instrumentId) ?? this.#instruments.get(instrumentId)?.quantity
      this.#put(instrumentId, { outcome, quantity })
    }
    if (openAtVenue) this.#countOrders(openAtVenue)
  }

  #countOrders(open: NonNullable<PassResult['openAtVenue']>): void {
    const counts = new Map<InstrumentId, number>()
    for (const { instrumentId } of open) counts.set(instrumentId, (counts.get(instrumentId) ?? 0) + 1)
    for (const [instrumentId, known] of this.#instruments) {
      this.#instruments.set(instrumentId, { ...known, venueOrders: counts.get(instrumentId) ?? 0 })
    }
  }

  #put(instrumentId: InstrumentId, status: Pick<InstrumentStatus, 'outcome' | 'quantity'>): void {
    const venueOrders = this.#instruments.get(instrumentId)?.venueOrders
    this.#instruments.set(instrumentId, { instrumentId, venueOrders, ...status })
  }
}
