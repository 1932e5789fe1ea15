import type { FuturesAccount } from '../books/futures-account.ts'
import type { OrderEvent } from '../books/order-desk.ts'
import type { AccountChange } from '../books/perpetuals.ts'
import type { Position } from '../books/position.ts'
import type { Deposit, SpotAccount } from '../books/spot-account.ts'
import { averagePriceOf, executedOf, isOpen, turnoverOf } from '../books/venue-order.ts'
import { listedType } from '../rest/order-json.ts'
import { amountText } from '../rest/text.ts'

/** A frame of the account's stream: `e` names it. */
export type UserFrame = { readonly e: string } & Readonly<Record<string, unknown>>

/** What happened to an order of the spot side. */
export function executionReport({ kind, order, execution }: OrderEvent, nowMs: number): UserFrame {
  const { terms } = order
  const text = (value: Parameters<typeof amountText>[1]): string => amountText('spot', value)
  return {
    e: 'executionReport',
    E: nowMs,
    s: terms.symbol,
    c: terms.clientOrderId,
    S: terms.side,
    o: terms.type,
    f: terms.timeInForce,
    q: text(terms.quantity),
    p: text(terms.price),
    P: text(terms.stopPrice),
    F: text(undefined),
    g: -1,
    C: kind === 'CANCELED' ? terms.clientOrderId : '',
    x: kind,
    X: order.status,
    r: 'NONE',
    i: order.orderId,
    l: text(execution?.quantity),
    z: text(executedOf(order)),
    L: text(execution?.price),
    n: execution ? text(execution.commission) : '0',
    N: execution?.commissionAsset ?? null,
    T: order.updatedMs,
    t: execution?.tradeId ?? -1,
    I: order.orderId * 10,
    w: isOpen(order) && !order.isWaiting,
    m: execution?.isMaker ?? false,
    M: false,
    O: order.createdMs,
    Z: text(turnoverOf(order)),
    Y: text(execution?.price.mul(execution.quantity)),
    Q: text(undefined),
    W: order.createdMs,
    V: 'NONE',
  }
}

/** Every balance of the spot side, as it is after the event. */
export function accountPosition(account: SpotAccount, nowMs: number): UserFrame {
  const balances = account.balances().map(({ asset, free, locked }) => ({
    a: asset,
    f: amountText('spot', free),
    l: amountText('spot', locked),
  }))
  return { e: 'outboundAccountPosition', E: nowMs, u: nowMs, B: balances }
}

/** What a deposit has changed. */
export function balanceUpdate({ asset, amount, timeMs }: Deposit, nowMs: number): UserFrame {
  return { e: 'balanceUpdate', E: nowMs, a: asset, d: amountText('spot', amount), T: timeMs }
}

export function orderTradeUpdate({ kind, order, execution }: OrderEvent, nowMs: number): UserFrame {
  const { terms } = order
  const text = (value: Parameters<typeof amountText>[1]): string => amountText('usdm', value)
  const type = listedType(order)
  const report = {
    s: terms.symbol,
    c: terms.clientOrderId,
    S: terms.side,
    o: type,
    f: terms.timeInForce,
    q: text(terms.quantity),
    p: text(terms.price),
    ap: text(averagePriceOf(order)),
    sp: '0',
    x: kind,
    X: order.status,
    i: order.orderId,
    l: text(execution?.quantity),
    z: text(executedOf(order)),
    L: text(execution?.price),
    ...(execution && { N: execution.commissionAsset, n: text(execution.commission) }),
    T: order.updatedMs,
    t: execution?.tradeId ?? 0,
    b: '0',
    a: '0',
    m: execution?.isMaker ?? false,
    R: terms.reduceOnly,
    wt: 'CONTRACT_PRICE',
    ot: type,
    ps: terms.positionSide,
    cp: terms.closePosition,
    rp: text(execution?.realizedPnl),
    pP: false,
    si: 0,
    ss: 0,
    V: 'NONE',
    pm: 'NONE',
    gtd: terms.goodTillMs ?? 0,
  }
  return { e: 'ORDER_TRADE_UPDATE', T: nowMs, E: nowMs, o: report }
}

/** What happened to a conditional order of the futures. */
export function algoUpdate({ order }: OrderEvent, nowMs: number): UserFrame {
  const { terms, algo } = order
  const report = {
    caid: terms.clientOrderId,
    aid: algo?.algoId,
    at: 'CONDITIONAL',
    o: terms.type,
    s: terms.symbol,
    S: terms.side,
    ps: terms.positionSide,
    f: terms.timeInForce,
    q: amountText('usdm', terms.quantity),
    X: algo?.status,
    ai: order.orderId > 0 ? String(order.orderId) : '',
    ap: amountText('usdm', averagePriceOf(order)),
    aq: amountText('usdm', executedOf(order)),
    act: order.orderId > 0 ? listedType(order) : '0',
    tp: amountText('usdm', terms.stopPrice),
    p: amountText('usdm', terms.price),
    V: 'NONE',
    wt: 'CONTRACT_PRICE',
    pm: 'NONE',
    cp: terms.closePosition,
    pP: false,
    R: terms.reduceOnly,
    tt: algo?.triggerMs,
    gtd: 0,
  }
  return { e: 'ALGO_UPDATE', T: nowMs, E: nowMs, o: report }
}

/** Wallet and the positions that have changed. */
export function accountUpdate(account: FuturesAccount, { reason, positions }: AccountChange, nowMs: number): UserFrame {
  const { wallet, crossWallet } = account.margins()
  const balance = { a: 'USDT', wb: wallet.toFixed(8), cw: crossWallet.toFixed(8), bc: '0' }
  const rows = positions.map((position) => positionRow(account, position))
  return { e: 'ACCOUNT_UPDATE', T: nowMs, E: nowMs, a: { m: reason, B: [balance], P: rows } }
}

function positionRow(account: FuturesAccount, position: Position): object {
  return {
    s: position.symbol,
    pa: amountText('usdm', position.amount),
    ep: amountText('usdm', position.entryPrice),
    bep: amountText('usdm', position.entryPrice),
    cr: '0',
    up: account.unrealizedOf(position).toFixed(8),
    mt: account.marginTypeOf(position.symbol),
    iw: position.isolatedWallet.toFixed(8),
    ps: position.side,
  }
}
