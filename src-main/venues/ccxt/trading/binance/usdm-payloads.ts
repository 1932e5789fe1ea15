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
  type VenueMargin,
} from '../../../../domain/index.ts'
import type { OrderNews, OrderWord } from '../order-gateway.ts'
import { amount, feeCurrencyOf, flag, identifier, moment, optionalAmount, positionSide, read, side } from './fields.ts'
import type { InstrumentOf, ListedExecution } from './listed-execution.ts'
import type { SidedPosition } from './position-mode.ts'
import { onlyReduces, orderTypeOf, priceOrNone, reasonOf, stateOf } from './order-words.ts'

const FuturesOrder = z.object({
  symbol: z.string(),
  orderId: identifier,
  clientOrderId: z.string(),
  price: optionalAmount,
  stopPrice: optionalAmount,
  origQty: amount,
  executedQty: amount,
  status: z.string(),
  type: z.string(),
  side,
  positionSide,
  reduceOnly: flag,
  updateTime: moment,
})

/** An order as placing, amending, cancelling and queries answer it; undefined where its instrument is not traded here. */
export function futuresOrderWord(payload: unknown, instrumentOf: InstrumentOf): OrderWord | undefined {
  const order = read(FuturesOrder, payload, 'an order')
  const instrumentId = instrumentOf(order.symbol)
  if (instrumentId === undefined) return undefined
  const state = stateOf(order.status, order.executedQty)
  return {
    orderId: orderId(order.clientOrderId),
    venueOrderId: venueOrderId(order.orderId),
    instrumentId,
    side: order.side,
    type: orderTypeOf(order.type, order.price),
    quantity: order.origQty as Quantity,
    limitPrice: priceOrNone(order.price),
    triggerPrice: priceOrNone(order.stopPrice),
    reduceOnly: onlyReduces(order),
    state,
    reason: reasonOf(state, order.status),
    filledQuantity: order.executedQty as Quantity,
    timeMs: order.updateTime,
  }
}

const FuturesTrade = z.object({
  id: identifier,
  orderId: identifier,
  side,
  price: amount,
  qty: amount,
  commission: optionalAmount,
  commissionAsset: z.string().nullish(),
  time: moment,
  maker: flag,
})

export function futuresTrade(payload: unknown, instrumentId: InstrumentId): ListedExecution {
  const trade = read(FuturesTrade, payload, 'an execution')
  return {
    kind: 'filled',
    venueOrderId: venueOrderId(trade.orderId),
    instrumentId,
    side: trade.side,
    tradeId: tradeId(trade.id),
    quantity: trade.qty as Quantity,
    price: trade.price as Price,
    fee: money(trade.commission),
    feeCurrency: feeCurrencyOf(trade.commissionAsset, trade.commission),
    liquidity: trade.maker ? 'maker' : 'taker',
    timeMs: trade.time,
  }
}

const OrderTradeUpdate = z.object({
  o: z.object({
    s: z.string(),
    c: z.string(),
    S: side,
    o: z.string(),
    q: amount,
    p: optionalAmount,
    sp: optionalAmount,
    x: z.string(),
    X: z.string(),
    i: identifier,
    l: optionalAmount,
    z: amount,
    L: optionalAmount,
    n: optionalAmount,
    N: z.string().nullish(),
    T: moment,
    t: z.union([z.string(), z.number()]).transform(String),
    m: flag,
    R: flag,
    ps: positionSide,
    er: z.union([z.string(), z.number()]).nullish(),
  }),
})

/** What the stream says of an order, with its execution where that is what happened. */
export function orderTradeUpdate(payload: unknown, instrumentOf: InstrumentOf): OrderNews | undefined {
  const { o: update } = read(OrderTradeUpdate, payload, 'an order update')
  const instrumentId = instrumentOf(update.s)
  if (instrumentId === undefined) return undefined
  const state = stateOf(update.X, update.z)
  const word: OrderWord = {
    orderId: orderId(update.c),
    venueOrderId: venueOrderId(update.i),
    instrumentId,
    side: update.S,
    type: orderTypeOf(update.o, update.p),
    quantity: update.q as Quantity,
    limitPrice: priceOrNone(update.p),
    triggerPrice: priceOrNone(update.sp),
    reduceOnly: onlyReduces({ reduceOnly: update.R, side: update.S, positionSide: update.ps }),
    state,
    reason: reasonOf(state, update.X, update.er === undefined || update.er === null ? undefined : String(update.er)),
    filledQuantity: update.z as Quantity,
    timeMs: update.T,
    isNew: update.x === 'NEW',
    isAmendment: update.x === 'AMENDMENT',
  }
  const hasTraded = update.x === 'TRADE' || update.x === 'CALCULATED'
  // A liquidation that is to come is told with nothing traded.
  if (!hasTraded || update.l.isZero() || update.L.isZero()) return { word, executions: [] }
  const execution: VenueExecution = {
    kind: 'filled',
    orderId: word.orderId,
    instrumentId,
    side: word.side,
    tradeId: tradeId(update.t),
    quantity: update.l as Quantity,
    price: update.L as Price,
    fee: money(update.n),
    feeCurrency: feeCurrencyOf(update.N, update.n),
    liquidity: update.m ? 'maker' : 'taker',
    timeMs: update.T,
  }
  return { word, executions: [execution] }
}

const FuturesAccount = z.object({
  assets: z.array(z.object({ asset: z.string(), walletBalance: amount, openOrderInitialMargin: optionalAmount })),
})

export interface FuturesAsset {
  readonly asset: string
  readonly walletBalance: Decimal
  readonly openOrderInitialMargin: Decimal
}

export function futuresAssets(payload: unknown): readonly FuturesAsset[] {
  return read(FuturesAccount, payload, 'the account').assets
}

const PositionRisk = z.array(
  z.object({
    symbol: z.string(),
    positionAmt: amount,
    entryPrice: amount,
    liquidationPrice: optionalAmount,
    notional: optionalAmount,
    positionInitialMargin: optionalAmount,
    maintMargin: optionalAmount,
    isolatedWallet: optionalAmount,
    positionSide,
  }),
)

export interface FuturesPosition extends SidedPosition {
  readonly symbol: string
  readonly positionAmt: Decimal
  readonly entryPrice: Decimal
  readonly liquidationPrice: Decimal
  /** Value at the mark price, below zero for a short. */
  readonly notional: Decimal
  readonly positionInitialMargin: Decimal
  readonly maintMargin: Decimal
  /** Set aside for an isolated position; zero for a cross one. */
  readonly isolatedWallet: Decimal
}

/** What is held, and what is flat but has orders; where long and short are kept apart, each of them. */
export function futuresPositions(payload: unknown): readonly FuturesPosition[] {
  return read(PositionRisk, payload, 'the positions')
}

/** The terms follow from the sums that the exchange names: it no longer tells leverage and mode with a position. Undefined without them. */
export function futuresMargin(position: FuturesPosition): VenueMargin | undefined {
  const { notional, positionInitialMargin, maintMargin, isolatedWallet } = position
  if (notional.isZero() || positionInitialMargin.lte(0)) return undefined
  const value = notional.abs()
  return {
    mode: isolatedWallet.isZero() ? 'cross' : 'isolated',
    leverage: Math.round(value.div(positionInitialMargin).toNumber()),
    maintenanceFraction: maintMargin.div(value).toNumber(),
  }
}

const ForcedOrder = z.object({
  symbol: z.string(),
  orderId: identifier,
  clientOrderId: z.string(),
  time: moment,
})

/** An order by which the exchange closed a position. */
export type ForcedOrder = z.output<typeof ForcedOrder>

export function forcedOrders(payload: unknown): readonly ForcedOrder[] {
  return read(z.array(ForcedOrder), payload, 'the liquidations')
}
