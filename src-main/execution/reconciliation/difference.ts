import { ensureNever } from '../../base/index.ts'
import type {
  ExitRole,
  InstrumentId,
  Money,
  OrderId,
  OrderRole,
  Price,
  Quantity,
  VenueOrderReport,
} from '../../domain/index.ts'

/** On what ledger and venue do not agree, with the two words about it. */
export type DifferenceFinding =
  | {
      readonly kind: 'position'
      readonly instrumentId: InstrumentId
      /** Signed, of all owners together. */
      readonly ledger: Quantity
      readonly venue: Quantity
      /** Average price at the venue; zero where it is flat. */
      readonly entryPrice: Price
    }
  | {
      readonly kind: 'cash'
      readonly currency: string
      /** Cash less what open positions cost: the figure that netting does not change. */
      readonly ledger: Money
      readonly venue: Money
    }
  /**
   * Open at the venue and not here. `foreignOrder`: placed elsewhere. `unknownOrder`: its id is one of ours.
   * `protectionSurplus`: one of ours that only reduces, so it is a stop or a target too many.
   */
  | {
      readonly kind: 'foreignOrder' | 'unknownOrder' | 'protectionSurplus'
      readonly instrumentId: InstrumentId
      readonly report: VenueOrderReport
      /** The ledger has it, as one that has ended. */
      readonly endedHere: boolean
    }
  /** The venue had it once and no longer knows it. `protectionMissing`: it was a stop or a target. */
  | {
      readonly kind: 'lostOrder' | 'protectionMissing'
      readonly instrumentId: InstrumentId
      readonly orderId: OrderId
      readonly role: OrderRole | ExitRole
      readonly remaining: Quantity
    }
  /** More, or less, was filled than there are executions for. */
  | {
      readonly kind: 'unexplainedFill'
      readonly instrumentId: InstrumentId
      readonly orderId: OrderId
      readonly ledger: Quantity
      readonly venue: Quantity
    }

export type DifferenceKind = DifferenceFinding['kind']

/** What a person may decide about a difference. */
export type DifferenceAction = 'adopt' | 'cancel' | 'ignore'

export type DifferenceState = 'open' | 'ignored' | 'resolved'

export interface AccountDifference {
  /** Deterministic: the same kind, instrument and subject always give the same id. */
  readonly differenceId: string
  readonly finding: DifferenceFinding
  /** What the ledger says, for a person. */
  readonly ledger: string
  readonly venue: string
  /** What probably happened, in words. */
  readonly cause: string
  /** System time. */
  readonly firstSeenMs: number
  readonly lastSeenMs: number
  readonly state: DifferenceState
  readonly actions: readonly DifferenceAction[]
}

export function differenceId(finding: DifferenceFinding): string {
  switch (finding.kind) {
    case 'position':
      return `position:${finding.instrumentId}`
    case 'cash':
      return `cash:${finding.currency}`
    case 'foreignOrder':
    case 'unknownOrder':
    case 'protectionSurplus':
      return `order:${finding.instrumentId}:${finding.report.orderId}`
    case 'lostOrder':
    case 'protectionMissing':
      return `lost:${finding.instrumentId}:${finding.orderId}`
    case 'unexplainedFill':
      return `fill:${finding.instrumentId}:${finding.orderId}`
    default:
      return ensureNever(finding, 'finding')
  }
}

/** The difference with its numbers: once one of them changes it is another one, for ignoring it and for repairing it. */
export function differenceKey(finding: DifferenceFinding): string {
  return `${differenceId(finding)}#${ledgerWord(finding)}>${venueWord(finding)}`
}

export function instrumentOf(finding: DifferenceFinding): InstrumentId | undefined {
  return finding.kind === 'cash' ? undefined : finding.instrumentId
}

export function ledgerWord(finding: DifferenceFinding): string {
  switch (finding.kind) {
    case 'position':
    case 'cash':
    case 'unexplainedFill':
      return finding.ledger.toFixed()
    case 'foreignOrder':
    case 'unknownOrder':
    case 'protectionSurplus':
      return finding.endedHere ? 'ended' : 'none'
    case 'lostOrder':
    case 'protectionMissing':
      return `${finding.remaining.toFixed()} open`
    default:
      return ensureNever(finding, 'finding')
  }
}

export function venueWord(finding: DifferenceFinding): string {
  switch (finding.kind) {
    case 'position':
    case 'cash':
    case 'unexplainedFill':
      return finding.venue.toFixed()
    case 'foreignOrder':
    case 'unknownOrder':
    case 'protectionSurplus':
      return orderWord(finding.report)
    case 'lostOrder':
    case 'protectionMissing':
      return 'unknown'
    default:
      return ensureNever(finding, 'finding')
  }
}

/** Whether nothing may be opened on its instrument while it stands. */
export function holdsEntries({ kind }: DifferenceFinding): boolean {
  switch (kind) {
    case 'position':
    case 'unknownOrder':
    case 'unexplainedFill':
      return true
    // Somebody else trades beside us, or an order of ours is gone while the position agrees: nothing that an entry would make worse.
    case 'foreignOrder':
    case 'protectionSurplus':
    case 'lostOrder':
    case 'protectionMissing':
    // Of the whole account: decided by how much is missing.
    case 'cash':
      return false
    default:
      return ensureNever(kind, 'kind of difference')
  }
}

export function actionsFor(finding: DifferenceFinding): readonly DifferenceAction[] {
  switch (finding.kind) {
    case 'position':
    case 'cash':
      return ['adopt', 'ignore']
    case 'foreignOrder':
    case 'unknownOrder':
    case 'protectionSurplus':
      return finding.endedHere ? ['cancel', 'ignore'] : ['adopt', 'cancel', 'ignore']
    case 'lostOrder':
    case 'protectionMissing':
    case 'unexplainedFill':
      return ['ignore']
    default:
      return ensureNever(finding, 'finding')
  }
}

function orderWord({ side, type, quantity, filledQuantity, limitPrice, triggerPrice }: VenueOrderReport): string {
  const at = limitPrice ?? triggerPrice
  const price = at ? ` at ${at.toFixed()}` : ''
  return `${side} ${type} ${quantity.toFixed()}${price}, ${filledQuantity.toFixed()} filled`
}
