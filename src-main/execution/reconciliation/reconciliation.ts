import { type Clock, Decimal, EngineError, errorText } from '../../base/index.ts'
import {
  type Adjustment,
  type InstrumentId,
  isAtExchange,
  type VenueAdjustment,
  type VenueFact,
  type VenueFill,
} from '../../domain/index.ts'
import { AccountCheck } from './account-check.ts'
import { AdjustmentDesk } from './adjustment-desk.ts'
import type { AccountDifference, DifferenceAction } from './difference.ts'
import { DifferenceBook } from './difference-book.ts'
import { Pass, type PassResult, type PassScope } from './pass.ts'
import type { ReconciliationPorts } from './ports.ts'
import { QuarantineBook, type Quarantine, type QuarantineCause } from './quarantine-book.ts'
import { listedFindings, type ReconciliationReport } from './report.ts'
import { UNLIMITED } from './request-budget.ts'
import { Resolution, type ResolutionPreview } from './resolution.ts'
import type { ResolutionWish } from './resolution-wish.ts'
import { SeenTrades } from './seen-trades.ts'
import { SentTimes } from './sent-times.ts'
import { DEFAULT_RECONCILIATION, type ReconciliationSettings } from './settings.ts'
import { type ReconciliationState, ReconciliationStatus } from './status.ts'
import { Strangers } from './strangers.ts'
import { accountHold, applyIgnored, applyQuarantines, comparisonOf, refusedText } from './verdicts.ts'
import { VenueQuestions } from './venue-questions.ts'

/** A simulated venue keeps its books as exactly as we do; an exchange rounds average prices in its own way. */
const EXACT_CASH = new Decimal('1e-9')
const ROUNDED_CASH = new Decimal('0.01')

/**
 * Keeps ledger and venue in agreement: start, recovery from a crash, reconnection, waking up and the periodic check are one
 * path. The ledger is never bent to the venue without a word of the venue about an order, an execution or an event; what
 * then still differs is for a person to decide.
 */
export class Reconciliation {
  readonly #ports: ReconciliationPorts
  readonly #differences: DifferenceBook
  readonly #quarantines: QuarantineBook
  readonly #adjustments: AdjustmentDesk
  readonly #resolution: Resolution
  readonly #trades: SeenTrades
  readonly #questions: VenueQuestions
  readonly #sentTimes: SentTimes
  readonly #accountCheck: AccountCheck
  readonly #strangers: Strangers
  readonly #status = new ReconciliationStatus()
  readonly #agreedAtMs = new Map<InstrumentId, number>()
  #last: Promise<unknown> = Promise.resolve()

  constructor(ports: ReconciliationPorts) {
    this.#ports = ports
    const { findings, observer, store, venue, budget = UNLIMITED, logger } = ports
    this.#differences = new DifferenceBook(findings.ignoredKeys)
    this.#quarantines = new QuarantineBook(
      { ...ports, onChange: (instrumentId, reason) => observer.quarantineChanged?.(instrumentId, reason) },
      findings.quarantines,
    )
    this.#adjustments = new AdjustmentDesk(ports)
    this.#resolution = new Resolution({ ...ports, book: this.#differences, adjustments: this.#adjustments })
    this.#trades = new SeenTrades(store.recentFills(Number.MAX_SAFE_INTEGER))
    this.#questions = new VenueQuestions({
      venue,
      budget,
      logger,
      onAccount: (report) => observer.accountReported?.(report),
    })
    this.#sentTimes = new SentTimes(this.#systemClock, store.open())
    const cashTolerance = isAtExchange(venue.environment) ? ROUNDED_CASH : EXACT_CASH
    this.#accountCheck = new AccountCheck({ ...ports, cashTolerance })
    this.#strangers = new Strangers(store)
  }

  /** Every difference that was seen, newest first; those included that were ignored or are gone. */
  get differences(): readonly AccountDifference[] {
    return this.#differences.list()
  }

  /** What the newest answers said, side by side. */
  get status(): ReconciliationState {
    return this.#status.state
  }

  get quarantines(): readonly Quarantine[] {
    return this.#quarantines.list()
  }

  /** Why nothing may be opened there; undefined where it may. */
  quarantineReason(instrumentId: InstrumentId): string | undefined {
    return this.#quarantines.reasonOf(instrumentId)
  }

  /** Holds an instrument from outside the comparison: by a person, or because the venue has changed its rules. */
  quarantine(
    instrumentId: InstrumentId,
    cause: Exclude<QuarantineCause, 'differs' | 'notAsked'>,
    reason: string,
  ): void {
    this.#quarantines.hold(instrumentId, cause, reason)
  }

  /** Lets it go for that cause. A person may lift any; one that comes from the comparison comes back if it stands. */
  lift(instrumentId: InstrumentId, cause: QuarantineCause): void {
    this.#quarantines.lift(instrumentId, cause)
  }

  /**
   * A person lets it go for every cause. One that comes from the comparison is held again at the next one if it still stands.
   * @throws EngineError `NOT_QUARANTINED`.
   */
  release(instrumentId: InstrumentId, { reason, by }: Pick<ResolutionWish, 'reason' | 'by'>): void {
    const held = this.quarantines.filter((each) => each.instrumentId === instrumentId)
    if (held.length === 0) {
      throw new EngineError(
        'NOT_QUARANTINED',
        `${instrumentId} is not in quarantine: entries on it are allowed already.`,
      )
    }
    this.#ports.logger.warn('a quarantine is released by hand', { instrumentId, reason, by })
    for (const { cause } of held) this.#quarantines.lift(instrumentId, cause)
  }

  /** What an action would write and lead to; changes nothing. @throws as {@link resolve} does. */
  preview(differenceId: string, action: DifferenceAction, wish: ResolutionWish): ResolutionPreview {
    return this.#resolution.preview(differenceId, action, wish)
  }

  /** Repairs a difference as a person decided, once. @throws EngineError `UNKNOWN_DIFFERENCE`, `RESOLUTION_NOT_POSSIBLE`. */
  resolve(differenceId: string, action: DifferenceAction, wish: ResolutionWish): void {
    this.#ports.logger.warn('a difference is resolved by hand', { differenceId, action, ...wish })
    const finding = this.#differences.get(differenceId)?.finding
    this.#resolution.resolve(differenceId, action, wish)
    if (finding && action === 'ignore') applyIgnored(finding, this.#differences, this.#quarantines)
    else this.#ports.onRepaired?.()
  }

  /** What the venue did to the account by itself; a repetition changes nothing. A replay tells everything in its order. */
  handleAdjustment(adjustment: VenueAdjustment): void {
    if (this.#ports.venue.environment !== 'replay' && this.#adjustments.putOff(adjustment)) {
      this.#ports.onRepaired?.()
      return
    }
    this.#adjustments.handle(adjustment)
    if (adjustment.instrumentId !== undefined) this.#repaired(adjustment.instrumentId)
  }

  /** What the venue says about an order, as far as it says something about its instrument. */
  handleVenueFact(fact: VenueFact, instrumentId: InstrumentId): void {
    if (fact.kind === 'rejected' && fact.cause)
      this.#quarantines.hold(instrumentId, fact.cause, refusedText(fact.cause, fact.reason))
    if (fact.kind === 'accepted' || fact.kind === 'filled') this.#quarantines.lift(instrumentId, 'permission')
    if (fact.kind === 'filled') this.#repaired(instrumentId)
  }

  /** The venue spoke of an order that is not known here: one that was placed elsewhere, or of a difference. */
  handleStranger(): void {
    if (this.#differences.open().length > 0) this.#ports.onRepaired?.()
  }

  /** Books a change that no order made, once for each id. */
  book(adjustment: Adjustment): void {
    this.#adjustments.record(adjustment)
  }

  handleAccountReset(): void {
    this.#adjustments.handleAccountReset()
  }

  /** An execution was booked: it is known again by what it said. */
  rememberTrade(fill: VenueFill): void {
    this.#trades.remember(fill)
  }

  /** True for an execution that was booked with other numbers: it is dropped, and a person hears of it. */
  isNoise(fill: VenueFill): boolean {
    const contradiction = this.#trades.contradiction(fill)
    if (contradiction === undefined) return false
    this.#ports.logger.error('the venue repeats an execution with other numbers', { contradiction })
    return true
  }

  /**
   * Compares, one pass after the other. Rejects with `EngineError` `NOT_READY` where the account cannot be asked about; then
   * nothing was assumed.
   */
  run(scope: PassScope): Promise<PassResult> {
    const pass = this.#last.then(() => this.#pass(scope))
    this.#last = pass.catch(() => undefined)
    return pass
  }

  /** @param protectionPlaced protective orders that were missing. */
  report(result: PassResult, protectionPlaced: number): ReconciliationReport {
    const open = this.#differences.open()
    const accountReason = this.#quarantines.accountReason
    return {
      ...result,
      ...listedFindings(open.map(({ finding }) => finding)),
      protectionPlaced,
      differences: open,
      quarantines: this.quarantines,
      accountHold: accountReason,
      isConsistent: open.length === 0 && this.#quarantines.heldFor('notAsked').length === 0,
    }
  }

  /** The books of an instrument that differed have changed. */
  #repaired(instrumentId: InstrumentId): void {
    if (this.#quarantines.heldFor('differs').includes(instrumentId)) this.#ports.onRepaired?.()
  }

  async #pass(scope: PassScope): Promise<PassResult> {
    this.#status.begin(scope)
    try {
      const result = await new Pass(this.#ports, this.#tools(), scope).run()
      this.#conclude(result)
      return result
    } catch (error) {
      this.#status.fail(errorText(error), this.#systemClock.nowMs())
      throw error
    }
  }

  #tools(): ConstructorParameters<typeof Pass>[1] {
    return {
      questions: this.#questions,
      sentTimes: this.#sentTimes,
      accountCheck: this.#accountCheck,
      strangers: this.#strangers,
      adjustments: this.#adjustments,
      settings: this.#settings,
      agreedAtMs: this.#agreedAtMs,
      also: [...this.#quarantines.list().map(({ instrumentId }) => instrumentId), ...this.#differences.instruments()],
    }
  }

  #conclude(result: PassResult): void {
    const { clock } = this.#ports
    for (const [instrumentId, { kind }] of result.instruments) {
      if (kind === 'agreed') this.#agreedAtMs.set(instrumentId, clock.nowMs())
    }
    this.#status.succeed(result, this.#systemClock.nowMs())
    this.#differences.update(comparisonOf(result, this.#systemClock.nowMs()))
    applyQuarantines(result, this.#differences, this.#quarantines)
    if (result.venueCash && (result.cash === 'agreed' || result.cash === 'differs')) {
      const { cashToleranceFraction } = this.#settings
      this.#quarantines.holdAccount(accountHold(this.#differences, result.venueCash, cashToleranceFraction))
    }
  }

  get #systemClock(): Clock {
    return this.#ports.systemClock ?? this.#ports.clock
  }

  get #settings(): ReconciliationSettings {
    return this.#ports.settings?.() ?? DEFAULT_RECONCILIATION
  }
}
