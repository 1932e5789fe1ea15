import { type Clock, type TimeMs } from '../../base/index.ts'
import {
  type InstrumentId,
  isExitRole,
  isTerminal,
  type Order,
  type OrderId,
  type TradingVenue,
  type VenueExecution,
  type VenueFact,
  type VenueFill,
  type VenueOrderReport,
} from '../../domain/index.ts'
import { amendableTerms, amendmentWord, isSameTerms } from '../order-amendment.ts'
import { isKnownAtVenue, remainingQuantity } from '../order-machine.ts'
import type { OrderStore } from '../order-store.ts'
import type { DifferenceFinding } from './difference.ts'
import type { OrderAnswer } from './order-questions.ts'
import type { PassTally } from './pass-tally.ts'
import type { SentTimes } from './sent-times.ts'

const YOUNG = 'the venue does not know the order yet, and its request may still be under way; it is asked again'

/** A moment on both clocks. */
export interface AskedAt {
  readonly systemMs: number
  readonly sessionMs: number
}

export interface OrderAnswersPorts {
  readonly store: OrderStore
  readonly venue: Pick<TradingVenue, 'cancel' | 'capabilities'>
  /** Session clock. */
  readonly clock: Clock
  readonly sentTimes: SentTimes
  readonly tally: PassTally
  /** System time after which a command without an answer counts as unanswered. */
  readonly inFlightAfterMs: number
  /** A whole pass asks again for cancels at once; a periodic one when the first can no longer arrive. */
  readonly isWhole: boolean
  /** Before the first question: an answer says nothing of what has arrived since. */
  readonly askedAt: AskedAt
  /** An execution of that time is booked next. */
  readonly beforeExecution: (timeMs: TimeMs) => void
}

/**
 * Books what the venue answered about orders. Trading may go on meanwhile: of an order that has changed since it was asked
 * about, the answer is out of date and only its executions count.
 */
export class OrderAnswers {
  readonly #ports: OrderAnswersPorts

  constructor(ports: OrderAnswersPorts) {
    this.#ports = ports
  }

  /** Returns executions that the venue counts and does not list, or lists and does not count. */
  book(answers: readonly OrderAnswer[]): DifferenceFinding[] {
    const changed = new Set(
      answers.filter(({ order }) => !this.#isAsAsked(order)).map(({ order }) => order.terms.orderId),
    )
    const reports = answers.flatMap((answer) => (answer.kind === 'known' ? [answer.report] : []))
    for (const answer of answers) this.#noteFailure(answer)
    for (const report of reports) this.#bookAcceptance(report)
    // Of all orders together in the order of their times: a position's path depends on it.
    this.bookExecutions(answers.flatMap(executionsOf))
    for (const answer of answers) {
      const isCurrent = !changed.has(answer.order.terms.orderId)
      if (answer.kind === 'notFound' && isCurrent) this.#handleNotFound(answer.order, answer.executions)
      if (answer.kind === 'known' && isCurrent) this.#bookTerms(answer.report)
    }
    const unexplained = reports.flatMap((report) => this.#unexplained(report, changed.has(report.orderId)))
    for (const report of reports) this.#bookEnd(report)
    return unexplained
  }

  /** Those of orders that are not known here are left alone; one that is booked already changes nothing. */
  bookExecutions(fills: readonly VenueFill[]): void {
    for (const fill of fills.toSorted((left, right) => left.timeMs - right.timeMs)) {
      this.#ports.beforeExecution(fill.timeMs)
      this.#ports.tally.record(plain(fill))
    }
  }

  #isAsAsked(order: Order): boolean {
    return this.#ports.store.get(order.terms.orderId) === order
  }

  #noteFailure(answer: OrderAnswer): void {
    if (answer.kind === 'failed') this.#ports.tally.fail(answer.order.terms.instrumentId, answer.reason)
  }

  #bookAcceptance({ orderId, venueOrderId, state }: VenueOrderReport): void {
    const { tally } = this.#ports
    const timeMs = this.#nowMs()
    const order = this.#openOrder(orderId)
    if (!order || state === 'rejected') return
    if (order.state.kind === 'pending') tally.recordOwn({ kind: 'orderSubmitted', orderId, timeMs })
    // It is known to be there; what is open is the cancel, and that the acceptance does not answer.
    if (isCancelOpen(order) && order.venueOrderId !== undefined) return
    tally.record({ kind: 'accepted', orderId, venueOrderId, timeMs })
  }

  /** An amendment that is not there yet may still come, unless the order has ended. */
  #bookTerms(report: VenueOrderReport): void {
    const { tally } = this.#ports
    const order = this.#openOrder(report.orderId)
    if (!order) return
    const word = amendmentWord(order, report, this.#nowMs())
    if (word) {
      if (word.kind === 'amended' || !isOpenAtVenue(report) || this.#isTooLate(order)) tally.record(word)
      else tally.waiting.add(report.orderId)
    } else if (this.#wasChangedElsewhere(order, report)) {
      tally.record({ kind: 'amended', orderId: report.orderId, ...amendableTerms(report), timeMs: this.#nowMs() })
    }
  }

  /** A trailing stop's trigger moves by itself. */
  #wasChangedElsewhere(order: Order, report: VenueOrderReport): boolean {
    const stands = isOpenAtVenue(report) || report.state === 'filled'
    const isMoved = order.terms.type !== 'trailingStop' && !isSameTerms(order.terms, report)
    return stands && isMoved && this.#nowMs() > order.updatedAtMs
  }

  /** "Not found" is believed of an order that was known there, or whose request could no longer arrive when it was asked about. */
  #handleNotFound({ terms }: Order, executions: readonly VenueExecution[]): void {
    const { orderId } = terms
    const order = this.#openOrder(orderId)
    if (!order) return
    if (!this.#isTooLate(order)) this.#keepWaiting(order)
    else if (isKnownAtVenue(order) || executions.length > 0) this.#end(order)
    else {
      this.#ports.tally.unsent.push(orderId)
      this.#recordUnsent(order)
    }
  }

  #keepWaiting(order: Order): void {
    const { tally, sentTimes, inFlightAfterMs } = this.#ports
    const { orderId } = order.terms
    const timeMs = this.#nowMs()
    tally.waiting.add(orderId)
    const isLate = order.state.kind === 'submitted' && sentTimes.ageMs(order) >= inFlightAfterMs
    // Of an earlier run: it may have been sent in the instant before that was written down.
    const isLeft = order.state.kind === 'pending'
    if (isLeft) tally.recordOwn({ kind: 'orderSubmitted', orderId, timeMs })
    if (isLate || isLeft) tally.record({ kind: 'unknown', orderId, command: 'submit', reason: YOUNG, timeMs })
  }

  #recordUnsent({ terms }: Order): void {
    const { orderId } = terms
    this.#ports.tally.recordOwn({
      kind: 'orderUnsent',
      orderId,
      reason: 'the venue never saw this order',
      timeMs: this.#nowMs(),
    })
  }

  /** Its executions are booked; what is left of it is gone. */
  #end(order: Order): void {
    const { tally } = this.#ports
    const { orderId } = order.terms
    const remaining = remainingQuantity(order)
    if (
      !tally.record({
        kind: 'cancelled',
        orderId,
        reason: 'the venue no longer knows this order',
        timeMs: this.#nowMs(),
      })
    )
      return
    tally.lost.set(orderId, {
      kind: lostKind(order),
      instrumentId: order.terms.instrumentId,
      orderId,
      role: order.terms.role,
      remaining,
    })
  }

  /** An order that has changed meanwhile may have filled further than its report says. */
  #unexplained({ orderId, filledQuantity: venue }: VenueOrderReport, hasChanged: boolean): DifferenceFinding[] {
    const order = this.#ports.store.get(orderId)
    if (!order) return []
    const ledger = order.filledQuantity
    if (ledger.eq(venue) || (hasChanged && ledger.gt(venue))) return []
    return [{ kind: 'unexplainedFill', instrumentId: order.terms.instrumentId, orderId, ledger, venue }]
  }

  #bookEnd(report: VenueOrderReport): void {
    const { venue, tally, isWhole } = this.#ports
    const order = this.#openOrder(report.orderId)
    if (!order) return
    const end = endOf(report, this.#nowMs())
    if (end) tally.record(end)
    // The cancel may have been lost with the connection; asking twice does no harm.
    else if (isCancelOpen(order) && (isWhole || this.#isTooLate(order))) venue.cancel(report.orderId)
  }

  /** What was sent last could not arrive any more when it was asked about. An order that the venue has had did arrive: its own age counts. */
  #isTooLate(order: Order): boolean {
    const { sentTimes, venue, askedAt } = this.#ports
    const { requestLifetimeMs } = venue.capabilities
    const ageMs = sentTimes.ageMs(order, askedAt.systemMs)
    const isOld = isKnownAtVenue(order) && order.amendment === undefined
    return Math.max(ageMs, isOld ? askedAt.sessionMs - order.terms.createdAtMs : 0) >= requestLifetimeMs
  }

  #openOrder(orderId: OrderId): Order | undefined {
    const order = this.#ports.store.get(orderId)
    return order && !isTerminal(order.state) ? order : undefined
  }

  #nowMs(): TimeMs {
    return this.#ports.clock.nowMs()
  }
}

/** An order whose last command has no answer yet. */
export function isInFlight({ state, amendment }: Order): boolean {
  const { kind } = state
  return (
    kind === 'pending' || kind === 'submitted' || kind === 'cancelling' || kind === 'unknown' || amendment !== undefined
  )
}

/** Instruments with an order in flight, with its id. */
export function inFlightOf(orders: readonly Order[]): Map<InstrumentId, OrderId> {
  return new Map(orders.filter(isInFlight).map(({ terms }) => [terms.instrumentId, terms.orderId]))
}

export function isOpenAtVenue({ state }: VenueOrderReport): boolean {
  return state === 'working' || state === 'partiallyFilled'
}

function isCancelOpen({ state }: Order): boolean {
  return state.kind === 'cancelling' || (state.kind === 'unknown' && state.command === 'cancel')
}

function executionsOf(answer: OrderAnswer): readonly VenueFill[] {
  if (answer.kind === 'failed') return []
  return answer.kind === 'known' ? answer.report.fills : answer.executions
}

/** Without what only the list of executions says: the fact goes into the ledger as a stream would have told it. */
function plain({ kind, orderId, tradeId, quantity, price, fee, feeCurrency, liquidity, timeMs }: VenueFill): VenueFill {
  return { kind, orderId, tradeId, quantity, price, fee, feeCurrency, liquidity, timeMs }
}

function lostKind({ terms }: Order): 'lostOrder' | 'protectionMissing' {
  return isExitRole(terms.role) ? 'protectionMissing' : 'lostOrder'
}

/** The fact that ended the order; a filled one is ended by its executions. */
function endOf({ state, orderId, reason }: VenueOrderReport, timeMs: TimeMs): VenueFact | undefined {
  switch (state) {
    case 'cancelled':
    case 'rejected':
    case 'expired':
      return { kind: state, orderId, reason: reason ?? `the venue says ${state}`, timeMs }
    default:
      return undefined
  }
}
