import type { InstrumentId, Money, OrderId, Quantity, VenueOrderReport } from '../../domain/index.ts'
import type { AccountDifference, DifferenceFinding } from './difference.ts'
import type { PassScope } from './pass.ts'
import type { Quarantine } from './quarantine-book.ts'

/** Two words on one thing. */
export interface Difference<T> {
  readonly ledger: T
  readonly venue: T
}

/** What came of asking about one instrument. */
export type InstrumentOutcome =
  | { readonly kind: 'agreed' }
  | { readonly kind: 'differs'; readonly reason: string }
  | { readonly kind: 'notAsked'; readonly reason: string }
  /** Something was on its way while it was asked: it is compared again later. */
  | { readonly kind: 'deferred'; readonly reason: string }

/** What the ledger and the venue had to say about each other. */
export interface RecoveryReport {
  /** Open orders that the venue was asked about. */
  readonly checkedOrders: number
  /** Facts that the ledger had missed and now has. */
  readonly recoveredFacts: number
  /** Of those, executions. */
  readonly recoveredFills: number
  /** Never reached the venue. */
  readonly unsentOrders: readonly OrderId[]
  /** The venue had them once and no longer knows them. */
  readonly lostOrders: readonly OrderId[]
  /** Open at the venue and not in the ledger; left as they are. */
  readonly unknownOrders: readonly VenueOrderReport[]
  /** The venue says more was filled than it lists executions for. */
  readonly unexplainedFills: readonly (Difference<Quantity> & { readonly orderId: OrderId })[]
  /** Cash less the cost of open positions, where it differs. */
  readonly cash: Difference<Money> | undefined
  readonly positions: readonly (Difference<Quantity> & { readonly instrumentId: InstrumentId })[]
  /** Protective orders that were missing and were placed. */
  readonly protectionPlaced: number
  /** True when nothing is left that a person has to look at. */
  readonly isConsistent: boolean
}

/** The same with what stands behind the counts, for logs, alerts and the interface. */
export interface ReconciliationReport extends RecoveryReport {
  readonly scope: PassScope
  readonly instruments: ReadonlyMap<InstrumentId, InstrumentOutcome>
  /** Every difference that stands and that nobody has let be. */
  readonly differences: readonly AccountDifference[]
  readonly quarantines: readonly Quarantine[]
  /** Why nothing may be opened on any instrument; undefined where it may. */
  readonly accountHold: string | undefined
  /** Asked about and not known there, but too young for that to count. */
  readonly waitingOrders: readonly OrderId[]
  /** Liquidations, funding and the like that were booked. */
  readonly bookedAdjustments: number
  /** Questions that got no answer, in words. */
  readonly failures: readonly string[]
}

/** What one comparison of any extent found. */
export interface PassFindings {
  readonly checkedOrders: number
  readonly recoveredFacts: number
  readonly recoveredFills: number
  readonly unsentOrders: readonly OrderId[]
  readonly lostOrders: readonly OrderId[]
  readonly waitingOrders: readonly OrderId[]
  readonly bookedAdjustments: number
  readonly failures: readonly string[]
  readonly instruments: ReadonlyMap<InstrumentId, InstrumentOutcome>
  readonly findings: readonly DifferenceFinding[]
}

/** Lists that logs and alerts count, from the findings. */
export function listedFindings(
  findings: readonly DifferenceFinding[],
): Pick<RecoveryReport, 'unknownOrders' | 'unexplainedFills' | 'cash' | 'positions'> {
  const unknownOrders: VenueOrderReport[] = []
  const unexplainedFills: (Difference<Quantity> & { orderId: OrderId })[] = []
  const positions: (Difference<Quantity> & { instrumentId: InstrumentId })[] = []
  let cash: Difference<Money> | undefined
  for (const finding of findings) {
    if ('report' in finding) unknownOrders.push(finding.report)
    else if (finding.kind === 'unexplainedFill') unexplainedFills.push(finding)
    else if (finding.kind === 'position') positions.push(finding)
    else if (finding.kind === 'cash') cash = { ledger: finding.ledger, venue: finding.venue }
  }
  return { unknownOrders, unexplainedFills, cash, positions }
}
