import type {
  DifferenceView,
  GuardView,
  InstrumentReconciliation,
  ProtectionMeterView,
  ReconciliationView,
  RefusalView,
  ResolutionPreview as ResolutionPreviewView,
} from '../src-contract/index.ts'
import { ensureNever } from './base/index.ts'
import type { Fact, InstrumentId } from './domain/index.ts'
import type { AccountDifference, ResolutionPreview } from './execution/index.ts'
import { guardLabel, type GuardView as Guard, reachOf } from './risk/index.ts'
import type { ProtectionState, Refusal, TradingSession } from './session/index.ts'

/** How reconciliation, protection and risk look on the wire. */

export function reconciliationView(session: TradingSession): ReconciliationView {
  const { execution, settings, trading } = session
  const { running, lastPassMs, lastFault, cash } = execution.reconciliation.status
  const isPeriodic = trading.environment !== 'replay'
  return {
    running: running !== undefined,
    periodMs: isPeriodic ? settings.execution.reconciliation.positionsEveryMs : null,
    lastPassMs: lastPassMs ?? null,
    lastFault: lastFault ?? null,
    unknownOrders: execution.openOrders().filter(({ state }) => state.kind === 'unknown').length,
    cash: cash ? { currency: cash.currency, ledger: cash.ledger.toFixed(), venue: cash.venue.toFixed() } : null,
    instruments: instrumentViews(session),
    differences: [...execution.reconciliation.differences].sort(openFirst).map(differenceView),
  }
}

const STATE_ORDER = { open: 0, ignored: 1, resolved: 2 } as const

function openFirst(left: AccountDifference, right: AccountDifference): number {
  return STATE_ORDER[left.state] - STATE_ORDER[right.state] || right.firstSeenMs - left.firstSeenMs
}

/** Those that the venue was asked about, and those in quarantine. */
function instrumentViews(session: TradingSession): InstrumentReconciliation[] {
  const { reconciliation } = session.execution
  const known = [...reconciliation.quarantines, ...reconciliation.status.instruments]
  const ids = new Set(known.map(({ instrumentId }) => instrumentId))
  return Array.from(ids, (instrumentId) => instrumentView(session, instrumentId))
}

/** Any instrument, those included that the venue was never asked about. */
export function instrumentView({ execution }: TradingSession, instrumentId: InstrumentId): InstrumentReconciliation {
  const status = execution.reconciliation.status.instruments.find((each) => each.instrumentId === instrumentId)
  const outcome = status?.outcome ?? { kind: 'notAsked' as const, reason: 'the venue has not been asked about it yet' }
  const held = execution.reconciliation.quarantines.filter((each) => each.instrumentId === instrumentId)
  const [first] = held
  return {
    instrumentId,
    outcome: outcome.kind === 'deferred' ? 'notAsked' : outcome.kind,
    reason: outcome.kind === 'agreed' ? null : outcome.reason,
    ledgerQuantity: status?.quantity?.ledger.toFixed() ?? null,
    venueQuantity: status?.quantity?.venue.toFixed() ?? null,
    ledgerOrders: execution.openOrders({ instrumentId }).length,
    venueOrders: status?.venueOrders ?? null,
    quarantine: first ? { reason: held.map(({ reason }) => reason).join('; '), sinceMs: first.sinceMs } : null,
  }
}

export function differenceView(difference: AccountDifference): DifferenceView {
  const { finding, differenceId, ledger, venue, cause, firstSeenMs, lastSeenMs, state } = difference
  return {
    differenceId,
    kind: finding.kind === 'protectionSurplus' || finding.kind === 'protectionMissing' ? 'protection' : finding.kind,
    instrumentId: finding.kind === 'cash' ? null : finding.instrumentId,
    subject: subjectOf(difference),
    ledger,
    venue,
    cause,
    firstSeenMs,
    lastSeenMs,
    state,
    actions: state === 'open' ? [...difference.actions] : [],
  }
}

function subjectOf({ finding }: AccountDifference): string {
  switch (finding.kind) {
    case 'position':
      return 'position'
    case 'cash':
      return finding.currency
    case 'foreignOrder':
    case 'unknownOrder':
    case 'protectionSurplus':
      return finding.report.orderId
    case 'lostOrder':
    case 'protectionMissing':
    case 'unexplainedFill':
      return finding.orderId
    default:
      return ensureNever(finding, 'finding')
  }
}

export function resolutionView(preview: ResolutionPreview, cash: { toFixed(): string } | null): ResolutionPreviewView {
  const { facts, cancels } = preview
  const position = facts.some(({ kind }) => kind === 'adjusted') ? preview.position : undefined
  return {
    steps: [...facts.map(factSentence), ...cancels.map((orderId) => `The venue is asked to cancel order ${orderId}.`)],
    positionAfter: position?.quantity.toFixed() ?? null,
    averagePriceAfter: position && !position.quantity.isZero() ? position.averagePrice.toFixed() : null,
    cashAfter: preview.cashChange.isZero() ? null : (cash?.toFixed() ?? null),
  }
}

function factSentence(fact: Fact): string {
  switch (fact.kind) {
    case 'adjusted': {
      const { kind, quantity, price, owner, instrumentId, cash } = fact.adjustment
      const amount = instrumentId === undefined ? cash.toFixed() : `${quantity.toFixed()} at ${price.toFixed()}`
      return `Booked as ${kind} for ${owner}: ${amount}${instrumentId === undefined ? '' : ` in ${instrumentId}`}.`
    }
    case 'orderAdopted': {
      const { orderId, side, quantity, instrumentId, owner } = fact.terms
      return `Order ${orderId} (${side} ${quantity.toFixed()} ${instrumentId}) becomes an order of ${owner}.`
    }
    case 'differenceIgnored':
      return 'The difference is let be; it comes back when its numbers change.'
    default:
      return `Written down: ${fact.kind}.`
  }
}

/** @param nowMs session time */
export function meterView(state: ProtectionState, nowMs: number): ProtectionMeterView {
  const { instrumentId, quantity, coveredAtVenue, coveredByEngine, uncovered, unprotectedMs, longestMs, totalMs } =
    state
  return {
    instrumentId,
    netQuantity: quantity.toFixed(),
    atVenue: coveredAtVenue.toFixed(),
    byEngine: coveredByEngine.toFixed(),
    uncovered: uncovered.toFixed(),
    intended: !state.isIntended,
    exposedMs: Math.max(0, Math.round(unprotectedMs)),
    longestMs: Math.max(0, Math.round(longestMs)),
    totalMs: Math.max(0, Math.round(totalMs)),
    boundMs: state.boundMs,
    overdue: state.isOverdue,
    sinceMs: unprotectedMs > 0 ? nowMs - Math.round(unprotectedMs) : null,
  }
}

export function guardView(guard: Guard): GuardView {
  const { owner, instrumentId } = reachOf(guard.scope)
  const { guardId, kind, measured, limit, unit, state, action, message, sinceMs, untilMs } = guard
  return {
    guardId,
    kind,
    label: kind === 'storedState' ? 'Stored state of the guards' : guardLabel(kind),
    scope: owner === undefined ? (instrumentId === undefined ? 'account' : 'instrument') : 'strategy',
    target: owner ?? instrumentId ?? null,
    measured,
    limit,
    unit,
    state,
    action,
    message,
    sinceMs,
    untilMs,
    rearmable: guard.rearmableByHand,
  }
}

export function refusalView({ refusalId, intent, denial, timeMs }: Refusal): RefusalView {
  const { source, owner, instrumentId, side } = intent
  const { code, message, measured, limit, unit, quantityThatFits } = denial
  return {
    refusalId,
    timeMs,
    source,
    owner,
    instrumentId,
    side,
    code,
    message,
    measured,
    limit,
    unit,
    quantityThatFits: quantityThatFits?.toFixed() ?? null,
  }
}
