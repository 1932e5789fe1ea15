import { EngineError, ensureNever } from '../base/index.ts'
import type { ExitMover, ExitPlan, OrderId, OrderIntent, OrderTerms, Price, TrailingDistance } from '../domain/index.ts'
import { type AmendWish, type LedgerState, type NewExitMove, wishedTerms } from '../execution/index.ts'

/** Newest wishes remembered of each source; older keys are free again. */
const CAPACITY = 10_000

type Wish =
  | { readonly kind: 'order'; readonly terms: OrderTerms }
  | { readonly kind: 'exits'; readonly move: NewExitMove }
  | { readonly kind: 'amend'; readonly wish: AmendWish }

type Source = OrderTerms['source'] | ExitMover

/** Which idempotency key stands for which order, which change of one, or which move of exits, so that a repeated wish is never done twice. */
export class WishBook {
  /** Keys of a hand and of a strategy do not meet. */
  readonly #wishes = new Map<Source, Map<string, Wish>>()

  /** With what the ledger knows of earlier runs. */
  static restored(ledger: Pick<LedgerState, 'orders' | 'originalTerms' | 'amendWishes' | 'exitMoves'>): WishBook {
    const book = new WishBook()
    for (const terms of wishedTerms(ledger.orders, ledger.originalTerms)) book.remember(terms)
    for (const wish of ledger.amendWishes) book.rememberAmend(wish)
    for (const move of ledger.exitMoves) book.rememberMove(move)
    return book
  }

  remember(terms: OrderTerms): void {
    this.#keep(terms.source, terms.idempotencyKey, { kind: 'order', terms })
  }

  rememberMove(move: NewExitMove): void {
    this.#keep(move.by, move.idempotencyKey, { kind: 'exits', move })
  }

  rememberAmend(wish: AmendWish): void {
    this.#keep('hand', wish.idempotencyKey, { kind: 'amend', wish })
  }

  orderOf(source: OrderTerms['source'], idempotencyKey: string): OrderId | undefined {
    const wish = this.#wishes.get(source)?.get(idempotencyKey)
    return wish?.kind === 'order' ? wish.terms.orderId : undefined
  }

  /**
   * The order that this key made before, if any.
   * @throws EngineError `IDEMPOTENCY_MISMATCH` when the key stands for another wish.
   */
  find(intent: OrderIntent): OrderId | undefined {
    const wish = this.#wishes.get(intent.source)?.get(intent.idempotencyKey)
    if (!wish) return undefined
    if (wish.kind === 'order' && isSameWish(wish.terms, intent)) return wish.terms.orderId
    throw mismatch(intent.idempotencyKey, wish)
  }

  /**
   * True where this key has moved these exits before.
   * @throws EngineError `IDEMPOTENCY_MISMATCH` when the key stands for another wish.
   */
  hasMoved(move: NewExitMove): boolean {
    const wish = this.#wishes.get(move.by)?.get(move.idempotencyKey)
    if (!wish) return false
    if (wish.kind === 'exits' && isSameMove(wish.move, move)) return true
    throw mismatch(move.idempotencyKey, wish)
  }

  /**
   * True where this key has changed this order so before.
   * @throws EngineError `IDEMPOTENCY_MISMATCH` when the key stands for another wish.
   */
  hasAmended(amend: AmendWish): boolean {
    const wish = this.#wishes.get('hand')?.get(amend.idempotencyKey)
    if (!wish) return false
    if (wish.kind === 'amend' && isSameAmend(wish.wish, amend)) return true
    throw mismatch(amend.idempotencyKey, wish)
  }

  /** The first wish of a key stays. */
  #keep(source: Source, key: string, wish: Wish): void {
    const own = this.#wishes.get(source) ?? new Map<string, Wish>()
    if (own.has(key)) return
    this.#wishes.set(source, own.set(key, wish))
    if (own.size <= CAPACITY) return
    const oldest = own.keys().next()
    if (!oldest.done) own.delete(oldest.value)
  }
}

function mismatch(idempotencyKey: string, wish: Wish): EngineError {
  const [what, data] = nameOf(wish)
  const message = `The idempotency key ${idempotencyKey} already stands for ${what}. Use a new key.`
  return new EngineError('IDEMPOTENCY_MISMATCH', message, { data })
}

function nameOf(wish: Wish): readonly [string, { readonly orderId: OrderId } | undefined] {
  switch (wish.kind) {
    case 'order':
      return [`order ${wish.terms.orderId}`, { orderId: wish.terms.orderId }]
    case 'exits':
      return [`exits of ${wish.move.owner} in ${wish.move.instrumentId}`, undefined]
    case 'amend':
      return [`other terms of order ${wish.wish.orderId}`, { orderId: wish.wish.orderId }]
    default:
      return ensureNever(wish, 'wish')
  }
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
    terms.timeInForce === intent.timeInForce &&
    terms.expireAtMs === intent.expireAtMs &&
    terms.postOnly === intent.postOnly &&
    terms.ocoGroup === intent.ocoGroup &&
    sameNumber(terms.limitPrice, intent.limitPrice) &&
    sameNumber(terms.triggerPrice, intent.triggerPrice) &&
    sameTrailing(terms.trailing, intent.trailing) &&
    sameExitPlan(terms.exitPlan, intent.exitPlan) &&
    sameNumber(terms.stopLossPrice, intent.stopLossPrice) &&
    sameNumber(terms.takeProfitPrice, intent.takeProfitPrice) &&
    (intent.size.kind !== 'quantity' || intent.role === 'close' || terms.quantity.eq(intent.size.quantity))
  )
}

function isSameAmend(left: AmendWish, right: AmendWish): boolean {
  return (
    left.orderId === right.orderId &&
    left.terms.quantity.eq(right.terms.quantity) &&
    sameNumber(left.terms.limitPrice, right.terms.limitPrice) &&
    sameNumber(left.terms.triggerPrice, right.terms.triggerPrice)
  )
}

function sameTrailing(left: TrailingDistance | undefined, right: TrailingDistance | undefined): boolean {
  if (left?.kind === 'price' && right?.kind === 'price') return left.distance.eq(right.distance)
  if (left?.kind === 'fraction' && right?.kind === 'fraction') return left.fraction === right.fraction
  return left === right
}

function sameExitPlan(left: ExitPlan | undefined, right: ExitPlan | undefined): boolean {
  if (!left || !right) return left === right
  const at = ({ breakEven }: ExitPlan): Price | undefined =>
    breakEven?.kind === 'atPrice' ? breakEven.price : undefined
  return (
    sameTrailing(left.trailing, right.trailing) &&
    left.breakEven?.kind === right.breakEven?.kind &&
    sameNumber(at(left), at(right)) &&
    left.targets.length === right.targets.length &&
    left.targets.every((target, index) => {
      const other = right.targets[index]
      return other?.fraction === target.fraction && other.price.eq(target.price)
    })
  )
}

function isSameMove(left: NewExitMove, right: NewExitMove): boolean {
  return (
    left.owner === right.owner &&
    left.instrumentId === right.instrumentId &&
    sameExit(left.stopPrice, right.stopPrice) &&
    sameExit(left.targetPrice, right.targetPrice) &&
    JSON.stringify(left.trailing) === JSON.stringify(right.trailing) &&
    JSON.stringify(left.breakEven) === JSON.stringify(right.breakEven)
  )
}

/** Taking an exit away is another wish than leaving it as it is. */
function sameExit(left: Price | null | undefined, right: Price | null | undefined): boolean {
  return left && right ? left.eq(right) : left === right
}

function sameNumber(left: { toFixed(): string } | undefined, right: { toFixed(): string } | undefined): boolean {
  return left?.toFixed() === right?.toFixed()
}
