import type { TimeMs } from '../../../../base/index.ts'
import {
  type InstrumentId,
  type OrderId,
  orderId,
  type VenueAdjustment,
  type VenueExecution,
} from '../../../../domain/index.ts'
import type { VenueRequest } from '../../connection/venue-request.ts'
import type { OrderWord } from '../order-gateway.ts'
import { callBinance } from './binance-api.ts'
import { read, rows } from './fields.ts'
import { forcedAdjustment, forcedOf } from './forced-orders.ts'
import type { BinanceGatewayParts } from './gateway-parts.ts'
import { allRowsSince, type History, type HistoryRange, KEPT_MS, rowsSince } from './history.ts'
import type { ListedExecution } from './listed-execution.ts'
import { executionOf } from './listed-execution.ts'
import type { Params } from './order-requests.ts'
import { type Income, incomeAdjustment, incomeRows, tellsOfTrades } from './usdm-income.ts'
import type { UsdmOrders } from './usdm-orders.ts'
import { type ForcedOrder, forcedOrders, futuresTrade } from './usdm-payloads.ts'

const DAY_MS = 86_400_000
/** Longest range of executions; without one the list ends as far back. Income and liquidations know no longest range. */
const WINDOW_MS = 7 * DAY_MS
const ROWS_A_PAGE = 1_000
const FORCED_A_PAGE = 100

/** What happened on the futures account: executions, and what Binance did by itself. */
export class UsdmHistory {
  readonly #parts: BinanceGatewayParts
  readonly #orders: UsdmOrders

  constructor(parts: BinanceGatewayParts, orders: UsdmOrders) {
    this.#parts = parts
    this.#orders = orders
  }

  /** Oldest first. */
  async ofOrder({ instrumentId, orderId: id, venueOrderId, timeMs }: OrderWord): Promise<readonly VenueExecution[]> {
    const actual = this.#orders.links.linkOf(id)?.actualOrderId ?? venueOrderId
    const isOld = this.#parts.nowMs() - timeMs > WINDOW_MS - DAY_MS
    const range: HistoryRange = isOld ? { startTime: timeMs - WINDOW_MS + DAY_MS, endTime: timeMs + DAY_MS - 1 } : {}
    const listed = await this.#trades(instrumentId, { orderId: actual, ...range }, id)
    return listed.map((execution) => executionOf(execution, id))
  }

  /** Of orders placed elsewhere too, and without those by which Binance closed a position: those are adjustments. */
  async executions(instrumentId: InstrumentId, sinceMs: TimeMs): Promise<readonly VenueExecution[]> {
    const nowMs = this.#parts.nowMs()
    const trades: History<ListedExecution> = {
      ask: (range) => this.#trades(instrumentId, range),
      timeOf: ({ timeMs }) => timeMs,
      keyOf: ({ tradeId, venueOrderId }) => `${tradeId} ${venueOrderId}`,
      sinceMs,
      nowMs,
      windowMs: WINDOW_MS,
      limit: ROWS_A_PAGE,
    }
    // From an id on the list knows no longest range.
    const isLong = nowMs - sinceMs > WINDOW_MS
    const listed = await (isLong ? allRowsSince(trades, { fromId: 0 }) : rowsSince(trades))
    const executions = await this.#orders.names.resolve(listed, {
      recent: () => this.#orders.fetchRecent(instrumentId),
      one: (id) => this.#orders.fetchByVenueId(instrumentId, id),
    })
    return executions.filter(({ orderId: id }) => forcedOf(id) === undefined)
  }

  async adjustments(sinceMs: TimeMs): Promise<readonly VenueAdjustment[]> {
    const income = await this.#income(sinceMs)
    const moved = income.flatMap((row) => incomeAdjustment(row, this.#parts) ?? [])
    // The list of liquidations weighs much, and is empty nearly always.
    const forced = income.some(tellsOfTrades) ? await this.#forced(sinceMs) : []
    const found = [...moved, ...forced]
    return found.filter(({ timeMs }) => timeMs >= sinceMs).toSorted((left, right) => left.timeMs - right.timeMs)
  }

  async #income(sinceMs: TimeMs): Promise<Income[]> {
    const about: VenueRequest = { name: 'ask for funding and transfers', urgency: 'account' }
    return rowsSince({
      ask: async (range) => {
        const params = { limit: ROWS_A_PAGE, ...range }
        return incomeRows(await callBinance(this.#parts.connection, about, (api) => api.fapiPrivateGetIncome(params)))
      },
      timeOf: ({ time }) => time,
      keyOf: ({ incomeType, symbol, tranId, income }) => `${incomeType} ${symbol} ${tranId} ${income.toFixed()}`,
      sinceMs,
      nowMs: this.#parts.nowMs(),
      windowMs: KEPT_MS + DAY_MS,
      limit: ROWS_A_PAGE,
    })
  }

  async #forced(sinceMs: TimeMs): Promise<VenueAdjustment[]> {
    const about: VenueRequest = { name: 'ask for liquidations', urgency: 'account' }
    const orders = await rowsSince<ForcedOrder>({
      ask: async (range) => {
        const params = { limit: FORCED_A_PAGE, ...range }
        return forcedOrders(
          await callBinance(this.#parts.connection, about, (api) => api.fapiPrivateGetForceOrders(params)),
        )
      },
      timeOf: ({ time }) => time,
      keyOf: ({ symbol, orderId: id }) => `${symbol} ${id}`,
      // An order that came before may have been executed after.
      sinceMs: Math.max(0, sinceMs - DAY_MS),
      nowMs: this.#parts.nowMs(),
      windowMs: KEPT_MS + DAY_MS,
      limit: FORCED_A_PAGE,
    })
    const adjustments: VenueAdjustment[] = []
    for (const order of orders) adjustments.push(...(await this.#executionsOf(order)))
    return adjustments
  }

  async #executionsOf({ symbol, orderId: id, clientOrderId, time }: ForcedOrder): Promise<VenueAdjustment[]> {
    const instrumentId = this.#parts.names.instrumentIdOf(symbol)
    const name = orderId(clientOrderId)
    const forced = forcedOf(name)
    if (instrumentId === undefined || !forced) return []
    const range: HistoryRange = { startTime: time - DAY_MS, endTime: time + DAY_MS }
    const listed = await this.#trades(instrumentId, { orderId: id, ...range })
    return listed.map((execution) => forcedAdjustment(executionOf(execution, name), forced, this.#parts))
  }

  async #trades(
    instrumentId: InstrumentId,
    params: Params | HistoryRange,
    affinityKey?: OrderId,
  ): Promise<ListedExecution[]> {
    const about: VenueRequest = {
      name: 'ask for executions',
      urgency: 'account',
      key: instrumentId,
      ...(affinityKey !== undefined && { affinityKey }),
    }
    const all = { symbol: this.#orders.marketIdOf(instrumentId), limit: ROWS_A_PAGE, ...params }
    const answer = await callBinance(this.#parts.connection, about, (api) => api.fapiPrivateGetUserTrades(all))
    return read(rows, answer, 'a list of executions').map((row) => futuresTrade(row, instrumentId))
  }
}
