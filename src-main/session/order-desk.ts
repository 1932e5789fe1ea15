import { type Clock, EngineError, floorToStep, ZERO } from '../base/index.ts'
import type { EventBus } from '../bus/index.ts'
import {
  type AccountId,
  type Denial,
  type InstrumentId,
  type Order,
  type OrderIntent,
  opposite,
  type Owner,
  type Quantity,
  signedQuantity,
} from '../domain/index.ts'
import { type Execution, type NewOrderTerms, remainingQuantity } from '../execution/index.ts'
import type { Portfolio } from '../portfolio/index.ts'
import { evaluate, type RiskLimits, type Verdict } from '../risk/index.ts'
import type { RiskSnapshotTaker } from './risk-snapshot.ts'
import type { WishBook } from './wish-book.ts'

export type DeskAnswer =
  | { readonly kind: 'placed'; readonly order: Order }
  | { readonly kind: 'denied'; readonly denial: Denial; readonly verdict: Verdict }

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
}

export interface CloseRequest {
  readonly instrumentId: InstrumentId
  readonly owner: Owner
  /** Share of the owner's position, above 0 and at most 1. */
  readonly fraction: number
  readonly source: OrderIntent['source']
  readonly idempotencyKey: string
  readonly reason: string
}

/** Where every wish for an order arrives, from a hand or a strategy: risk is asked, then execution. */
export class OrderDesk {
  readonly #ports: OrderDeskPorts
  readonly #wishes: WishBook

  constructor(ports: OrderDeskPorts) {
    this.#ports = ports
    this.#wishes = ports.wishes
    for (const order of ports.execution.recentOrders(Number.MAX_SAFE_INTEGER)) this.#wishes.remember(order.terms)
  }

  /**
   * Checks the intent and places the order. Where it is denied, `smaller` may name a lesser wish to try in its place.
   * @throws EngineError `IDEMPOTENCY_MISMATCH` when the key stands for another order, `PRICE_UNAVAILABLE` without a fresh price.
   */
  submit(intent: OrderIntent, smaller?: (denial: Denial) => OrderIntent | undefined): DeskAnswer {
    const known = this.#wishes.find(intent)
    if (known) return { kind: 'placed', order: this.#ports.execution.order(known) }
    const verdict = this.preview(intent)
    const lesser = verdict.accepted ? undefined : smaller?.(verdict.denial)
    return lesser ? this.#act(lesser, this.preview(lesser)) : this.#act(intent, verdict)
  }

  /** Places what the verdict accepts, writes down what it denies. */
  #act(intent: OrderIntent, verdict: Verdict): DeskAnswer {
    if (!verdict.accepted) {
      const { execution, bus } = this.#ports
      const { denial } = verdict
      execution.recordDenial(intent, denial, () => bus.publish('order.denied', { intent, denial }))
      return { kind: 'denied', denial, verdict }
    }
    const order = this.#ports.execution.place(this.#terms(intent, verdict.quantity))
    this.#wishes.remember(order.terms)
    return { kind: 'placed', order }
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
    return this.#unclosedQuantity(instrumentId, owner).isZero()
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
    const { instrumentId, owner } = request
    const held = this.#unclosedQuantity(instrumentId, owner)
    if (held.isZero()) {
      throw new EngineError(
        'UNKNOWN_POSITION',
        `${owner} holds nothing in ${instrumentId} that is not being closed already.`,
      )
    }
    return {
      source: request.source,
      owner,
      idempotencyKey: request.idempotencyKey,
      instrumentId,
      side: opposite(held.isPositive() ? 'buy' : 'sell'),
      type: 'market',
      size: { kind: 'quantity', quantity: this.#shareOf(held, request).toFixed() },
      limitPrice: undefined,
      timeInForce: 'IOC',
      reduceOnly: this.#shrinksNet(instrumentId, held),
      stopLossPrice: undefined,
      takeProfitPrice: undefined,
      role: 'close',
      parentOrderId: undefined,
      reason: request.reason,
    }
  }

  /**
   * What the owner holds less what closes at market on their way will take, so that two closes never close twice. One
   * that waits at a price may never come, and must not keep the owner in the position.
   */
  #unclosedQuantity(instrumentId: InstrumentId, owner: Owner): Quantity {
    const { portfolio, execution } = this.#ports
    const held = portfolio.ownerQuantity(instrumentId, owner)
    const closing = execution
      .openOrders({ instrumentId, owner })
      .filter(({ terms }) => terms.role === 'close' && terms.type === 'market')
      .reduce((sum, order) => sum.add(signedQuantity(order.terms.side, remainingQuantity(order))), ZERO)
    const rest = held.add(closing)
    return (rest.isZero() || rest.isPositive() !== held.isPositive() ? ZERO : rest) as Quantity
  }

  /** The venue nets all owners: closing one of two opposite positions enlarges the net, and is not reduce-only there. */
  #shrinksNet(instrumentId: InstrumentId, held: Quantity): boolean {
    const net = this.#ports.portfolio.netQuantity(instrumentId)
    return net.isPositive() === held.isPositive() && net.abs().gte(held.abs())
  }

  #shareOf(held: Quantity, { fraction, instrumentId }: CloseRequest): Quantity {
    if (fraction >= 1) return held.abs() as Quantity
    const { lotSize } = this.#ports.snapshots.instrument(instrumentId)
    const share = floorToStep(held.abs().mul(fraction), lotSize)
    return (share.gt(ZERO) ? share : lotSize) as Quantity
  }

  #terms(intent: OrderIntent, quantity: Quantity): NewOrderTerms {
    return {
      accountId: this.#ports.accountId,
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
      triggerPrice: undefined,
      timeInForce: intent.timeInForce,
      reduceOnly: intent.reduceOnly,
      stopLossPrice: intent.stopLossPrice,
      takeProfitPrice: intent.takeProfitPrice,
      reason: intent.reason,
      createdAtMs: this.#ports.clock.nowMs(),
    }
  }
}
