import type {
  AccountMarginView,
  CandleView,
  DenialView,
  ExitPlanValue,
  FillView,
  InstrumentView,
  OrderView,
  PositionMarginView,
  PositionView,
  PreviewView,
  ProtectPreviewView,
  SignalView,
  TrailingValue,
} from '../src-contract/index.ts'
import { ZERO } from './base/index.ts'
import {
  type Candle,
  type Denial,
  type ExitPlan,
  type Fill,
  type Instrument,
  isTerminal,
  type Order,
  type OrderState,
  type Position,
  type TrailingDistance,
} from './domain/index.ts'
import type { AccountMargin } from './portfolio/index.ts'
import type { Verdict } from './risk/index.ts'
import type { ExitPreview, PositionMargin, SignalRecord } from './session/index.ts'

/** How the engine's own types look on the wire. */

const text = (value: { toFixed(): string } | undefined): string | null => value?.toFixed() ?? null

export function instrumentView(instrument: Instrument): InstrumentView {
  return {
    instrumentId: instrument.instrumentId,
    venueId: instrument.venueId,
    symbol: instrument.symbol,
    name: instrument.name,
    base: instrument.base,
    quote: instrument.quote,
    tickSize: instrument.tickSize.toFixed(),
    lotSize: instrument.lotSize.toFixed(),
    minQuantity: instrument.minQuantity.toFixed(),
    minNotional: instrument.minNotional.toFixed(),
    status: instrument.status,
  }
}

export function candleView(candle: Candle): CandleView {
  const { openTimeMs, open, high, low, close, volume } = candle
  return { openTimeMs, open, high, low, close, volume, gap: candle.gap ?? false }
}

export function orderView(order: Order): OrderView {
  const { terms, state } = order
  return {
    orderId: terms.orderId,
    venueOrderId: order.venueOrderId ?? null,
    accountId: terms.accountId,
    instrumentId: terms.instrumentId,
    owner: terms.owner,
    role: terms.role,
    parentOrderId: terms.parentOrderId ?? null,
    side: terms.side,
    type: terms.type,
    quantity: terms.quantity.toFixed(),
    filledQuantity: order.filledQuantity.toFixed(),
    averagePrice: averagePrice(order),
    limitPrice: text(terms.limitPrice),
    triggerPrice: text(terms.triggerPrice),
    stopLossPrice: text(terms.stopLossPrice),
    takeProfitPrice: text(terms.takeProfitPrice),
    timeInForce: terms.timeInForce,
    reduceOnly: terms.reduceOnly,
    handling: terms.handling,
    trailing: terms.trailing ? trailingView(terms.trailing) : null,
    expireAtMs: terms.expireAtMs ?? null,
    postOnly: terms.postOnly,
    ocoGroup: terms.ocoGroup ?? null,
    exitPlan: terms.exitPlan ? exitPlanView(terms.exitPlan) : null,
    amendment: amendmentView(order),
    unknown: state.kind === 'unknown' ? { command: state.command, sinceMs: state.sinceMs } : null,
    state: state.kind,
    reason: endReason(state) ?? terms.reason,
    createdAtMs: terms.createdAtMs,
    updatedAtMs: order.updatedAtMs,
  }
}

function trailingView(trailing: TrailingDistance): TrailingValue {
  return trailing.kind === 'price' ? { kind: 'price', distance: trailing.distance.toFixed() } : trailing
}

function exitPlanView({ targets, trailing, breakEven }: ExitPlan): ExitPlanValue {
  return {
    targets: targets.map(({ price, fraction }) => ({ price: price.toFixed(), fraction })),
    ...(trailing && { trailing: trailingView(trailing) }),
    ...(breakEven && {
      breakEven: breakEven.kind === 'atPrice' ? { kind: 'atPrice', price: breakEven.price.toFixed() } : breakEven,
    }),
  }
}

/** Of an order that has ended nothing is under way any more. */
function amendmentView({ amendment, state }: Order): OrderView['amendment'] {
  if (!amendment || isTerminal(state)) return null
  const { quantity, limitPrice, triggerPrice } = amendment
  return { quantity: quantity.toFixed(), limitPrice: text(limitPrice), triggerPrice: text(triggerPrice) }
}

const AVERAGE_DIGITS = 12

function averagePrice(order: Order): string | null {
  if (order.filledQuantity.isZero()) return null
  return order.filledNotional.div(order.filledQuantity).toSignificantDigits(AVERAGE_DIGITS).toFixed()
}

function endReason(state: OrderState): string | undefined {
  return 'reason' in state ? state.reason : undefined
}

export function fillView(fill: Fill, realisedPnl: string): FillView {
  return {
    fillId: fill.tradeId,
    orderId: fill.orderId,
    accountId: fill.accountId,
    instrumentId: fill.instrumentId,
    owner: fill.owner,
    side: fill.side,
    quantity: fill.quantity.toFixed(),
    price: fill.price.toFixed(),
    fee: fill.fee.toFixed(),
    feeCurrency: fill.feeCurrency,
    liquidity: fill.liquidity,
    realisedPnl,
    timeMs: fill.timeMs,
  }
}

/** A position's name on the wire: safe in a path, the same for as long as owner and instrument are. */
export function positionIdOf(position: Pick<Position, 'instrumentId' | 'owner'>): string {
  return `${position.instrumentId}~${position.owner}`
}

export interface PositionExtras {
  readonly markPrice: number
  readonly unrealisedPnl: number
  readonly stopPrice: { toFixed(): string } | undefined
  readonly targetPrice: { toFixed(): string } | undefined
  readonly margin: PositionMargin | undefined
}

export function positionView(position: Position, extras: PositionExtras): PositionView {
  const quantity = position.quantity.abs()
  return {
    positionId: positionIdOf(position),
    accountId: position.accountId,
    instrumentId: position.instrumentId,
    owner: position.owner,
    side: position.quantity.lt(ZERO) ? 'short' : 'long',
    quantity: quantity.toFixed(),
    entryPrice: position.entryPrice.toSignificantDigits(AVERAGE_DIGITS).toFixed(),
    markPrice: extras.markPrice,
    unrealisedPnl: extras.unrealisedPnl,
    realisedPnl: position.realisedPnl.toFixed(),
    fees: position.fees.toFixed(),
    notional: quantity.toNumber() * extras.markPrice,
    stopPrice: text(extras.stopPrice),
    targetPrice: text(extras.targetPrice),
    margin: positionMarginView(extras.margin),
    openedAtMs: position.openedAtMs,
  }
}

function positionMarginView(margin: PositionMargin | undefined): PositionMarginView | null {
  return margin ? { ...margin, liquidationPrice: margin.liquidationPrice ?? null } : null
}

export function accountMarginView(margin: AccountMargin | undefined): AccountMarginView | null {
  if (!margin) return null
  const { initialMargin: initial, maintenanceMargin: maintenance, freeMargin: free, crossMarginRatio } = margin
  return { initial, maintenance, free, ratio: crossMarginRatio ?? null }
}

export function denialView(denial: Denial): DenialView {
  return { ...denial, quantityThatFits: text(denial.quantityThatFits) }
}

export function previewView(verdict: Verdict): PreviewView {
  if (!verdict.accepted) {
    return {
      accepted: false,
      denial: denialView(verdict.denial),
      rules: [...verdict.rules],
      quantity: text(verdict.quantity),
      notional: null,
      estimatedPrice: null,
      estimatedFee: null,
      riskAtStop: null,
      rewardToRisk: null,
    }
  }
  return {
    accepted: true,
    denial: null,
    rules: [...verdict.rules],
    quantity: verdict.quantity.toFixed(),
    notional: verdict.notional.toFixed(),
    estimatedPrice: verdict.estimatedPrice.toFixed(),
    estimatedFee: verdict.estimatedFee.toFixed(),
    riskAtStop: text(verdict.riskAtStop),
    rewardToRisk: verdict.rewardToRisk ?? null,
  }
}

/** Of other terms; risk is not asked about those that only make an order smaller, or that close. */
export function amendPreviewView(verdict: Verdict | undefined): PreviewView {
  return verdict ? previewView(verdict) : NOT_ASKED
}

const NOT_ASKED: PreviewView = {
  accepted: true,
  denial: null,
  rules: [],
  quantity: null,
  notional: null,
  estimatedPrice: null,
  estimatedFee: null,
  riskAtStop: null,
  rewardToRisk: null,
}

export function protectPreviewView({ denial, ...figures }: ExitPreview): ProtectPreviewView {
  return {
    accepted: denial === undefined,
    denial: denial ? denialView(denial) : null,
    profitAtStop: text(figures.profitAtStop?.toSignificantDigits(AVERAGE_DIGITS)),
    profitAtTarget: text(figures.profitAtTarget?.toSignificantDigits(AVERAGE_DIGITS)),
    rewardToRisk: figures.rewardToRisk ?? null,
  }
}

export function signalView({ signal, outcome }: SignalRecord): SignalView {
  return {
    signalId: signal.signalId,
    strategyId: signal.strategyId,
    instrumentId: signal.instrumentId,
    timeframe: signal.timeframe,
    action: signal.action,
    price: signal.price,
    stopLossPrice: signal.stopLossPrice ?? null,
    takeProfitPrice: signal.takeProfitPrice ?? null,
    gap: signal.gap,
    reasons: [...signal.reasons],
    timeMs: signal.timeMs,
    outcome: outcome.kind,
    orderId: outcome.kind === 'submitted' ? outcome.orderId : null,
    denial: outcome.kind === 'denied' ? denialView(outcome.denial) : null,
    ignoredReason: outcome.kind === 'ignored' ? outcome.reason : null,
  }
}
