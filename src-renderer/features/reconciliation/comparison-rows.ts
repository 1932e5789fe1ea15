import type { DifferenceView, InstrumentReconciliation, ReconciliationView } from '../../../src-contract/index.ts'

export const SECTIONS = ['positions', 'orders', 'cash'] as const
export type ComparisonSection = (typeof SECTIONS)[number]

/** One thing on both sides. */
export interface ComparisonRow {
  readonly rowId: string
  readonly section: ComparisonSection
  /** Null for cash. */
  readonly instrumentId: string | null
  /** Currency of cash, else null. */
  readonly currency: string | null
  /** What each side says: quantity, number of orders, or amount; null where it was not asked. */
  readonly ledger: string | null
  readonly venue: string | null
  readonly outcome: InstrumentReconciliation['outcome']
  /** Why it was not asked, or what is still settling. */
  readonly reason: string | null
  /** The newest open difference about it. */
  readonly difference: DifferenceView | undefined
  readonly quarantined: boolean
}

/** Which row a difference belongs to. */
const SECTION_OF: Readonly<Record<DifferenceView['kind'], ComparisonSection>> = {
  position: 'positions',
  unexplainedFill: 'positions',
  protection: 'orders',
  unknownOrder: 'orders',
  foreignOrder: 'orders',
  lostOrder: 'orders',
  cash: 'cash',
}

/** Both sides, row by row: positions, open orders, cash; what differs first within each. */
export function comparisonRows(view: ReconciliationView): readonly ComparisonRow[] {
  const open = view.differences.filter(({ state }) => state === 'open')
  const rows = view.instruments.flatMap((instrument) => [positionRow(instrument, open), ...orderRows(instrument, open)])
  const sorted = [...rows, ...cashRows(view, open)]
  return sorted.toSorted(
    (left, right) =>
      SECTIONS.indexOf(left.section) - SECTIONS.indexOf(right.section) ||
      Number(right.outcome === 'differs') - Number(left.outcome === 'differs') ||
      (left.instrumentId ?? '').localeCompare(right.instrumentId ?? ''),
  )
}

function positionRow(instrument: InstrumentReconciliation, open: readonly DifferenceView[]): ComparisonRow {
  const { ledgerQuantity: ledger, venueQuantity: venue } = instrument
  return instrumentRow(instrument, { section: 'positions', ledger, venue, open })
}

/** An instrument without orders on either side, and without a difference in them, needs no row for them. */
function orderRows(instrument: InstrumentReconciliation, open: readonly DifferenceView[]): readonly ComparisonRow[] {
  const { ledgerOrders, venueOrders } = instrument
  const ledger = ledgerOrders === null ? null : String(ledgerOrders)
  const venue = venueOrders === null ? null : String(venueOrders)
  const row = instrumentRow(instrument, { section: 'orders', ledger, venue, open })
  return (ledgerOrders ?? 0) + (venueOrders ?? 0) === 0 && row.difference === undefined ? [] : [row]
}

interface Sides {
  readonly section: ComparisonSection
  readonly ledger: string | null
  readonly venue: string | null
  readonly open: readonly DifferenceView[]
}

function instrumentRow(instrument: InstrumentReconciliation, { section, ledger, venue, open }: Sides): ComparisonRow {
  const { instrumentId, reason, quarantine } = instrument
  const difference = open.find((each) => each.instrumentId === instrumentId && SECTION_OF[each.kind] === section)
  const outcome = instrument.outcome === 'notAsked' ? 'notAsked' : outcomeOf({ ledger, venue, difference })
  return {
    rowId: `${section} ${instrumentId}`,
    section,
    instrumentId,
    currency: null,
    ledger,
    venue,
    outcome,
    reason,
    difference,
    quarantined: quarantine !== null,
  }
}

function cashRows({ cash }: ReconciliationView, open: readonly DifferenceView[]): readonly ComparisonRow[] {
  if (cash === null) return []
  const { currency, ledger, venue } = cash
  const difference = open.find(({ kind }) => kind === 'cash')
  return [
    {
      rowId: `cash ${currency}`,
      section: 'cash',
      instrumentId: null,
      currency,
      ledger,
      venue,
      outcome: outcomeOf({ ledger, venue, difference }),
      reason: null,
      difference,
      quarantined: false,
    },
  ]
}

/** Numbers that are not the same differ, also before the engine has a name for it. */
function outcomeOf({
  ledger,
  venue,
  difference,
}: Pick<ComparisonRow, 'ledger' | 'venue' | 'difference'>): ComparisonRow['outcome'] {
  if (difference !== undefined) return 'differs'
  if (ledger === null || venue === null) return 'notAsked'
  return Number(ledger) === Number(venue) ? 'agreed' : 'differs'
}

/** What the venue has more than the ledger; undefined where one side is not known. */
export function gapOf({ ledger, venue }: Pick<ComparisonRow, 'ledger' | 'venue'>): number | undefined {
  if (ledger === null || venue === null) return undefined
  const gap = Number(venue) - Number(ledger)
  // What float64 leaves of two decimals that are the same.
  return Math.abs(gap) < 1e-9 ? 0 : gap
}
