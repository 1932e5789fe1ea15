import { type EntryKind, type OrderId, type Position, quantity, type Quantity } from '../domain/index.ts'
import type { Database } from '../storage/index.ts'

/** One step on a position's way from flat to what it is: an order that filled, or a handover. */
export interface OpenEntry {
  /** Undefined where no order was behind it. */
  readonly orderId: OrderId | undefined
  readonly entryId: string
  /** Signed. */
  readonly before: Quantity
  readonly after: Quantity
}

/**
 * Walks back from the position as it is to where it was last flat or turned round, and gives those steps oldest first.
 * Undefined where the entries end before that.
 */
export function readOpenEntries(database: Database, position: Position): OpenEntry[] | undefined {
  const { accountId, instrumentId, owner } = position
  if (position.quantity.isZero()) return []
  const rows = database
    .prepare<
      [string, string, string],
      { quantity: string; order_id: OrderId | null; entry_id: string; kind: EntryKind }
    >(
      `SELECT quantity, order_id, entry_id, kind FROM entries WHERE account_id = ? AND instrument_id = ? AND owner = ?
       ORDER BY seq DESC`,
    )
    .iterate(accountId, instrumentId, owner)
  const steps: OpenEntry[] = []
  let after = position.quantity
  for (const row of rows) {
    const before = quantity(after.sub(row.quantity))
    const orderId = row.order_id ?? undefined
    if (orderId !== undefined || row.kind === 'handover') steps.push({ orderId, entryId: row.entry_id, before, after })
    if (before.isZero() || before.isPositive() !== after.isPositive()) return steps.reverse()
    after = before
  }
  return undefined
}
