import { type Decimal, EngineError, isMultipleOf, roundToStep } from '../base/index.ts'
import type { AmendableTerms, Denial, Instrument, Order, OrderIntent, Quantity } from '../domain/index.ts'
import type { AmendWish, OrderChange } from '../execution/index.ts'
import { evaluate, type RiskLimits, type Verdict } from '../risk/index.ts'
import { intentOf } from './released-intent.ts'
import type { RiskSnapshotTaker } from './risk-snapshot.ts'

export interface OrderChangesPorts {
  readonly snapshots: Pick<RiskSnapshotTaker, 'take' | 'instrument'>
  readonly limits: () => RiskLimits
}

/** A change that risk refuses, with the wish that it was looked at as. */
export interface RefusedChange {
  readonly intent: OrderIntent
  readonly denial: Denial
  readonly verdict: Verdict
}

/** Looks at wishes for other terms of working orders: whether they fit the instrument, and what risk says. */
export class OrderChanges {
  readonly #ports: OrderChangesPorts

  constructor(ports: OrderChangesPorts) {
    this.#ports = ports
  }

  /** The wish with the terms that the order would have. */
  wishOf({ terms }: Order, change: OrderChange, idempotencyKey: string): AmendWish {
    return { orderId: terms.orderId, idempotencyKey, terms: changedTerms(terms, change) }
  }

  /**
   * What risk has against it; an order that only becomes smaller is not asked about.
   * @throws EngineError `ORDER_NOT_AMENDABLE` for an order that protects a position, `BAD_REQUEST` for a price off the tick
   * or a quantity off the lot, `PRICE_UNAVAILABLE`.
   */
  refusal(order: Order, change: OrderChange): RefusedChange | undefined {
    const asked = this.check(order, change)
    if (!asked || asked.verdict.accepted) return undefined
    return { intent: asked.intent, denial: asked.verdict.denial, verdict: asked.verdict }
  }

  /**
   * What risk says of it; undefined where it is not asked.
   * @throws EngineError as {@link refusal} does.
   */
  check(order: Order, change: OrderChange): { readonly intent: OrderIntent; readonly verdict: Verdict } | undefined {
    const { terms } = order
    if (terms.source === 'protection') throw protects(order)
    this.#requireSteps(terms.instrumentId, change)
    const isOnlySmaller = !change.limitPrice && !change.triggerPrice && change.quantity?.lt(terms.quantity) !== false
    if (terms.role !== 'entry' || isOnlySmaller) return undefined
    const next = changedTerms(terms, change)
    const rest = next.quantity.sub(order.filledQuantity) as Quantity
    const intent = { ...intentOf({ ...terms, ...next, quantity: rest }), parentOrderId: terms.parentOrderId }
    // The order itself counts as it would be, not beside what it is now.
    const verdict = evaluate(intent, this.#ports.snapshots.take(intent, terms.orderId), this.#ports.limits())
    return { intent, verdict }
  }

  #requireSteps(instrumentId: Instrument['instrumentId'], { quantity, limitPrice, triggerPrice }: OrderChange): void {
    const { tickSize, lotSize } = this.#ports.snapshots.instrument(instrumentId)
    requireStep('quantity', quantity, lotSize)
    requireStep('limitPrice', limitPrice, tickSize)
    requireStep('triggerPrice', triggerPrice, tickSize)
  }
}

function changedTerms({ quantity, limitPrice, triggerPrice }: AmendableTerms, change: OrderChange): AmendableTerms {
  return { quantity, limitPrice, triggerPrice, ...change }
}

function requireStep(path: string, value: Decimal | undefined, step: Decimal): void {
  if (!value || isMultipleOf(value, step)) return
  const rounded = roundToStep(value, step)
  const nearest = (rounded.isZero() ? step : rounded).toFixed()
  const message = `${value.toFixed()} is off the step of ${step.toFixed()}, the nearest is ${nearest}`
  throw new EngineError('BAD_REQUEST', `${path}: ${message}.`, { data: { issues: [{ path, message }] } })
}

function protects({ terms: { orderId } }: Order): EngineError {
  return new EngineError(
    'ORDER_NOT_AMENDABLE',
    `Order ${orderId} cannot be changed: it protects a position. Move the stop or the target of the position instead.`,
    { data: { orderId } },
  )
}
