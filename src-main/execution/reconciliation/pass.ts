import { type Decimal, EngineError, timeMs } from '../../base/index.ts'
import type {
  InstrumentId,
  Order,
  OrderId,
  VenueAccountReport,
  VenueAdjustment,
  VenueOrderReport,
} from '../../domain/index.ts'
import { isHeld } from '../order-machine.ts'
import { isOurs } from '../order-numbers.ts'
import type { AccountCheck, AccountComparison } from './account-check.ts'
import type { AdjustmentDesk } from './adjustment-desk.ts'
import type { DifferenceFinding } from './difference.ts'
import { type AskedAt, isInFlight, OrderAnswers } from './order-answers.ts'
import { askOpenOrders, askOrders, type OpenAtVenue } from './order-questions.ts'
import { PassTally } from './pass-tally.ts'
import type { ReconciliationPorts } from './ports.ts'
import type { InstrumentOutcome, PassFindings } from './report.ts'
import type { SentTimes } from './sent-times.ts'
import type { ReconciliationSettings } from './settings.ts'
import type { Strangers } from './strangers.ts'
import type { VenueQuestions } from './venue-questions.ts'

/** How far a comparison goes. `whole`: everything, before trading and after an interruption; the others are periodic. */
export type PassScope = 'whole' | 'inFlight' | 'openOrders' | 'positions' | 'balances'

/** What differs after one round and not after the next was only told at different moments. */
const MOST_ROUNDS = 4
/** Executions are looked for from this much before the last agreement: clocks differ. */
const AGREEMENT_MARGIN_MS = 60_000

export interface PassTools {
  readonly questions: VenueQuestions
  readonly sentTimes: SentTimes
  readonly accountCheck: AccountCheck
  readonly strangers: Strangers
  readonly adjustments: AdjustmentDesk
  readonly settings: ReconciliationSettings
  /** When ledger and venue agreed last, by instrument; session time. */
  readonly agreedAtMs: ReadonlyMap<InstrumentId, number>
  /** Instruments that are to have an outcome whatever is held. */
  readonly also: readonly InstrumentId[]
}

/** What a pass found, and what it could tell anything about. */
export interface PassResult extends PassFindings {
  readonly scope: PassScope
  readonly cash: AccountComparison['cash'] | undefined
  readonly comparison: AccountComparison | undefined
  /** Open at the venue; undefined where it was not asked. */
  readonly openAtVenue: readonly VenueOrderReport[] | undefined
  /** The venue's cash; undefined where it was not asked. */
  readonly venueCash: Decimal | undefined
  /** Instruments whose open orders were asked about; undefined: none were. */
  readonly openFailed: ReadonlyMap<InstrumentId, string> | undefined
  readonly foreignExecutions: ReadonlySet<InstrumentId>
  readonly adjustmentsUnknown: boolean
}

interface Round {
  readonly open: OpenAtVenue | undefined
  readonly comparison: AccountComparison | undefined
  readonly venueCash: Decimal | undefined
  readonly findings: readonly DifferenceFinding[]
  readonly isUnsettled: boolean
}

/** One comparison with the venue. Every question of a round comes before its first answer is booked. */
export class Pass {
  readonly #ports: ReconciliationPorts
  readonly #tools: PassTools
  readonly #scope: PassScope
  readonly #tally: PassTally
  /** What the venue did by itself, oldest first: each is booked when the executions before it are. */
  #adjustments: VenueAdjustment[] = []
  #askedAt: AskedAt

  constructor(ports: ReconciliationPorts, tools: PassTools, scope: PassScope) {
    this.#ports = ports
    this.#tools = tools
    this.#scope = scope
    this.#tally = new PassTally(ports)
    this.#askedAt = this.#now()
  }

  /** Rejects with `EngineError` `NOT_READY` where the account, or anything, cannot be asked about; then nothing was assumed. */
  async run(): Promise<PassResult> {
    const { answered } = this.#tools.questions
    if (this.#scope === 'whole' || this.#scope === 'balances') await this.#findAdjustments()
    let round = await this.#round()
    for (let count = 1; this.#goesOn(round, count); count++) round = await this.#round()
    const tally = this.#tally
    const [failure] = tally.failures
    if (failure !== undefined && this.#tools.questions.answered === answered) throw notReady(failure)
    return {
      scope: this.#scope,
      checkedOrders: tally.checkedOrders,
      recoveredFacts: tally.facts,
      recoveredFills: tally.fills,
      unsentOrders: tally.unsent,
      lostOrders: [...tally.lost.keys()],
      waitingOrders: [...tally.waiting],
      bookedAdjustments: tally.adjustments,
      failures: [...tally.failures],
      instruments: this.#outcomes(round),
      findings: [...tally.lost.values(), ...round.findings],
      comparison: round.comparison,
      openAtVenue: round.open?.reports,
      cash: round.comparison?.cash,
      venueCash: round.venueCash,
      openFailed: round.open?.failed,
      foreignExecutions: tally.foreignExecutions,
      adjustmentsUnknown: tally.adjustmentsUnknown,
    }
  }

  /** A periodic comparison looks again at its next turn. */
  #goesOn(round: Round, count: number): boolean {
    return this.#scope === 'whole' && round.isUnsettled && count < MOST_ROUNDS
  }

  async #round(): Promise<Round> {
    const { questions, accountCheck, sentTimes } = this.#tools
    this.#askedAt = this.#now()
    const asked = this.#ordersToAsk()
    sentTimes.begin(asked)
    this.#tally.notAsked.clear()
    const openHere = new Set(this.#ports.store.open().map(({ terms }) => terms.orderId))
    const marks = accountCheck.marks()
    const open = this.#asksOpen ? await askOpenOrders(questions, marks.instruments.keys()) : undefined
    const answers = await askOrders(questions, asked, open)
    const account = await this.#askAccount()
    this.#tally.checkedOrders ||= asked.length
    for (const [instrumentId, reason] of open?.failed ?? []) this.#tally.fail(instrumentId, reason)
    const unexplained = this.#orderAnswers().book(answers)
    const strangers = open && this.#findStrangers(open, openHere)
    await this.#bookRest()
    const comparison = account && accountCheck.compare(account, marks, this.#tools.also)
    if (comparison) await this.#lookInto(comparison)
    return {
      open,
      comparison,
      venueCash: account?.cash,
      findings: [...unexplained, ...(strangers?.findings ?? []), ...(comparison?.findings ?? [])],
      isUnsettled: unexplained.length > 0 || strangers?.hasSuspects === true || comparison?.isUnsettled === true,
    }
  }

  get #asksOpen(): boolean {
    return this.#scope === 'whole' || this.#scope === 'openOrders'
  }

  #ordersToAsk(): Order[] {
    const { store, isOnItsWay } = this.#ports
    const sent = store.open().filter(({ terms }) => !isOnItsWay(terms.orderId) && !isHeld(terms))
    switch (this.#scope) {
      case 'whole':
      case 'openOrders':
        return sent
      case 'inFlight': {
        const { sentTimes, settings } = this.#tools
        return sent.filter((order) => isInFlight(order) && sentTimes.ageMs(order) >= settings.inFlightAfterMs)
      }
      default:
        return []
    }
  }

  async #askAccount(): Promise<VenueAccountReport | undefined> {
    if (this.#scope === 'inFlight' || this.#scope === 'openOrders') return undefined
    const answer = await this.#tools.questions.account()
    if (answer.kind === 'answered') return answer.value
    throw notReady(answer.reason)
  }

  #now(): AskedAt {
    return { systemMs: this.#tools.sentTimes.nowMs(), sessionMs: this.#ports.clock.nowMs() }
  }

  #orderAnswers(): OrderAnswers {
    const { sentTimes, settings } = this.#tools
    return new OrderAnswers({
      ...this.#ports,
      sentTimes,
      tally: this.#tally,
      inFlightAfterMs: settings.inFlightAfterMs,
      isWhole: this.#scope === 'whole',
      askedAt: this.#askedAt,
      beforeExecution: (timeMs) => this.#bookAdjustments(timeMs),
    })
  }

  /** Their executions are booked too: an order that ended here may have filled there. */
  #findStrangers(open: OpenAtVenue, openHere: ReadonlySet<OrderId>): ReturnType<Strangers['find']> {
    const found = this.#tools.strangers.find(open.reports, openHere, this.#tally)
    this.#orderAnswers().bookExecutions(
      open.reports.filter(({ orderId }) => !openHere.has(orderId)).flatMap(({ fills }) => fills),
    )
    return found
  }

  /** Before a difference is believed, what the stream may have dropped is looked for. */
  async #lookInto({ suspects, cash }: AccountComparison): Promise<void> {
    for (const instrumentId of suspects) await this.#findExecutions(instrumentId)
    if (suspects.length === 0 && cash !== 'suspect') return
    await this.#findAdjustments()
    await this.#bookRest()
  }

  /** False where the venue could not be asked. */
  async #findExecutions(instrumentId: InstrumentId): Promise<boolean> {
    const { questions, agreedAtMs, settings } = this.#tools
    const { clock, store } = this.#ports
    const agreedMs = agreedAtMs.get(instrumentId)
    const sinceMs = agreedMs === undefined ? clock.nowMs() - settings.fillLookbackMs : agreedMs - AGREEMENT_MARGIN_MS
    const answer = await questions.fills(instrumentId, timeMs(Math.max(0, sinceMs)))
    if (answer.kind === 'failed') {
      this.#tally.failures.add(answer.reason)
      return false
    }
    this.#orderAnswers().bookExecutions(answer.value.filter(({ orderId }) => store.get(orderId)))
    if (answer.value.some(({ orderId }) => !isOurs(orderId))) this.#tally.foreignExecutions.add(instrumentId)
    return true
  }

  async #findAdjustments(): Promise<void> {
    const found = await this.#tools.adjustments.find(this.#tools.questions, this.#tally)
    this.#adjustments = found.toSorted((left, right) => left.timeMs - right.timeMs)
  }

  /** What took more than anybody is known to hold took from an execution that was missed: without that it would be nobody's. */
  async #bookRest(): Promise<void> {
    for (const instrumentId of this.#tools.adjustments.uncovered(this.#adjustments)) {
      if (await this.#findExecutions(instrumentId)) continue
      this.#adjustments = this.#adjustments.filter((adjustment) => adjustment.instrumentId !== instrumentId)
    }
    this.#bookAdjustments(Number.POSITIVE_INFINITY)
  }

  /** Those of before that time: who held the position then decides whose they are. */
  #bookAdjustments(beforeMs: number): void {
    for (let next = this.#adjustments[0]; next && next.timeMs < beforeMs; next = this.#adjustments[0]) {
      this.#adjustments.shift()
      if (this.#tools.adjustments.handle(next)) this.#tally.adjustments += 1
    }
  }

  /** An instrument with a question that got no answer has not agreed, whatever its position says. */
  #outcomes({ comparison }: Round): Map<InstrumentId, InstrumentOutcome> {
    const outcomes = new Map<InstrumentId, InstrumentOutcome>(comparison?.outcomes)
    for (const [instrumentId, reason] of this.#tally.notAsked) outcomes.set(instrumentId, { kind: 'notAsked', reason })
    return outcomes
  }
}

function notReady(reason: string): EngineError {
  return new EngineError('NOT_READY', `${reason}. Nothing was assumed, and nothing is entered before it has answered.`)
}
