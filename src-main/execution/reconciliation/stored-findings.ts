import { Decimal } from '../../base/index.ts'
import type { AccountId, Adjustment, InstrumentId, Money, Quantity } from '../../domain/index.ts'
import type { Database } from '../../storage/index.ts'
import type { Quarantine, QuarantineCause } from './quarantine-book.ts'

/** An adjustment that is booked, as far as it has to be known again. */
export interface BookedAdjustment extends Pick<Adjustment, 'adjustmentId' | 'kind' | 'quantity' | 'cash'> {
  readonly timeMs: number
}

/** What the ledger knows of earlier comparisons. */
export interface StoredFindings {
  readonly quarantines: readonly Quarantine[]
  /** Differences that a person let be, with their numbers. */
  readonly ignoredKeys: readonly string[]
  /** Oldest first. */
  readonly adjustments: readonly BookedAdjustment[]
  /** Session time of the opening or the last reset: what the venue did before is in the cash of then. Undefined before the first. */
  readonly accountSinceMs: number | undefined
}

export const NO_FINDINGS: StoredFindings = {
  quarantines: [],
  ignoredKeys: [],
  adjustments: [],
  accountSinceMs: undefined,
}

interface QuarantinedRow {
  readonly instrumentId: InstrumentId
  /** Null: of a fact without one. */
  readonly cause: QuarantineCause | null
  readonly reason: string | null
  readonly sinceMs: number
}

interface AdjustedRow {
  readonly adjustmentId: string
  readonly kind: Adjustment['kind']
  readonly quantity: string
  readonly cash: string
  readonly timeMs: number
}

/** Reads them from the facts of one account. */
export function readStoredFindings(database: Database, accountId: AccountId): StoredFindings {
  return {
    quarantines: readQuarantines(database, accountId),
    ignoredKeys: readIgnored(database, accountId),
    adjustments: readAdjustments(database, accountId),
    accountSinceMs: readAccountSince(database, accountId),
  }
}

function readAccountSince(database: Database, accountId: AccountId): number | undefined {
  return database
    .prepare<[string], { timeMs: number }>(
      `SELECT time_ms AS timeMs FROM facts WHERE account_id = ? AND kind IN ('accountOpened', 'accountReset')
       ORDER BY seq DESC LIMIT 1`,
    )
    .get(accountId)?.timeMs
}

/** The newest fact of each instrument and cause counts. */
function readQuarantines(database: Database, accountId: AccountId): Quarantine[] {
  const rows = database
    .prepare<[string], QuarantinedRow>(
      `SELECT json_extract(payload, '$.instrumentId') AS instrumentId, json_extract(payload, '$.cause') AS cause,
         json_extract(payload, '$.reason') AS reason, time_ms AS sinceMs
       FROM facts WHERE account_id = ? AND kind = 'quarantined' ORDER BY seq`,
    )
    .all(accountId)
  const held = new Map<string, Quarantine>()
  for (const { instrumentId, cause, reason, sinceMs } of rows) {
    const key = `${instrumentId}|${cause ?? 'person'}`
    if (reason === null) held.delete(key)
    else held.set(key, { instrumentId, cause: cause ?? 'person', reason, sinceMs })
  }
  return [...held.values()]
}

function readIgnored(database: Database, accountId: AccountId): string[] {
  return database
    .prepare<[string], { key: string }>(
      `SELECT DISTINCT json_extract(payload, '$.differenceId') AS key
       FROM facts WHERE account_id = ? AND kind = 'differenceIgnored'`,
    )
    .all(accountId)
    .map(({ key }) => key)
}

function readAdjustments(database: Database, accountId: AccountId): BookedAdjustment[] {
  return database
    .prepare<[string], AdjustedRow>(
      `SELECT json_extract(payload, '$.adjustment.adjustmentId') AS adjustmentId,
         json_extract(payload, '$.adjustment.kind') AS kind, json_extract(payload, '$.adjustment.quantity') AS quantity,
         json_extract(payload, '$.adjustment.cash') AS cash, json_extract(payload, '$.adjustment.timeMs') AS timeMs
       FROM facts WHERE account_id = ? AND kind = 'adjusted' ORDER BY seq`,
    )
    .all(accountId)
    .map(({ quantity, cash, ...row }) =>
      Object.assign(row, { quantity: new Decimal(quantity) as Quantity, cash: new Decimal(cash) as Money }),
    )
}
