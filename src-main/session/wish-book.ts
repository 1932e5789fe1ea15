import { EngineError } from '../base/index.ts'
import type { OrderId, OrderIntent, OrderTerms } from '../domain/index.ts'

/** Newest wishes remembered; older keys are free again. */
const CAPACITY = 10_000

/** Which idempotency key stands for which order, so that a repeated wish never becomes a second order. */
export class WishBook {
  readonly #termsByKey = new Map<string, OrderTerms>()

  remember(terms: OrderTerms): void {
    const key = keyOf(terms.source, terms.idempotencyKey)
    if (this.#termsByKey.has(key)) return
    this.#termsByKey.set(key, terms)
    if (this.#termsByKey.size <= CAPACITY) return
    const oldest = this.#termsByKey.keys().next()
    if (!oldest.done) this.#termsByKey.delete(oldest.value)
  }

  orderOf(source: OrderTerms['source'], idempotencyKey: string): OrderId | undefined {
    return this.#termsByKey.get(keyOf(source, idempotencyKey))?.orderId
  }

  /**
   * The order that this key made before, if any.
   * @throws EngineError `IDEMPOTENCY_MISMATCH` when that order was another wish.
   */
  find(intent: OrderIntent): OrderId | undefined {
    const terms = this.#termsByKey.get(keyOf(intent.source, intent.idempotencyKey))
    if (!terms) return undefined
    if (!isSameWish(terms, intent)) {
      throw new EngineError(
        'IDEMPOTENCY_MISMATCH',
        `The idempotency key ${intent.idempotencyKey} already stands for order ${terms.orderId}. Use a new key.`,
        { data: { orderId: terms.orderId } },
      )
    }
    return terms.orderId
  }
}

/** Keys of a hand and of a strategy do not meet. */
function keyOf(source: OrderTerms['source'], idempotencyKey: string): string {
  return `${source}|${idempotencyKey}`
}

/** A size by value, share or risk may give another quantity a moment later: only an explicit quantity is compared. */
function isSameWish(terms: OrderTerms, intent: OrderIntent): boolean {
  return (
    terms.owner === intent.owner &&
    terms.instrumentId === intent.instrumentId &&
    terms.side === intent.side &&
    terms.type === intent.type &&
    terms.role === intent.role &&
    terms.reduceOnly === intent.reduceOnly &&
    sameNumber(terms.limitPrice, intent.limitPrice) &&
    sameNumber(terms.stopLossPrice, intent.stopLossPrice) &&
    sameNumber(terms.takeProfitPrice, intent.takeProfitPrice) &&
    (intent.size.kind !== 'quantity' || intent.role === 'close' || terms.quantity.eq(intent.size.quantity))
  )
}

function sameNumber(left: { toFixed(): string } | undefined, right: { toFixed(): string } | undefined): boolean {
  return left?.toFixed() === right?.toFixed()
}
