import { type Clock, EngineError } from '../base/index.ts'
import type { EventBus } from '../bus/index.ts'
import type { AccountId, Denial, InstrumentId, Order, OrderId, OrderIntent, Owner, Quantity } from '../domain/index.ts'
import {
  type Execution,
  handlingOf,
  type NewOrderTerms,
  type OrderChange,
  type ReleasedTerms,
} from '../execution/index.ts'
import type { Portfolio } from '../portfolio/index.ts'
import { evaluate, type RiskLimits, type Verdict } from '../risk/index.ts'
import { type CloseRequest, CloseWishes } from './close-wishes.ts'
import { type OcoPair, OcoPairs } from './oco-pairs.ts'
import { OrderChanges } from './order-changes.ts'
import { intentOf } from './released-intent.ts'
import type { RiskSnapshotTaker } from './risk-snapshot.ts'
import type { WishBook } from './wish-book.ts'

export type { CloseRequest } from './close-wishes.ts'

export type DeskAnswer =
  | { readonly kind: 'placed'; readonly order: Order }
  | { readonly kind: 'denied'; readonly denial: Denial; readonly verdict: Verdict }

/** Both orders of a group, or the refusal of one of them; then neither was placed. */
export type OcoAnswer =
  | { readonly kind: 'placed'; readonly orders: readonly Order[] }
  | { readonly kind: 'denied'; readonly denial: Denial }

export interface OrderDeskPorts {
  readonly accountId: AccountId
  readonly execution: Execution
  readonly portfolio: Portfolio
  readonly snapshots: RiskSnapshotTaker
  readonly limits: () => RiskLimits
  /** Which keys were used before; the exits' desk keeps its own there. */
  readonly wishes: WishBook
  readonly bus: EventBus
  /** Session clock. */
  readonly clock: Clock
  /** An order has left for the journal. */
  readonly onPlaced?: (order: Order) => void
}

/** Where every wish for an order arrives, from a hand or a strategy: risk is asked, then execution. */
export class OrderDesk {
  readonly #ports: OrderDeskPorts
  readonly #wishes: WishBook
  readonly #closes: CloseWishes
  readonly #changes: OrderChanges
  readonly #pairs: OcoPairs

  constructor(ports: OrderDeskPorts) {
    this.#ports = ports
    this.#wishes = ports.wishes
    this.#closes = new CloseWishes(ports)
    this.#changes = new OrderChanges(ports)
    this.#pairs = new OcoPairs({ ...ports, preview: (intent) => this.preview(intent) })
  }

  /**
   * Checks the intent and places the order. Where it is denied, `smaller` may name a lesser wish to try in its place.
   * @throws EngineError `IDEMPOTENCY_MISMATCH` when the key stands for another order, `PRICE_UNAVAILABLE` without a fresh
   * price, `BAD_REQUEST` for what neither the venue nor the engine can do.
   */
  submit(intent: OrderIntent, smaller?: (denial: Denial) => OrderIntent | undefined): DeskAnswer {
    const known = this.#wishes.find(intent)
    if (known) return { kind: 'placed', order: this.#ports.execution.order(known) }
    this.#requirePossible(intent)
    const verdict = this.preview(intent)
    const lesser = verdict.accepted ? undefined : smaller?.(verdict.denial)
    return lesser ? this.#act(lesser, this.preview(lesser)) : this.#act(intent, verdict)
  }

  /**
   * Places two orders that exclude each other, or neither. The second has a key of its own, made from the first's, so that
   * the same wish twice is done once, also where it was interrupted between the two.
   * @throws EngineError as {@link submit} does.
   */
  submitOco(intents: OcoPair): OcoAnswer {
    const pair = this.#pairs.of(intents)
    for (const intent of pair) {
      if (this.#wishes.find(intent)) continue
      this.#requirePossible(intent)
      const verdict = this.preview(intent)
      if (!verdict.accepted) return { kind: 'denied', denial: this.#deny(intent, verdict.denial) }
    }
    const orders: Order[] = []
    for (const intent of pair) {
      const answer = this.submit(intent)
      if (answer.kind === 'placed') orders.push(answer.order)
      else return this.#undo(orders, answer.denial)
    }
    return { kind: 'placed', orders }
  }

  /**
   * Gives a working order other terms. Risk is asked about an entry as it would be then; the same wish under the same key
   * is met once.
   * @throws EngineError `UNKNOWN_ORDER`, `ORDER_NOT_AMENDABLE`, `IDEMPOTENCY_MISMATCH`, `PRICE_UNAVAILABLE`, `BAD_REQUEST`.
   */
  amend(id: OrderId, change: OrderChange, idempotencyKey: string): DeskAnswer {
    const { execution } = this.#ports
    const wish = this.#changes.wishOf(execution.order(id), change, idempotencyKey)
    if (this.#wishes.hasAmended(wish)) return { kind: 'placed', order: execution.order(id) }
    const refusal = this.#changes.refusal(execution.order(id), change)
    if (refusal) {
      return { kind: 'denied', denial: this.#deny(refusal.intent, refusal.denial), verdict: refusal.verdict }
    }
    const order = execution.amend(id, change, idempotencyKey)
    this.#wishes.rememberAmend(wish)
    return { kind: 'placed', order }
  }

  /**
   * What {@link amend} would be told by risk; undefined where it is not asked. Nothing is sent or kept.
   * @throws EngineError `UNKNOWN_ORDER`, `ORDER_NOT_AMENDABLE`, `PRICE_UNAVAILABLE`, `BAD_REQUEST`.
   */
  previewAmend(id: OrderId, change: OrderChange): Verdict | undefined {
    return this.#changes.check(this.#ports.execution.order(id), change)?.verdict
  }

  /** Asks risk about an order that the engine is about to send in another one's place; a refusal is written down and told. */
  checkRelease(terms: ReleasedTerms, from: Order): Denial | undefined {
    const { snapshots, limits } = this.#ports
    const intent = intentOf(terms)
    const verdict = evaluate(intent, snapshots.take(intent, from.terms.orderId), limits())
    return verdict.accepted ? undefined : this.#deny(intent, verdict.denial)
  }

  /** The order that this key made before, so that closing twice is closing once. */
  repeated(source: OrderIntent['source'], idempotencyKey: string): Order | undefined {
    const id = this.#wishes.orderOf(source, idempotencyKey)
    return id === undefined ? undefined : this.#ports.execution.order(id)
  }

  /** True where this key has made an order before. */
  isKnown(source: OrderIntent['source'], idempotencyKey: string): boolean {
    return this.#wishes.orderOf(source, idempotencyKey) !== undefined
  }

  /** True where closing orders on their way take all that the owner holds, or where it holds nothing. */
  isClosing(instrumentId: InstrumentId, owner: Owner): boolean {
    return this.#closes.isClosing(instrumentId, owner)
  }

  /** What {@link submit} would decide; nothing is sent or kept. */
  preview(intent: OrderIntent): Verdict {
    return evaluate(intent, this.#ports.snapshots.take(intent), this.#ports.limits())
  }

  /**
   * The intent that closes an owner's position, all of it or a share, at market.
   * @throws EngineError `UNKNOWN_POSITION` when nothing is held, or all of it is being closed already.
   */
  closeIntent(request: CloseRequest): OrderIntent {
    return this.#closes.intent(request)
  }

  /** Places what the verdict accepts, writes down what it denies. */
  #act(intent: OrderIntent, verdict: Verdict): DeskAnswer {
    if (!verdict.accepted) return { kind: 'denied', denial: this.#deny(intent, verdict.denial), verdict }
    const order = this.#ports.execution.place(this.#terms(intent, verdict.quantity))
    this.#wishes.remember(order.terms)
    this.#ports.onPlaced?.(order)
    return { kind: 'placed', order }
  }

  #deny(intent: OrderIntent, denial: Denial): Denial {
    const { execution, bus } = this.#ports
    execution.recordDenial(intent, denial, () => bus.publish('order.denied', { intent, denial }))
    return denial
  }

  /** The first of a pair made the second one too much: it does not stay alone. */
  #undo(orders: readonly Order[], denial: Denial): OcoAnswer {
    for (const { terms } of orders) {
      this.#ports.execution.cancel(terms.orderId, 'the other order of its group was refused')
    }
    return { kind: 'denied', denial }
  }

  /** @throws EngineError `BAD_REQUEST`. */
  #requirePossible(intent: OrderIntent): void {
    handlingOf(intent, this.#ports.execution.capabilities)
    const { expireAtMs } = intent
    if (expireAtMs === undefined || expireAtMs > this.#ports.clock.nowMs()) return
    const message = `${new Date(expireAtMs).toISOString()} has passed already; name a later time`
    throw new EngineError('BAD_REQUEST', `expireAtMs: ${message}.`, {
      data: { issues: [{ path: 'expireAtMs', message }] },
    })
  }

  #terms(intent: OrderIntent, quantity: Quantity): NewOrderTerms {
    const { accountId, execution, clock } = this.#ports
    // Field by field: a spread that leaves one out is slow, and this comes before every order.
    return {
      accountId,
      instrumentId: intent.instrumentId,
      owner: intent.owner,
      source: intent.source,
      role: intent.role,
      parentOrderId: intent.parentOrderId,
      idempotencyKey: intent.idempotencyKey,
      side: intent.side,
      type: intent.type,
      quantity,
      limitPrice: intent.limitPrice,
      triggerPrice: intent.triggerPrice,
      trailing: intent.trailing,
      timeInForce: intent.timeInForce,
      expireAtMs: intent.expireAtMs,
      postOnly: intent.postOnly,
      reduceOnly: intent.reduceOnly,
      handling: handlingOf(intent, execution.capabilities),
      ocoGroup: intent.ocoGroup,
      awaitsFunds: intent.awaitsFunds,
      stopLossPrice: intent.stopLossPrice,
      takeProfitPrice: intent.takeProfitPrice,
      exitPlan: intent.exitPlan,
      reason: intent.reason,
      createdAtMs: clock.nowMs(),
    }
  }
}
