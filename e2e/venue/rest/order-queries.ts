import type { Exchange } from '../books/exchange.ts'
import type { VenueOrder } from '../books/venue-order.ts'
import { ApiError } from './api-error.ts'
import type { Params } from './params.ts'

/** @returns The order that `orderId` or `origClientOrderId` names; undefined where there is none. */
export function orderNamed(exchange: Exchange, params: Params): VenueOrder | undefined {
  const { symbol } = exchange.market(params.required('symbol')).rules
  const orderId = params.integer('orderId')
  const clientOrderId = params.optional('origClientOrderId')
  if (orderId === undefined && clientOrderId === undefined) {
    throw new ApiError(-1102, "Param 'origClientOrderId' or 'orderId' must be sent, but both were empty/null!")
  }
  return exchange.store.find({ symbol, orderId, clientOrderId })
}

/** `symbol` where it was sent, and is one. */
export function listedSymbol(exchange: Exchange, params: Params): string | undefined {
  const symbol = params.optional('symbol')
  return symbol === undefined ? undefined : exchange.market(symbol).rules.symbol
}

/** Where the numbers are in a row of a list. */
export interface RowKeys<Row> {
  readonly idOf: (row: Row) => number
  readonly timeOf: (row: Row) => number
}

/** The part of a list, oldest first, that `startTime`, `endTime`, `limit` and an id ask for; the newest where none does. */
export function newestOf<Row>(rows: readonly Row[], params: Params, { idOf, timeOf }: RowKeys<Row>): Row[] {
  const fromId = params.integer('fromId')
  const startMs = params.integer('startTime')
  const endMs = params.integer('endTime') ?? Number.MAX_SAFE_INTEGER
  const limit = params.limit(500, 1_000)
  const found = rows.filter(
    (row) => idOf(row) >= (fromId ?? 0) && timeOf(row) >= (startMs ?? 0) && timeOf(row) <= endMs,
  )
  return fromId === undefined && startMs === undefined ? found.slice(-limit) : found.slice(0, limit)
}
