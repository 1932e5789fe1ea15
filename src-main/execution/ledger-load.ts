import { Decimal, FatalError, ensureDefined, timeMs, ZERO } from '../base/index.ts'
import {
  type AccountId,
  type EquitySample,
  type ExitMove,
  type Fact,
  type LedgerAccount,
  type Money,
  type Order,
  type OrderId,
  type Position,
  type TradeId,
} from '../domain/index.ts'
import { type Database, openDatabase } from '../storage/index.ts'
import { exitMoveOf, type ExitMovePayload, type ExitRow, positionExitsOf } from './exit-rows.ts'
import { bookedFillOf, type FillRow, orderOf, type OrderRow, positionOf, type PositionRow } from './ledger-rows.ts'
import { IS_OPEN } from './ledger-schema.ts'
import type { Leg } from './leg-statuses.ts'
import type { LedgerState, OpenedAccount } from './ledger-state.ts'
import { KEPT_FILLS } from './order-store.ts'
import { openChangeOf, type StoredHandover } from './open-changes.ts'
import { type OpenEntry, readOpenEntries } from './open-entries.ts'
import { orderNumberOf } from './order-numbers.ts'
import { readAmendWishes, readMadeHandovers, readOriginalTerms, readReplacing } from './ledger-wishes.ts'
import { PROTECTION_CANCEL_REASON } from './protection.ts'
import { readStoredFindings } from './reconciliation/stored-findings.ts'

/** As many wishes are known again by their keys. */
const RECENT_WISHES = 10_000
const RECENT_ORDERS = 500
const EQUITY_SAMPLES = 20_000
const EXIT_MOVES = 500
const BOOKED_IDS = 10_000

export interface LoadLedgerOptions {
  /** A ledger that a journal has opened, and so migrated, before. */
  readonly file: string
  readonly accountId: AccountId
}

/** Reads one account. Throws `FatalError` where what is projected does not match the facts. */
export function loadLedger({ file, accountId }: LoadLedgerOptions): LedgerState {
  const database = openDatabase({ file, synchronous: 'FULL', readonly: true })
  try {
    return database.transaction(() => new LedgerReader(database, file, accountId).read())()
  } finally {
    database.close()
  }
}

class LedgerReader {
  readonly #database: Database
  readonly #file: string
  readonly #accountId: AccountId

  constructor(database: Database, file: string, accountId: AccountId) {
    this.#database = database
    this.#file = file
    this.#accountId = accountId
  }

  read(): LedgerState {
    this.#requireCounts()
    const account = this.#account()
    const positions = this.#rows<PositionRow>('SELECT * FROM positions WHERE account_id = ?').map(positionOf)
    const openEntries = positions.flatMap((position) => this.#openEntries(position))
    const handovers = openEntries.some(({ orderId }) => orderId === undefined) ? this.#handovers() : new Map()
    const orders = this.#orders(openEntries)
    return {
      account,
      positions,
      balances: this.#balances(account?.currency),
      tradingState: this.#tradingState(),
      tradingDay: this.#tradingDay(),
      equitySamples: this.#equitySamples(),
      lastFactTimeMs: this.#lastFactTimeMs(),
      orders: [...orders.values()],
      recentFills: this.#recentFills(),
      seenTradeIds: this.#tradeIds([...orders.keys()]),
      nextOrderNumber: this.#nextOrderNumber(),
      openChanges: openEntries.map((entry) => openChangeOf(entry, { orders, handovers })),
      releasedLegs: this.#releasedLegs([...orders.keys()]),
      movedExits: positionExitsOf(this.#rows<ExitRow>('SELECT * FROM position_exits WHERE account_id = ?')),
      exitMoves: this.#exitMoves(),
      replacing: readReplacing(this.#database, this.#accountId),
      originalTerms: readOriginalTerms(this.#database, this.#accountId),
      amendWishes: readAmendWishes(this.#database, this.#accountId),
      handovers: readMadeHandovers(this.#database, this.#accountId),
      guards: this.#newestFact('guardsChanged')?.guards,
      bookedIds: this.#bookedIds(),
      findings: readStoredFindings(this.#database, this.#accountId),
    }
  }

  /** Open ones with their groups, the newest, those whose keys must be known, and those of the entries given; oldest first. */
  #orders(openEntries: readonly OpenEntry[]): Map<OrderId, Order> {
    const open = `SELECT seq FROM orders WHERE account_id = @accountId AND ${IS_OPEN}`
    const newest = `SELECT seq FROM (
      SELECT seq FROM orders WHERE account_id = @accountId ORDER BY seq DESC LIMIT ${RECENT_ORDERS})`
    const wished = `SELECT seq FROM (
      SELECT seq FROM orders WHERE account_id = @accountId AND source <> 'protection'
      ORDER BY seq DESC LIMIT ${RECENT_WISHES})`
    const grouped = `SELECT seq FROM orders WHERE account_id = @accountId
      AND oco_group IN (SELECT oco_group FROM orders WHERE seq IN (${open}) AND oco_group IS NOT NULL)`
    const entered = `SELECT seq FROM orders WHERE account_id = @accountId
      AND order_id IN (SELECT value FROM json_each(@orderIds))`
    const rows = this.#database
      .prepare<[object], OrderRow>(
        `SELECT * FROM orders WHERE seq IN (${open} UNION ${newest} UNION ${wished} UNION ${grouped} UNION ${entered}) ORDER BY seq`,
      )
      .all({
        accountId: this.#accountId,
        orderIds: JSON.stringify(openEntries.flatMap(({ orderId }) => orderId ?? [])),
      })
    return new Map(rows.map((row) => [row.order_id, orderOf(row)]))
  }

  #openEntries(position: Position): OpenEntry[] {
    const found = readOpenEntries(this.#database, position)
    if (found) return found
    const { instrumentId, owner, quantity } = position
    throw this.#inconsistent(
      `the entries of ${owner} in ${instrumentId} do not add up to its position of ${quantity.toFixed()}`,
    )
  }

  #tradeIds(orderIds: readonly OrderId[]): { orderId: OrderId; tradeId: TradeId }[] {
    const sql = `SELECT order_id AS orderId, trade_id AS tradeId FROM fills
      WHERE account_id = ? AND order_id IN (SELECT value FROM json_each(?)) ORDER BY seq`
    return this.#rows<{ orderId: OrderId; tradeId: TradeId }>(sql, JSON.stringify(orderIds))
  }

  /** Exits of these entries whose cancel somebody else than protection itself asked for, and that were not decided anew since. */
  #releasedLegs(orderIds: readonly OrderId[]): Leg[] {
    const sql = `SELECT DISTINCT orders.instrument_id AS instrumentId, orders.owner AS owner,
        orders.parent_order_id AS parentOrderId, orders.role AS role,
        COALESCE(orders.trigger_price, orders.limit_price) AS price
      FROM orders JOIN facts ON facts.order_id = orders.order_id AND facts.account_id = orders.account_id
      WHERE orders.account_id = ? AND orders.parent_order_id IN (SELECT value FROM json_each(?))
        AND orders.role IN ('stopLoss', 'takeProfit')
        AND facts.kind = 'cancelRequested' AND json_extract(facts.payload, '$.reason') <> ?
        AND NOT EXISTS (
          SELECT 1 FROM facts AS moved
          WHERE moved.account_id = orders.account_id AND moved.kind = 'exitsMoved' AND moved.seq > facts.seq
            AND json_extract(moved.payload, '$.move.instrumentId') = orders.instrument_id
            AND json_extract(moved.payload, '$.move.owner') = orders.owner
            AND json_extract(moved.payload, '$.move.by') <> 'plan'
            AND json_type(moved.payload, CASE orders.role
              WHEN 'stopLoss' THEN '$.move.stopPrice' ELSE '$.move.targetPrice' END) IS NOT NULL)`
    return this.#rows<Leg>(sql, JSON.stringify(orderIds), PROTECTION_CANCEL_REASON)
  }

  /** Every handover by its id. */
  #handovers(): Map<string, StoredHandover> {
    const sql = "SELECT payload FROM facts WHERE account_id = ? AND kind = 'handedOver'"
    const handovers = this.#rows<{ payload: string }>(sql).map(
      ({ payload }) => (JSON.parse(payload) as { handover: StoredHandover }).handover,
    )
    return new Map(handovers.map((handover) => [handover.handoverId, handover]))
  }

  #exitMoves(): ExitMove[] {
    const sql = `SELECT payload FROM facts WHERE account_id = ? AND kind = 'exitsMoved'
      ORDER BY seq DESC LIMIT ${EXIT_MOVES}`
    const facts = this.#rows<{ payload: string }>(sql).map(({ payload }) => JSON.parse(payload) as ExitMovePayload)
    return facts.map(exitMoveOf).reverse()
  }

  #recentFills(): LedgerState['recentFills'] {
    const sql = `SELECT * FROM fills WHERE account_id = ? ORDER BY seq DESC LIMIT ${KEPT_FILLS}`
    return this.#rows<FillRow>(sql).map(bookedFillOf)
  }

  #nextOrderNumber(): number {
    // Those that were placed elsewhere and taken over have ids of another kind.
    const sql = `SELECT order_id FROM orders WHERE account_id = ? AND source <> 'adopted' ORDER BY seq DESC LIMIT 1`
    const [newest] = this.#rows<{ order_id: OrderId }>(sql)
    return newest === undefined ? 1 : orderNumberOf(newest.order_id) + 1
  }

  /** Of everything that changed a position or cash beside fills: each is booked once. */
  #bookedIds(): string[] {
    const sql = `SELECT id FROM (
        SELECT entry_id AS id, time_ms FROM entries WHERE account_id = ? AND kind <> 'fill'
        UNION SELECT transaction_id AS id, time_ms FROM postings
          WHERE account_id = ? AND (transaction_id GLOB 'adjustment:*' OR transaction_id GLOB 'handover:*'))
      ORDER BY time_ms DESC LIMIT ${BOOKED_IDS}`
    return this.#rows<{ id: string }>(sql, this.#accountId).map(({ id }) => id)
  }

  #account(): OpenedAccount | undefined {
    const sql = `SELECT payload FROM facts WHERE account_id = ? AND kind IN ('accountOpened', 'accountReset')
      ORDER BY seq DESC LIMIT 1`
    const [row] = this.#rows<{ payload: string }>(sql)
    if (!row) return undefined
    const fact = JSON.parse(row.payload) as Extract<Fact, { kind: 'accountOpened' | 'accountReset' }>
    return { currency: fact.currency, startingCash: new Decimal(fact.cash) as Money, timeMs: fact.timeMs }
  }

  #tradingState(): LedgerState['tradingState'] {
    const fact = this.#newestFact('tradingState')
    return fact && { state: fact.state, reason: fact.reason, killing: fact.killing }
  }

  #tradingDay(): LedgerState['tradingDay'] {
    const fact = this.#newestFact('dayStarted')
    if (!fact) return undefined
    const { startMs, dayStartEquity, dayStartFees } = fact
    return { startMs, dayStartEquity, dayStartFees: new Decimal(dayStartFees) as Money }
  }

  #newestFact<Kind extends Fact['kind']>(kind: Kind): Extract<Fact, { kind: Kind }> | undefined {
    const sql = 'SELECT payload FROM facts WHERE account_id = ? AND kind = ? ORDER BY seq DESC LIMIT 1'
    const [row] = this.#rows<{ payload: string }>(sql, kind)
    return row && (JSON.parse(row.payload) as Extract<Fact, { kind: Kind }>)
  }

  /** In the account's currency; every currency must be balanced. */
  #balances(currency: string | undefined): Record<LedgerAccount, Money> {
    const none = ZERO as Money
    const balances: Record<LedgerAccount, Money> = {
      cash: none,
      capital: none,
      realisedPnl: none,
      fees: none,
      funding: none,
    }
    const sums = new Map<string, Decimal>()
    const sql = 'SELECT account, currency, amount FROM balances WHERE account_id = ?'
    for (const row of this.#rows<{ account: LedgerAccount; currency: string; amount: string }>(sql)) {
      sums.set(row.currency, (sums.get(row.currency) ?? ZERO).add(row.amount))
      if (row.currency === currency) balances[row.account] = new Decimal(row.amount) as Money
    }
    for (const [unit, sum] of sums) {
      if (!sum.isZero()) throw this.#inconsistent(`its accounts sum to ${sum.toFixed()} ${unit}, they must sum to 0`)
    }
    return balances
  }

  /** The newest in full, and of those before what stands for their hours. */
  #equitySamples(): EquitySample[] {
    const newest = this.#rows<EquitySample>(
      `SELECT time_ms AS timeMs, equity, cash FROM equity_samples WHERE account_id = ?
        ORDER BY time_ms DESC LIMIT ${EQUITY_SAMPLES}`,
    ).reverse()
    const before = this.#rows<EquitySample>(
      `SELECT time_ms AS timeMs, equity, cash FROM equity_kept JOIN equity_samples USING (account_id, time_ms)
        WHERE account_id = ? AND time_ms < CAST(? AS INTEGER) ORDER BY time_ms`,
      String(newest[0]?.timeMs ?? 0),
    )
    return [...before, ...newest]
  }

  #lastFactTimeMs(): LedgerState['lastFactTimeMs'] {
    const sql = 'SELECT time_ms FROM facts WHERE account_id = ? ORDER BY seq DESC LIMIT 1'
    const [row] = this.#rows<{ time_ms: number }>(sql)
    return row && timeMs(row.time_ms)
  }

  #requireCounts(): void {
    const pairs = [
      ['orders', 'orderIntended', 'orderAdopted'],
      ['fills', 'venue.filled', 'venue.filled'],
    ] as const
    for (const [table, kind, other] of pairs) {
      const facts = this.#count(
        'SELECT count(*) AS count FROM facts WHERE account_id = ? AND kind IN (?, ?)',
        kind,
        other,
      )
      const rows = this.#count(`SELECT count(*) AS count FROM ${table} WHERE account_id = ?`)
      if (facts !== rows) throw this.#inconsistent(`it has ${rows} ${table} and ${facts} facts of ${kind}`)
    }
  }

  #inconsistent(finding: string): FatalError {
    return new FatalError(
      `The ledger ${this.#file} contradicts itself: ${finding}. It was left as it is. ` +
        'Put a backup in its place, or move it away to start with an empty ledger.',
    )
  }

  #count(sql: string, ...params: readonly string[]): number {
    return ensureDefined(this.#rows<{ count: number }>(sql, ...params)[0], 'count').count
  }

  #rows<Row>(sql: string, ...params: readonly string[]): Row[] {
    return this.#database.prepare<string[], Row>(sql).all(this.#accountId, ...params)
  }
}
