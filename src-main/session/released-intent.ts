import type { Order, OrderIntent, OrderTerms } from '../domain/index.ts'
import type { ReleasedTerms } from '../execution/index.ts'

/** The wish behind terms that are decided: what risk is asked about again. */
export function intentOf(terms: ReleasedTerms | Order['terms']): OrderIntent {
  return {
    source: sourceOf(terms.source),
    owner: terms.owner,
    idempotencyKey: terms.idempotencyKey,
    instrumentId: terms.instrumentId,
    side: terms.side,
    type: terms.type,
    size: { kind: 'quantity', quantity: terms.quantity.toFixed() },
    limitPrice: terms.limitPrice,
    triggerPrice: terms.triggerPrice,
    trailing: terms.trailing,
    timeInForce: terms.timeInForce,
    expireAtMs: terms.expireAtMs,
    postOnly: terms.postOnly,
    reduceOnly: terms.reduceOnly,
    ocoGroup: terms.ocoGroup,
    awaitsFunds: terms.awaitsFunds,
    stopLossPrice: terms.stopLossPrice,
    takeProfitPrice: terms.takeProfitPrice,
    exitPlan: terms.exitPlan,
    role: terms.role,
    parentOrderId: terms.parentOrderId,
    reason: terms.reason,
  }
}

/** Orders that nobody here wished for are looked at as a hand's. */
function sourceOf(source: OrderTerms['source']): OrderIntent['source'] {
  return source === 'protection' || source === 'adopted' ? 'hand' : source
}
