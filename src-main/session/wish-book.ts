import { EngineError } from '../base/index.ts'
import type { OrderId, OrderIntent, OrderTerms, Price } from '../domain/index.ts'
import type { NewExitMove } from '../execution/index.ts'

/** Newest wishes remembered; older keys are free again. */
const CAPACITY = 10_000

type Wish =
  | { readonly kind: 'order'; readonly terms: OrderTerms }
  | { readonly kind: 'exits'; readonly move: NewExitMove }

/** Which idempotency key stands for which order or which move of exits, so that a repeated wish is never done twice. */
export class WishBook {
  readonly #wishes = new Map<string, Wish>()

  remember(terms: OrderTerms): void {
    this.#keep(keyOf(terms.source, terms.idempotencyKey), { kind: 'order', terms })
  }

  rememberMove(move: NewExitMove): void {
    this.#keep(keyOf(move.by, move.idempotencyKey), { kind: 'exits', move })
  }

  orderOf(source: OrderTerms['source'], idempotencyKey: string): OrderId | undefined {
    const wish = this.#wishes.get(keyOf(source, idempotencyKey))
    return wish?.kind === 'order' ? wish.terms.orderId : undefined
  }

  /**
   * The order that this key made before, if any.
   * @throws EngineError `IDEMPOTENCY_MISMATCH` when the key stands for another wish.
   */
  find(intent: OrderIntent): OrderId | undefined {
    const wish = this.#wishes.get(keyOf(intent.source, intent.idempotencyKey))
    if (!wish) return undefined
    if (wish.kind === 'order' && isSameWish(wish.terms, intent)) return wish.terms.orderId
    throw mismatch(intent.idempotencyKey, wish)
  }

  /**
   * True where this key has moved these exits before.
   * @throws EngineError `IDEMPOTENCY_MISMATCH` when the key stands for another wish.
   */
  hasMoved(move: NewExitMove): boolean {
    const wish = this.#wishes.get(keyOf(move.by, move.idempotencyKey))
    if (!wish) return false
    if (wish.kind === 'exits' && isSameMove(wish.move, move)) return true
    throw mismatch(move.idempotencyKey, wish)
  }

  /** The first wish of a key stays. */
  #keep(key: string, wish: Wish): void {
    if (this.#wishes.has(key)) return
    this.#wishes.set(key, wish)
    if (this.#wishes.size <= CAPACITY) return
    const oldest = this.#wishes.keys().next()
    if (!oldest.done) this.#wishes.delete(oldest.value)
  }
}

function mismatch(idempotencyKey: string, wish: Wish): EngineError {
  const [what, data] =
    wish.kind === 'order'
      ? [`order ${wish.terms.orderId}`, { orderId: wish.terms.orderId }]
      : [`exits of ${wish.move.owner} in ${wish.move.instrumentId}`, undefined]
  const message = `The idempotency key ${idempotencyKey} already stands for ${what}. Use a new key.`
  return new EngineError('IDEMPOTENCY_MISMATCH', message, { data })
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

function isSameMove(left: NewExitMove, right: NewExitMove): boolean {
  return (
    left.owner === right.owner &&
    left.instrumentId === right.instrumentId &&
    sameExit(left.stopPrice, right.stopPrice) &&
    sameExit(left.targetPrice, right.targetPrice)
  )
}

/** Taking an exit away is another wish than leaving it as it is. */
function sameExit(left: Price | null | undefined, right: Price | null | undefined): boolean {
  return left && right ? left.eq(right) : left === right
}

function sameNumber(left: { toFixed(): string } | undefined, right: { toFixed(): string } | undefined): boolean {
  return left?.toFixed() === right?.toFixed()
}
