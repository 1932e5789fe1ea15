import { judge, type Leave } from '../faults/rig/judge.ts'
import type { LedgerBook } from '../faults/rig/ledger-book.ts'
import type { SequenceRig } from './rig/sequence-rig.ts'

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
    ...judge(book, venue, { unprotectedMs: undefined, leave, toldOrders }),
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
