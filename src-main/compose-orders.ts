import type { AmendOrderInput, ExitPlanValue, OrderDraft, TrailingValue } from '../src-contract/index.ts'
import { timeMs } from './base/index.ts'
import type { Readings } from './compose-readings.ts'
import {
  type ExitPlan,
  HAND,
  type OrderIntent,
  type Price,
  price,
  quantity,
  type TrailingDistance,
} from './domain/index.ts'
import type { OrderChange } from './execution/index.ts'

/** What a hand asks for, as the wish that the desk takes. */
export function handIntent(
  draft: OrderDraft,
  idempotencyKey: string,
  readings: Pick<Readings, 'instrumentId'>,
): OrderIntent {
  return {
    source: 'hand',
    owner: HAND,
    idempotencyKey,
    instrumentId: readings.instrumentId(draft.instrumentId),
    side: draft.side,
    type: draft.type,
    size: draft.size,
    limitPrice: optionalPrice(draft.limitPrice),
    triggerPrice: optionalPrice(draft.triggerPrice),
    trailing: draft.trailing && trailingOf(draft.trailing),
    timeInForce: draft.type === 'market' && draft.timeInForce === 'GTC' ? 'IOC' : draft.timeInForce,
    expireAtMs: draft.expireAtMs === undefined ? undefined : timeMs(draft.expireAtMs),
    postOnly: draft.postOnly,
    reduceOnly: draft.reduceOnly,
    ocoGroup: undefined,
    stopLossPrice: optionalPrice(draft.stopLossPrice),
    takeProfitPrice: optionalPrice(draft.takeProfitPrice),
    exitPlan: draft.exitPlan && exitPlanOf(draft.exitPlan),
    role: draft.reduceOnly ? 'close' : 'entry',
    parentOrderId: undefined,
    reason: 'placed by hand',
  }
}

/** Other terms for a working order; what is left out stays. */
export function orderChange(change: Pick<AmendOrderInput, 'quantity' | 'limitPrice' | 'triggerPrice'>): OrderChange {
  return {
    ...(change.quantity !== undefined && { quantity: quantity(change.quantity) }),
    ...(change.limitPrice !== undefined && { limitPrice: price(change.limitPrice) }),
    ...(change.triggerPrice !== undefined && { triggerPrice: price(change.triggerPrice) }),
  }
}

function exitPlanOf({ targets, trailing, breakEven }: ExitPlanValue): ExitPlan {
  return {
    targets: targets.map((target) => ({ price: price(target.price), fraction: target.fraction })),
    trailing: trailing && trailingOf(trailing),
    breakEven: breakEven?.kind === 'atPrice' ? { kind: 'atPrice', price: price(breakEven.price) } : breakEven,
  }
}

function trailingOf(trailing: TrailingValue): TrailingDistance {
  return trailing.kind === 'price' ? { kind: 'price', distance: price(trailing.distance) } : trailing
}

function optionalPrice(text: string | undefined): Price | undefined {
  return text === undefined ? undefined : price(text)
}
