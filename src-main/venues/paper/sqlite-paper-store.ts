import {
  type AccountId,
  type InstrumentId,
  money,
  type OrderId,
  parseInstrumentId,
  type VenueFact,
} from '../../domain/index.ts'
import { type Database, openDatabase, SqliteWriter, type WriteOp } from '../../storage/index.ts'
import {
  decodeOrder,
  decodePosition,
  encodeFact,
  encodeRequest,
  type FillRow,
  type OrderRow,
  type PositionRow,
} from './paper-codec.ts'
import type { PaperPosition } from './paper-books.ts'
import type { FilledFact, PaperOrder } from './paper-order.ts'
import { PAPER_MIGRATIONS, PAPER_STATEMENTS } from './paper-schema.ts'
import type { PaperAccount, PaperChange, PaperStore, StoredBooks } from './paper-store.ts'

export interface SqlitePaperStoreOptions {
  readonly file: string
  readonly accountId: AccountId
  readonly currency: string
  readonly onFailed: (error: Error) => void
}

interface PriceRow {
  readonly instrument_id: string
  readonly last_price: number
}

interface AccountRow {
  readonly cash: string
  readonly series: string
  readonly next_order: number
  readonly next_trade: number
}

type StatementName = keyof typeof PAPER_STATEMENTS

const ORDER_COLUMNS = 'order_id, venue_order_id, sequence, request, state, reason, phase, created_at_ms, updated_at_ms'
const SELECT_ACCOUNT = 'SELECT cash, series, next_order, next_trade FROM account WHERE account_id = ?'
const SELECT_POSITIONS = 'SELECT instrument_id, quantity, entry_price FROM positions WHERE account_id = ?'
const SELECT_PRICES = 'SELECT instrument_id, last_price FROM prices WHERE account_id = ?'
const SELECT_ORDER = `SELECT ${ORDER_COLUMNS} FROM orders WHERE account_id = ? AND order_id = ?`
const SELECT_OPEN_ORDERS = `SELECT ${ORDER_COLUMNS} FROM orders
  WHERE account_id = ? AND state IN ('working', 'partiallyFilled') ORDER BY sequence`
const SELECT_FILLS = `SELECT trade_id, order_id, quantity, price, fee, fee_currency, liquidity, time_ms
  FROM fills WHERE account_id = ? AND order_id = ? ORDER BY trade_number`

/** The books on disk: written by a thread of their own, synced before anybody hears of a change. */
export class SqlitePaperStore implements PaperStore {
  readonly #writer: SqliteWriter
  readonly #reader: Database
  readonly #options: SqlitePaperStoreOptions

  private constructor(writer: SqliteWriter, reader: Database, options: SqlitePaperStoreOptions) {
    this.#writer = writer
    this.#reader = reader
    this.#options = options
  }

  static async open(options: SqlitePaperStoreOptions): Promise<SqlitePaperStore> {
    const { file, onFailed } = options
    const storage = { file, synchronous: 'FULL' } as const
    const writer = await SqliteWriter.open({
      ...storage,
      migrations: PAPER_MIGRATIONS,
      statements: PAPER_STATEMENTS,
      onFailed,
    })
    return new SqlitePaperStore(writer, openDatabase({ ...storage, readonly: true }), options)
  }

  load(): StoredBooks | undefined {
    const { accountId } = this.#options
    const row = this.#reader.prepare<[string], AccountRow>(SELECT_ACCOUNT).get(accountId)
    if (!row) return undefined
    const orders = this.#reader.prepare<[string], OrderRow>(SELECT_OPEN_ORDERS).all(accountId)
    const positions = this.#reader.prepare<[string], PositionRow>(SELECT_POSITIONS).all(accountId)
    return {
      account: { cash: money(row.cash), series: row.series, nextOrder: row.next_order, nextTrade: row.next_trade },
      positions: positions.map(decodePosition),
      lastPrices: this.#lastPrices(),
      orders: orders.map((order) => decodeOrder(order, this.#fillsOf(order.order_id))),
    }
  }

  findOrder(orderId: OrderId): PaperOrder | undefined {
    const row = this.#reader.prepare<[string, string], OrderRow>(SELECT_ORDER).get(this.#options.accountId, orderId)
    return row && decodeOrder(row, this.#fillsOf(orderId))
  }

  commit(change: PaperChange, onStored: () => void): void {
    this.#writer.write(this.#opsOf(change), onStored)
  }

  flush(): void {
    // The writer's thread acknowledges by itself.
  }

  drained(): Promise<void> {
    return this.#writer.drained()
  }

  async close(): Promise<void> {
    // The reader first: the last connection moves the log into the file, and only the writer may.
    this.#reader.close()
    await this.#writer.close()
  }

  #opsOf(change: PaperChange): WriteOp[] {
    const ops = [this.#accountOp(change.account)]
    for (const order of change.orders) ops.push(this.#orderOp(order))
    for (const position of change.positions) ops.push(this.#positionOp(position))
    for (const { instrumentId, lastPrice } of change.prices) ops.push(this.#op('savePrice', [instrumentId, lastPrice]))
    let tradeNumber = change.account.nextTrade - change.facts.filter((fact) => fact.kind === 'filled').length
    for (const fact of change.facts) {
      ops.push(this.#factOp(fact))
      if (fact.kind === 'filled') ops.push(this.#fillOp(fact, tradeNumber++))
    }
    return ops
  }

  /** Every table's first column is the account. */
  #op(statement: StatementName, params: readonly (string | number | null)[]): WriteOp {
    return { statement, params: [this.#options.accountId, ...params] }
  }

  #accountOp({ cash, series, nextOrder, nextTrade }: PaperAccount): WriteOp {
    return this.#op('saveAccount', [this.#options.currency, cash.toString(), series, nextOrder, nextTrade])
  }

  #orderOp(order: PaperOrder): WriteOp {
    const { request, venueOrderId, sequence, state, reason, phase, createdAtMs, updatedAtMs } = order
    const terms = encodeRequest(request)
    return this.#op('saveOrder', [
      request.orderId,
      venueOrderId,
      sequence,
      terms,
      state,
      reason ?? null,
      phase,
      createdAtMs,
      updatedAtMs,
    ])
  }

  #positionOp({ instrumentId, quantity, entryPrice }: PaperPosition): WriteOp {
    if (quantity.isZero()) return this.#op('dropPosition', [instrumentId])
    return this.#op('savePosition', [instrumentId, quantity.toString(), entryPrice.toString()])
  }

  #fillOp(fill: FilledFact, tradeNumber: number): WriteOp {
    const amounts = [fill.quantity, fill.price, fill.fee].map((amount) => amount.toString())
    return this.#op('addFill', [
      fill.tradeId,
      tradeNumber,
      fill.orderId,
      ...amounts,
      fill.feeCurrency,
      fill.liquidity,
      fill.timeMs,
    ])
  }

  #factOp(fact: VenueFact): WriteOp {
    return this.#op('addFact', [fact.timeMs, fact.kind, fact.orderId, encodeFact(fact)])
  }

  #lastPrices(): Map<InstrumentId, number> {
    const rows = this.#reader.prepare<[string], PriceRow>(SELECT_PRICES).all(this.#options.accountId)
    return new Map(rows.map((row) => [parseInstrumentId(row.instrument_id), row.last_price]))
  }

  #fillsOf(orderId: string): FillRow[] {
    return this.#reader.prepare<[string, string], FillRow>(SELECT_FILLS).all(this.#options.accountId, orderId)
  }
}
