import type { TimeMs } from '../../base/index.ts'
import {
  type AccountId,
  type InstrumentId,
  money,
  type OrderId,
  type VenueAdjustment,
  type VenueExecution,
  type VenueFact,
} from '../../domain/index.ts'
import { type Database, openDatabase, SqliteWriter, type WriteOp } from '../../storage/index.ts'
import {
  type AdjustmentRow,
  decodeAdjustment,
  decodeExecution,
  decodeMarket,
  decodeOrder,
  decodePosition,
  encodeFact,
  encodeRequest,
  type FillRow,
  type MarketRow,
  type OrderRow,
  type PositionRow,
} from './paper-codec.ts'
import type { PaperPosition } from './paper-books.ts'
import type { PaperOrder } from './paper-order.ts'
import { PAPER_MIGRATIONS, PAPER_QUERIES, PAPER_STATEMENTS } from './paper-schema.ts'
import {
  adjustmentsOf,
  executionsOf,
  type PaperAccount,
  type PaperChange,
  type PaperPrice,
  type PaperStore,
  type StoredBooks,
} from './paper-store.ts'

export interface SqlitePaperStoreOptions {
  readonly file: string
  readonly accountId: AccountId
  readonly currency: string
  readonly onFailed: (error: Error) => void
}

interface AccountRow {
  readonly cash: string
  readonly series: string
  readonly next_order: number
  readonly next_trade: number
  readonly next_adjustment: number
}

type StatementName = keyof typeof PAPER_STATEMENTS

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
    const row = this.#all<AccountRow>('account')[0]
    if (!row) return undefined
    return {
      account: {
        cash: money(row.cash),
        series: row.series,
        nextOrder: row.next_order,
        nextTrade: row.next_trade,
        nextAdjustment: row.next_adjustment,
      },
      positions: this.#all<PositionRow>('positions').map(decodePosition),
      prices: this.#all<MarketRow>('market').map(decodeMarket),
      orders: this.#all<OrderRow>('openOrders').map((order) => decodeOrder(order, this.#fillsOf(order.order_id))),
    }
  }

  findOrder(orderId: OrderId): PaperOrder | undefined {
    const row = this.#all<OrderRow>('order', orderId)[0]
    return row && decodeOrder(row, this.#fillsOf(orderId))
  }

  fillsSince(instrumentId: InstrumentId, sinceMs: TimeMs): readonly VenueExecution[] {
    return this.#all<FillRow>('fillsSince', instrumentId, sinceMs).map(decodeExecution)
  }

  adjustmentsSince(sinceMs: TimeMs): readonly VenueAdjustment[] {
    return this.#all<AdjustmentRow>('adjustmentsSince', sinceMs).map(decodeAdjustment)
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
    for (const market of change.prices) ops.push(this.#marketOp(market))
    for (const word of change.news) if (word.kind === 'fact') ops.push(this.#factOp(word.fact))
    const executions = executionsOf(change)
    const firstNumber = change.account.nextTrade - executions.length
    for (const [index, fill] of executions.entries()) ops.push(this.#fillOp(fill, firstNumber + index))
    for (const adjustment of adjustmentsOf(change)) ops.push(this.#adjustmentOp(adjustment))
    return ops
  }

  /** Every table's first column is the account. */
  #op(statement: StatementName, params: readonly (string | number | null)[]): WriteOp {
    return { statement, params: [this.#options.accountId, ...params] }
  }

  #accountOp({ cash, series, nextOrder, nextTrade, nextAdjustment }: PaperAccount): WriteOp {
    const { currency } = this.#options
    return this.#op('saveAccount', [currency, cash.toString(), series, nextOrder, nextTrade, nextAdjustment])
  }

  #marketOp({ instrumentId, kind, lastPrice, markPrice, fundedMs }: PaperPrice): WriteOp {
    return this.#op('saveMarket', [instrumentId, kind, lastPrice ?? null, markPrice ?? null, fundedMs ?? null])
  }

  #orderOp(order: PaperOrder): WriteOp {
    return this.#op('saveOrder', [
      order.request.orderId,
      order.venueOrderId,
      order.sequence,
      encodeRequest(order.request),
      order.state,
      order.reason ?? null,
      order.phase,
      order.bestPrice?.toString() ?? null,
      order.createdAtMs,
      order.updatedAtMs,
    ])
  }

  #positionOp({ instrumentId, quantity, entryPrice }: PaperPosition): WriteOp {
    if (quantity.isZero()) return this.#op('dropPosition', [instrumentId])
    return this.#op('savePosition', [instrumentId, quantity.toString(), entryPrice.toString()])
  }

  #fillOp(fill: VenueExecution, tradeNumber: number): WriteOp {
    const amounts = [fill.quantity, fill.price, fill.fee].map((amount) => amount.toString())
    return this.#op('addFill', [
      fill.tradeId,
      tradeNumber,
      fill.orderId,
      ...amounts,
      fill.feeCurrency,
      fill.liquidity,
      fill.timeMs,
      fill.instrumentId,
      fill.side,
    ])
  }

  #adjustmentOp({ adjustmentId, kind, instrumentId, reason, timeMs, ...rest }: VenueAdjustment): WriteOp {
    const amounts = [rest.quantity, rest.price, rest.cash].map((amount) => amount.toString())
    return this.#op('addAdjustment', [adjustmentId, kind, instrumentId ?? null, ...amounts, reason, timeMs])
  }

  #factOp(fact: VenueFact): WriteOp {
    return this.#op('addFact', [fact.timeMs, fact.kind, fact.orderId, encodeFact(fact)])
  }

  #fillsOf(orderId: string): FillRow[] {
    return this.#all<FillRow>('fillsOfOrder', orderId)
  }

  #all<Row>(query: keyof typeof PAPER_QUERIES, ...params: readonly (string | number)[]): Row[] {
    const statement = this.#reader.prepare<(string | number)[], Row>(PAPER_QUERIES[query])
    return statement.all(this.#options.accountId, ...params)
  }
}
