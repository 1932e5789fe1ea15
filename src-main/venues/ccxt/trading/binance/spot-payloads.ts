import { z } from 'zod'
import type { Decimal } from '../../../../base/index.ts'
import {
  type InstrumentId,
  money,
  orderId,
  type Price,
  type Quantity,
  tradeId,
  type VenueExecution,
  venueOrderId,
} from '../../../../domain/index.ts'
import type { OrderNews, OrderWord } from '../order-gateway.ts'
import { amount, feeCurrencyOf, flag, identifier, moment, optionalAmount, read, side, unreadable } from './fields.ts'
import type { InstrumentOf, ListedExecution } from './listed-execution.ts'
import { orderTypeOf, priceOrNone, reasonOf, stateOf } from './order-words.ts'

const SpotOrder = z.object({
  symbol: z.string(),
  orderId: identifier,
  clientOrderId: z.string(),
  /** Of a cancel's answer, whose `clientOrderId` is that of the cancel itself. */
  origClientOrderId: z.string().optional(),
  price: optionalAmount,
  stopPrice: optionalAmount,
  origQty: amount,
  executedQty: amount,
  status: z.string(),
  type: z.string(),
  side,
  transactTime: moment.optional(),
  updateTime: moment.optional(),
  expiryReason: z.string().nullish(),
})

/** An order as queries, placing and cancelling answer it; undefined where its instrument is not traded here. */
export function spotOrderWord(payload: unknown, instrumentOf: InstrumentOf): OrderWord | undefined {
  const order = read(SpotOrder, payload, 'an order')
  const instrumentId = instrumentOf(order.symbol)
  if (instrumentId === undefined) return undefined
  const state = stateOf(order.status, order.executedQty)
  const timeMs = order.transactTime ?? order.updateTime
  if (timeMs === undefined) throw unreadable('an order', 'it has no time')
  return {
    orderId: orderId(order.origClientOrderId || order.clientOrderId),
    venueOrderId: venueOrderId(order.orderId),
    instrumentId,
    side: order.side,
    type: orderTypeOf(order.type, order.price),
    quantity: order.origQty as Quantity,
    limitPrice: priceOrNone(order.price),
    triggerPrice: priceOrNone(order.stopPrice),
    reduceOnly: false,
    state,
    reason: reasonOf(state, order.status, order.expiryReason),
    filledQuantity: order.executedQty as Quantity,
    timeMs,
  }
}

const PlacedFill = z.object({
  price: amount,
  qty: amount,
  commission: amount,
  commissionAsset: z.string(),
  tradeId: identifier,
})
const PlacedFills = z.object({ fills: z.array(PlacedFill).default([]) })

/** Executions that the answer to a new order brings: it has taken what there was, at the time of the answer. */
export function placedFills(payload: unknown, word: OrderWord): VenueExecution[] {
  return read(PlacedFills, payload, 'the executions of an order').fills.map((fill) => placedFill(fill, word))
}

function placedFill(fill: z.output<typeof PlacedFill>, word: OrderWord): VenueExecution {
  return {
    ...executionPart(word, fill.tradeId),
    quantity: fill.qty as Quantity,
    price: fill.price as Price,
    fee: money(fill.commission),
    feeCurrency: fill.commissionAsset,
    liquidity: 'taker',
    timeMs: word.timeMs,
  }
}

const SpotTrade = z.object({
  symbol: z.string(),
  id: identifier,
  orderId: identifier,
  price: amount,
  qty: amount,
  commission: amount,
  commissionAsset: z.string(),
  time: moment,
  isBuyer: flag,
  isMaker: flag,
})

export function spotTrade(payload: unknown, instrumentId: InstrumentId): ListedExecution {
  const trade = read(SpotTrade, payload, 'an execution')
  return {
    kind: 'filled',
    venueOrderId: venueOrderId(trade.orderId),
    instrumentId,
    side: trade.isBuyer ? 'buy' : 'sell',
    tradeId: tradeId(trade.id),
    quantity: trade.qty as Quantity,
    price: trade.price as Price,
    fee: money(trade.commission),
    feeCurrency: trade.commissionAsset,
    liquidity: trade.isMaker ? 'maker' : 'taker',
    timeMs: trade.time,
  }
}

const ExecutionReport = z.object({
  e: z.literal('executionReport'),
  s: z.string(),
  c: z.string(),
  /** Client id of the order that was cancelled, whose `c` is that of the cancel itself. */
  C: z.string().nullish(),
  S: side,
  o: z.string(),
  q: amount,
  p: optionalAmount,
  P: optionalAmount,
  x: z.string(),
  X: z.string(),
  r: z.string().nullish(),
  eR: z.union([z.string(), z.number()]).nullish(),
  i: identifier,
  l: optionalAmount,
  z: amount,
  L: optionalAmount,
  n: optionalAmount,
  N: z.string().nullish(),
  T: moment,
  t: z.union([z.string(), z.number()]).transform(String),
  m: flag,
})

/** What the stream says of an order, with its execution where that is what happened. */
export function executionReport(payload: unknown, instrumentOf: InstrumentOf): OrderNews | undefined {
  const report = read(ExecutionReport, payload, 'an execution report')
  const instrumentId = instrumentOf(report.s)
  if (instrumentId === undefined) return undefined
  const state = stateOf(report.X, report.z)
  const word: OrderWord = {
    orderId: orderId(report.C || report.c),
    venueOrderId: venueOrderId(report.i),
    instrumentId,
    side: report.S,
    type: orderTypeOf(report.o, report.p),
    quantity: report.q as Quantity,
    limitPrice: priceOrNone(report.p),
    triggerPrice: priceOrNone(report.P),
    reduceOnly: false,
    state,
    reason: reasonOf(state, report.X, report.eR === undefined || report.eR === null ? report.r : String(report.eR)),
    filledQuantity: report.z as Quantity,
    timeMs: report.T,
    isNew: report.x === 'NEW',
  }
  // A trade report of nothing only says what became of the order; one without a price is completed from the list.
  if (report.x !== 'TRADE' || report.l.isZero() || report.L.isZero()) return { word, executions: [] }
  const execution: VenueExecution = {
    ...executionPart(word, report.t),
    quantity: report.l as Quantity,
    price: report.L as Price,
    fee: money(report.n),
    feeCurrency: feeCurrencyOf(report.N, report.n),
    liquidity: report.m ? 'maker' : 'taker',
    timeMs: report.T,
  }
  return { word, executions: [execution] }
}

function executionPart(
  { orderId: id, instrumentId, side: of }: OrderWord,
  trade: string,
): Pick<VenueExecution, 'kind' | 'orderId' | 'instrumentId' | 'side' | 'tradeId'> {
  return { kind: 'filled', orderId: id, instrumentId, side: of, tradeId: tradeId(trade) }
}

const SpotAccount = z.object({
  balances: z.array(z.object({ asset: z.string(), free: amount, locked: amount })),
})

export interface SpotBalance {
  readonly asset: string
  readonly free: Decimal
  readonly locked: Decimal
}

export function spotBalances(payload: unknown): readonly SpotBalance[] {
  return read(SpotAccount, payload, 'the account').balances.filter(
    ({ free, locked }) => !free.isZero() || !locked.isZero(),
  )
}
