import { join } from 'node:path'
import type { ReconciliationView } from '../../../src-contract/index.ts'
import { type LedgerBook, readLedgerBook } from '../../faults/rig/ledger-book.ts'
import type { EngineAccess } from '../../support/engine-access.ts'
import type { VenueSide, VenueSimulator } from '../../venue/index.ts'
import { EARLIER_ORDERS } from '../engine/earlier-past.ts'
import { localBooks, venueBooks } from './books.ts'
import { compare, type Comparison } from './compare.ts'

export interface Case {
  readonly venue: VenueSimulator
  readonly side: VenueSide
  readonly engine: EngineAccess
  readonly accepted: ReadonlySet<string>
}

/** Compares what an engine has on disk and tells over its interface with the venue's own books. */
export async function judge({ venue, side, engine, accepted }: Case): Promise<Comparison> {
  const told = await tellingOf(engine)
  const ledger = sinceTheSoak(readLedgerBook(join(engine.home, 'ledger.db')))
  const comparison = compare({
    local: localBooks(ledger),
    venue: venueBooks(venue, side),
    held: heldOf(ledger),
    accepted,
  })
  return { ...comparison, findings: [...comparison.findings, ...told, ...doubledKeys(ledger)] }
}

/** Without what an account had before anything was traded on it here. */
function sinceTheSoak(ledger: LedgerBook): LedgerBook {
  const isOfSoak = ({ order_id: id }: { readonly order_id: string }): boolean => !id.startsWith(EARLIER_ORDERS)
  return { ...ledger, orders: ledger.orders.filter(isOfSoak), fills: ledger.fills.filter(isOfSoak) }
}

/** A limit order with an end stands at the venue, also where the engine sees to its end. */
function heldOf({ orders }: LedgerBook): ReadonlySet<string> {
  const held = orders.filter(({ handling, type }) => handling === 'engine' && type !== 'limit')
  return new Set(held.map(({ order_id: id }) => id))
}

/** What the engine itself says is not as it should be. */
async function tellingOf(engine: EngineAccess): Promise<string[]> {
  const { differences, instruments, unknownOrders, lastFault } = await engine.get<ReconciliationView>('/reconciliation')
  return [
    ...differences
      .filter(({ state }) => state === 'open')
      .map(
        ({ differenceId, ledger, venue, cause }) => `told: ${differenceId}: ${ledger} here, ${venue} there. ${cause}`,
      ),
    ...instruments.flatMap(({ instrumentId, quarantine }) =>
      quarantine ? [`told: ${instrumentId} is held: ${quarantine.reason}`] : [],
    ),
    ...(unknownOrders > 0 ? [`told: ${unknownOrders} orders of unknown outcome`] : []),
    ...(lastFault ? [`told: ${lastFault.text}`] : []),
  ]
}

/** One wish, one order: the same key twice would be an order that was doubled. */
function doubledKeys({ orders }: LedgerBook): string[] {
  const seen = new Set<string>()
  return orders.flatMap(({ idempotency_key: key }) => {
    if (seen.has(key)) return [`two orders were made of the wish ${key}`]
    seen.add(key)
    return []
  })
}
