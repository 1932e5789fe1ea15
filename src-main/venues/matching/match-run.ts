import { Decimal } from '../../base/index.ts'
import { money } from '../../domain/index.ts'
import type { MatchingModel, OrderPhase, Outcome } from './matching-model.ts'
import type { PriceGrid } from './price-grid.ts'
import type { WorkingOrder } from './working-order.ts'

export const NOTHING_TO_REDUCE = 'reduce-only: there is no position left to reduce'

/** Lots that can still be traded at one moment, shared by the orders that want them. */
export class Liquidity {
  lots: number

  constructor(lots: number) {
    this.lots = lots
  }
}

export interface Offer {
  readonly ticks: number
  readonly liquidity: Liquidity
  /** Most lots that this one fill may have besides the liquidity; unlimited unless named. */
  readonly maxLots?: number
}

interface Execution {
  readonly lots: number
  readonly ticks: number
  readonly liquidity: 'maker' | 'taker'
}

/** Matching of one event: collects what happens and follows the net position, so that reduce-only never turns it. */
export class MatchRun {
  readonly outcomes: Outcome[] = []
  readonly #grid: PriceGrid
  readonly #model: MatchingModel
  #netLots: number

  constructor(grid: PriceGrid, model: MatchingModel, netLots: number) {
    this.#grid = grid
    this.#model = model
    this.#netLots = netLots
  }

  /** Signed position after the fills of this run so far. */
  get netLots(): number {
    return this.#netLots
  }

  /** Takes from the other side: slippage makes the price worse, but never worse than the limit. */
  take(order: WorkingOrder, offer: Offer): void {
    this.#fill(order, { ...offer, ticks: this.#withSlippage(order, offer.ticks) }, 'taker')
  }

  /** Is found in the book at `offer.ticks`. */
  make(order: WorkingOrder, offer: Offer): void {
    this.#fill(order, offer, 'maker')
  }

  setPhase(order: WorkingOrder, phase: OrderPhase): void {
    if (order.phase === phase) return
    order.phase = phase
    this.outcomes.push({ kind: 'phase', orderId: order.orderId, phase })
  }

  expire(order: WorkingOrder, reason: string): void {
    if (order.isOver) return
    order.remainingLots = 0
    this.outcomes.push({ kind: 'expire', orderId: order.orderId, reason })
  }

  #fill(order: WorkingOrder, offer: Offer, liquidity: 'maker' | 'taker'): void {
    if (!this.#mayTrade(order)) return
    const lots = Math.min(this.#allowedLots(order), offer.liquidity.lots, offer.maxLots ?? Infinity)
    if (lots <= 0) return
    this.#book(order, { lots, ticks: offer.ticks, liquidity })
    offer.liquidity.lots -= lots
    this.#mayTrade(order)
  }

  #book(order: WorkingOrder, { lots, ticks, liquidity }: Execution): void {
    const { orderId, side } = order
    const quantity = this.#grid.quantity(lots)
    const price = this.#grid.price(ticks)
    const feeBps = liquidity === 'maker' ? this.#model.makerFeeBps : this.#model.takerFeeBps
    const fee = money(price.mul(quantity).mul(new Decimal(feeBps).div(10_000)))
    order.remainingLots -= lots
    this.#netLots += order.isBuy ? lots : -lots
    this.outcomes.push({ kind: 'fill', orderId, side, quantity, price, fee, liquidity })
  }

  /** Cancels a reduce-only order that has nothing to reduce at the moment it would trade. */
  #mayTrade(order: WorkingOrder): boolean {
    if (order.isOver) return false
    if (this.#allowedLots(order) > 0) return true
    order.remainingLots = 0
    this.outcomes.push({ kind: 'cancel', orderId: order.orderId, reason: NOTHING_TO_REDUCE })
    return false
  }

  #allowedLots(order: WorkingOrder): number {
    if (!order.reduceOnly) return order.remainingLots
    return Math.min(order.remainingLots, Math.max(0, order.isBuy ? -this.#netLots : this.#netLots))
  }

  #withSlippage(order: WorkingOrder, ticks: number): number {
    const slippage = Math.ceil((ticks * this.#model.slippageBps) / 10_000 - 1e-9)
    const slipped = order.isBuy ? ticks + slippage : Math.max(1, ticks - slippage)
    if (order.limitTicks === undefined) return slipped
    return order.isBuy ? Math.min(slipped, order.limitTicks) : Math.max(slipped, order.limitTicks)
  }
}
