import type { AlertView } from '../../src-contract/index.ts'
import {
  type Denial,
  type InstrumentId,
  isExitRole,
  type Order,
  type OrderId,
  type OrderIntent,
  type StrategyId,
} from '../domain/index.ts'
import type { Clock } from '../base/index.ts'
import type { AlertBook } from './alert-book.ts'
import type { AlertCause } from './alert-cause.ts'
import { numberText, ownerText, sentence, symbolText } from './alert-text.ts'

/** A strategy that was not denied again for this long is not held back any more. */
const QUIET_MS = 3_600_000

/** The holding of an owner in an instrument. */
export interface HoldingKey {
  readonly instrumentId: string
  readonly owner: string
}

export interface ProtectionFailure extends HoldingKey {
  readonly orderId: OrderId
  readonly instrumentId: InstrumentId
  readonly reason: string
}

export interface OrderWatchPorts {
  readonly book: Pick<AlertBook, 'raise' | 'note' | 'resolve' | 'standingOf'>
  /** Whether stops that the venue has confirmed cover what this owner holds, if it holds anything. */
  readonly isCovered: (holding: HoldingKey) => boolean
  /** System clock. */
  readonly clock: Pick<Clock, 'nowMs'>
}

/** Raises orders that did not come to what was meant, and positions that lost their protection. */
export class OrderWatch {
  readonly #ports: OrderWatchPorts
  readonly #book: OrderWatchPorts['book']

  constructor(ports: OrderWatchPorts) {
    this.#ports = ports
    this.#book = ports.book
  }

  handleOrder({ terms, state }: Order): void {
    if (state.kind === 'rejected') this.#book.note(rejected(terms, state.reason))
    if (state.kind === 'unsent') this.#book.note(unsent(terms, state.reason))
  }

  handleProtectionFailed({ orderId, instrumentId, owner, reason }: ProtectionFailure): void {
    this.#book.raise({
      code: 'PROTECTION_FAILED',
      subject: `${instrumentId} ${owner}`,
      instrumentId,
      severity: 'critical',
      title: `${symbolText(instrumentId)}: a protective order failed`,
      detail: `The position ${ownerText(owner)} may be without its stop or target, at least in part: order ${orderId}: ${sentence(reason)} Look at the position's stop now; set it again or close the position.`,
    })
  }

  handleDenied(intent: OrderIntent, denial: Denial): void {
    const cause = denied(intent, denial)
    // A hand hears of its denial at once and each one is told for itself; a strategy may try at every bar.
    if (intent.source === 'strategy') this.#book.raise(cause)
    else this.#book.note(cause)
  }

  /** A strategy's order has passed the risk check: what it was denied for before is over. */
  handleAccepted(strategyId: StrategyId): void {
    for (const { subject } of this.#book.standingOf('ORDER_DENIED')) {
      if (subject?.startsWith(`strategy:${strategyId} `)) this.#book.resolve({ code: 'ORDER_DENIED', subject })
    }
  }

  /** Takes back what is over without an event that says so: positions that are covered, denials of long ago. */
  review(): void {
    const { clock, isCovered } = this.#ports
    for (const { subject } of this.#book.standingOf('PROTECTION_FAILED')) {
      if (isCovered(holdingOf(subject))) this.#book.resolve({ code: 'PROTECTION_FAILED', subject })
    }
    for (const { subject, lastAtMs } of this.#book.standingOf('ORDER_DENIED')) {
      if (clock.nowMs() - lastAtMs >= QUIET_MS) this.#book.resolve({ code: 'ORDER_DENIED', subject })
    }
  }
}

/** The subject of an alert about a holding: its instrument and its owner, as {@link OrderWatch} writes it. */
function holdingOf(subject: AlertView['subject']): HoldingKey {
  const [instrumentId = '', owner = ''] = subject?.split(' ') ?? []
  return { instrumentId, owner }
}

function orderText({ side, quantity, instrumentId }: Order['terms']): string {
  return `${side} ${quantity.toFixed()} ${symbolText(instrumentId)}`
}

function rejected(terms: Order['terms'], reason: string): AlertCause {
  const isProtection = isExitRole(terms.role)
  const advice = isProtection
    ? 'It would have protected a position: look at the stop of the position now.'
    : 'Nothing was bought or sold by it; mend the cause before it is sent again.'
  return {
    code: 'ORDER_REJECTED',
    subject: terms.orderId,
    instrumentId: terms.instrumentId,
    severity: 'warning',
    title: `The venue rejected ${orderText(terms)}`,
    detail: `Order ${terms.orderId} ${ownerText(terms.owner)} was rejected: ${sentence(reason)} ${advice}`,
  }
}

function unsent(terms: Order['terms'], reason: string): AlertCause {
  return {
    code: 'ORDER_UNSENT',
    subject: terms.orderId,
    instrumentId: terms.instrumentId,
    severity: 'warning',
    title: `Never sent: ${orderText(terms)}`,
    detail: `Order ${terms.orderId} ${ownerText(terms.owner)} did not reach the venue: ${sentence(reason)} Place it again if it is still wanted.`,
  }
}

function denied({ source, owner, instrumentId, side }: OrderIntent, denial: Denial): AlertCause {
  const who = source === 'killSwitch' ? 'of the kill switch' : ownerText(owner)
  const numbers = `${numberText(denial.measured)} against a limit of ${numberText(denial.limit)} ${denial.unit}`
  return {
    code: 'ORDER_DENIED',
    subject: `${owner} ${denial.code}`,
    instrumentId,
    severity: source === 'killSwitch' ? 'critical' : 'info',
    title: `Order ${who} denied: ${denial.code}`,
    detail: `${sentence(denial.message)} ${side} ${symbolText(instrumentId)}: ${numbers}. Nothing left this machine; change the order or the limit under risk in the configuration.`,
  }
}
