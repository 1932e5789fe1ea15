import { type Decimal, ensureNever } from '../../base/index.ts'
import type { InstrumentId, RejectionCause } from '../../domain/index.ts'
import { type AccountDifference, type DifferenceFinding, holdsEntries, instrumentOf } from './difference.ts'
import { probableCause } from './difference-cause.ts'
import type { Comparison, DifferenceBook } from './difference-book.ts'
import type { PassResult } from './pass.ts'
import type { QuarantineBook } from './quarantine-book.ts'

/** What a comparison means for the book of differences. */
export function comparisonOf(result: PassResult, nowMs: number): Comparison {
  const hints = {
    findings: result.findings,
    foreignExecutions: result.foreignExecutions,
    wasAway: result.scope === 'whole',
    adjustmentsUnknown: result.adjustmentsUnknown,
  }
  return {
    found: result.findings.map((finding) => ({ finding, cause: probableCause(finding, hints) })),
    covers: (finding) => covers(result, finding),
    nowMs,
  }
}

/** True where the pass would have found it again. What could not be asked, or was put off, covers nothing. */
function covers(result: PassResult, finding: DifferenceFinding): boolean {
  switch (finding.kind) {
    case 'cash':
      return result.cash === 'agreed' || result.cash === 'differs'
    case 'foreignOrder':
    case 'unknownOrder':
    case 'protectionSurplus':
      return result.openFailed !== undefined && !result.openFailed.has(finding.instrumentId)
    case 'position': {
      const outcome = result.instruments.get(finding.instrumentId)?.kind
      return outcome === 'agreed' || outcome === 'differs'
    }
    case 'lostOrder':
    case 'protectionMissing':
    case 'unexplainedFill':
      return result.instruments.get(finding.instrumentId)?.kind === 'agreed'
    default:
      return ensureNever(finding, 'finding')
  }
}

/** Instruments that are held while they differ or could not be asked about, and let go once they agree. */
export function applyQuarantines(result: PassResult, differences: DifferenceBook, quarantines: QuarantineBook): void {
  const holding = holdingDifferences(differences)
  for (const [instrumentId, difference] of holding) quarantines.hold(instrumentId, 'differs', differsText(difference))
  for (const instrumentId of quarantines.heldFor('differs')) {
    if (!holding.has(instrumentId) && isSettled(result, differences, instrumentId))
      quarantines.lift(instrumentId, 'differs')
  }
  for (const [instrumentId, outcome] of result.instruments) {
    if (outcome.kind !== 'notAsked') quarantines.lift(instrumentId, 'notAsked')
    // A periodic question that fails changes nothing: what was known before still is.
    else if (result.scope === 'whole') quarantines.hold(instrumentId, 'notAsked', notAskedText(outcome.reason))
  }
}

/** A person let the difference be: its instrument is free at once, unless another difference holds it. */
export function applyIgnored(
  finding: DifferenceFinding,
  differences: DifferenceBook,
  quarantines: QuarantineBook,
): void {
  const instrumentId = instrumentOf(finding)
  if (instrumentId !== undefined && !holdingDifferences(differences).has(instrumentId))
    quarantines.lift(instrumentId, 'differs')
}

/** What holds an instrument whose orders the venue refuses, and what ends that. */
export function refusedText(cause: RejectionCause, reason: string): string {
  const what = `The venue refused an order in it: ${reason}`
  switch (cause) {
    case 'permission':
      return `${what}. Give the key the right to trade it at the venue; the next order that the venue takes in it ends this`
    case 'rules':
      return `${what}. Its rules are read anew with the venue's next word on it, which ends this`
    default:
      return ensureNever(cause, 'cause of a refusal')
  }
}

/** Why nothing may be opened on any instrument: the venue has less money than the ledger, and no position explains it. */
export function accountHold(
  differences: DifferenceBook,
  venueCash: Decimal,
  toleranceFraction: number,
): string | undefined {
  const open = differences.open()
  if (open.some(({ finding }) => finding.kind === 'position' || finding.kind === 'unexplainedFill')) return undefined
  const cash = open.map(({ finding }) => finding).find((finding) => finding.kind === 'cash')
  if (!cash) return undefined
  const missing = cash.ledger.sub(cash.venue)
  if (missing.lte(venueCash.abs().mul(toleranceFraction))) return undefined
  return (
    `The venue has ${missing.toFixed()} ${cash.currency} less than the ledger. Nothing is opened until that is resolved under ` +
    'Differences; exits, stops and cancels go on.'
  )
}

function holdingDifferences(differences: DifferenceBook): Map<InstrumentId, AccountDifference> {
  const holding = new Map<InstrumentId, AccountDifference>()
  for (const difference of differences.open()) {
    const instrumentId = instrumentOf(difference.finding)
    if (instrumentId !== undefined && holdsEntries(difference.finding)) holding.set(instrumentId, difference)
  }
  return holding
}

/** It agrees now, or a person let its difference be. */
function isSettled(result: PassResult, differences: DifferenceBook, instrumentId: InstrumentId): boolean {
  if (result.instruments.get(instrumentId)?.kind === 'agreed') return true
  return differences
    .list()
    .some(
      ({ finding, state }) => state === 'ignored' && instrumentOf(finding) === instrumentId && holdsEntries(finding),
    )
}

function differsText({ finding, ledger, venue }: AccountDifference): string {
  const what =
    finding.kind === 'position' ? 'position' : finding.kind === 'unexplainedFill' ? 'filled quantity' : 'order'
  return (
    `Ledger and venue differ (${what}: ${ledger} here, ${venue} there). Nothing is opened on this instrument until that is ` +
    'resolved under Differences; exits, stops and cancels go on.'
  )
}

function notAskedText(reason: string): string {
  return `${reason}. Nothing is opened on this instrument before the venue has answered; it is asked again by itself.`
}
