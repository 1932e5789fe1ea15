import { UNASSIGNED } from '../../src-main/domain/index.ts'
import { judge, type Leave } from '../faults/rig/judge.ts'
import type { LedgerBook, LedgerPosition } from '../faults/rig/ledger-book.ts'
import type { SequenceRig } from './rig/sequence-rig.ts'

/** The engine tells of no less: an exchange rounds. What was paid elsewhere and is not known can come as near as that. */
const UNTOLD_CASH = '0.01'

/** What ledger and venue say of each other once everything has come to rest: what differs must have been told. */
export function verdict(rig: SequenceRig, book: LedgerBook): string[] {
  const { venue, session } = rig
  const { differences } = session.execution.reconciliation
  const standing = differences.filter(({ state }) => state !== 'resolved')
  const told = standing.map(({ differenceId }) => differenceId)
  const toldOrders = new Set(standing.flatMap(({ finding }) => ('report' in finding ? finding.report.orderId : [])))
  const leave = new Set<Leave>(['violations', 'orphans'])
  if (told.some((id) => id.startsWith('position:'))) leave.add('positions').add('cash')
  if (told.some((id) => id.startsWith('cash:'))) leave.add('cash')
  const violations = venue.violations.filter((text) => ![...rig.notForeign].some((id) => text.includes(id)))
  return [
    ...violations.map((text) => `sent to the venue: ${text}`),
    ...orphans(rig, book),
    ...calledUnsent(rig),
    ...offTheLot(rig),
    ...takenFromNobody(rig, book),
    ...judge(book, venue, {
      unprotectedMs: undefined,
      leave,
      toldOrders,
      ...(isTradedElsewhere(rig) ? { cashTolerance: UNTOLD_CASH } : {}),
    }),
  ]
}

/** Exits that work where nobody holds anything. Two owners on opposite sides have theirs though the venue's net is flat. */
function orphans({ venue }: SequenceRig, { positions }: LedgerBook): string[] {
  const held = new Set(positions.filter(({ quantity }) => Number(quantity) !== 0).map((row) => row.instrument_id))
  return venue
    .working()
    .filter(({ terms }) => terms.reduceOnly && !held.has(terms.instrumentId))
    .map(({ terms }) => `${terms.type} ${terms.orderId} still works at the venue and nothing is held`)
}

/** Whoever is told that an order was never sent places another. */
function calledUnsent(rig: SequenceRig): string[] {
  return rig
    .look((ledger) => ledger.calledUnsent())
    .filter((id) => rig.venue.books.orders.has(id))
    .map((id) => `order ${id} was told as never sent, and the venue has it`)
}

/** The venue refuses what is not a multiple of its lot: the engine knows the lot, and has no reason to send it. */
function offTheLot({ venue }: SequenceRig): string[] {
  return [...venue.books.orders.values()].flatMap(({ terms: { orderId, instrumentId, quantity, type } }) => {
    const lot = venue.instruments.get(instrumentId)?.lotSize
    return lot && !quantity.mod(lot).isZero() ? [`${type} ${orderId} of ${quantity.toFixed()} is off the lot`] : []
  })
}

/** Where nobody has traded past the engine: an owner whose part went to nobody's account would protect what is gone. */
function takenFromNobody(rig: SequenceRig, { positions }: LedgerBook): string[] {
  if (isTradedElsewhere(rig)) return []
  const held = positions.filter(({ quantity }) => Number(quantity) !== 0)
  return held
    .filter(({ owner }) => owner === UNASSIGNED)
    .filter((nobodys) => held.some((other) => isOpposite(nobodys, other)))
    .map((row) => `${row.quantity} of ${row.instrument_id} are nobody's, and an owner holds the opposite`)
}

function isTradedElsewhere({ venue }: SequenceRig): boolean {
  return [...venue.books.orders.values()].some(({ isForeign }) => isForeign)
}

function isOpposite(left: LedgerPosition, right: LedgerPosition): boolean {
  return left.instrument_id === right.instrument_id && Number(left.quantity) * Number(right.quantity) < 0
}
