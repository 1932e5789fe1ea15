import { Decimal, toFloat } from '../../base/index.ts'
import { type Money, money, type Price, type Quantity } from '../../domain/index.ts'
import type { MatchingModel, OrderPhase, Outcome } from './matching-model.ts'
import type { PriceGrid } from './price-grid.ts'
import type { WorkingOrder } from './working-order.ts'

export const NOTHING_TO_REDUCE = 'reduce-only: there is no position left to reduce'
export const NOTHING_TO_SPEND = 'insufficient balance: what is left does not pay for the rest of the order'

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

/** What the account can trade with at the beginning of a run. */
export interface RunHolding {
  readonly netLots: number
  /** Quote currency for all buys together; undefined: without bound. */
  readonly spendable: Money | undefined
}

type Maker = 'maker' | 'taker'

/** Matching of one event: collects what happens and follows the net position, so that reduce-only never turns it. */
export class MatchRun {
  readonly outcomes: Outcome[] = []
  readonly #grid: PriceGrid
  readonly #model: MatchingModel
  #netLots: number
  #spendable: Decimal | undefined

  constructor(grid: PriceGrid, model: MatchingModel, { netLots, spendable }: RunHolding) {
    this.#grid = grid
    this.#model = model
    this.#netLots = netLots
    this.#spendable = spendable
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

  /** Lets a trailing stop see a price. */
  follow(order: WorkingOrder, ticks: number): void {
    if (!order.follow(ticks)) return
    this.outcomes.push({ kind: 'best', orderId: order.orderId, bestPrice: this.#grid.price(ticks) })
  }

  /** Ends what an order that may not wait could not fill, `when` it was its turn. */
  expireRest(order: WorkingOrder, when: string): void {
    if (order.isOver) return
    const reason = order.isAllOrNothing
      ? `fill-or-kill: the whole quantity could not be filled ${when}`
      : `immediate-or-cancel: the rest could not be filled ${when}`
    order.remainingLots = 0
    this.outcomes.push({ kind: 'expire', orderId: order.orderId, reason })
  }

  #fill(order: WorkingOrder, offer: Offer, liquidity: Maker): void {
    if (!this.#mayTrade(order)) return
    const wanted = Math.min(this.#allowedLots(order), offer.liquidity.lots, offer.maxLots ?? Infinity)
    if (wanted <= 0) return
    const lots = Math.min(wanted, this.#affordableLots(order, offer.ticks, liquidity))
    if (order.isAllOrNothing && lots < order.remainingLots) return
    if (lots > 0) this.#book(order, { ...offer, lots }, liquidity)
    if (lots < wanted) this.#cancel(order, NOTHING_TO_SPEND)
    else this.#mayTrade(order)
  }

  #book(order: WorkingOrder, { ticks, lots, ...offer }: Offer & { readonly lots: number }, liquidity: Maker): void {
    const { orderId, side } = order
    const quantity = this.#grid.quantity(lots)
    const price = this.#grid.price(ticks)
    const fee = this.#fee(price, quantity, liquidity)
    order.remainingLots -= lots
    offer.liquidity.lots -= lots
    this.#netLots += order.isBuy ? lots : -lots
    if (order.isBuy) this.#spendable = this.#spendable?.minus(price.mul(quantity)).minus(fee)
    this.outcomes.push({ kind: 'fill', orderId, side, quantity, price, fee, liquidity })
  }

  #fee(price: Price, quantity: Quantity, liquidity: Maker): Money {
    const feeBps = liquidity === 'maker' ? this.#model.makerFeeBps : this.#model.takerFeeBps
    return money(price.mul(quantity).mul(new Decimal(feeBps).div(10_000)))
  }

  /** Cancels a reduce-only order that has nothing to reduce at the moment it would trade. */
  #mayTrade(order: WorkingOrder): boolean {
    if (order.isOver) return false
    if (this.#allowedLots(order) > 0) return true
    this.#cancel(order, NOTHING_TO_REDUCE)
    return false
  }

  #cancel(order: WorkingOrder, reason: string): void {
    order.remainingLots = 0
    this.outcomes.push({ kind: 'cancel', orderId: order.orderId, reason })
  }

  #allowedLots(order: WorkingOrder): number {
    if (!order.reduceOnly) return order.remainingLots
    return Math.min(order.remainingLots, Math.max(0, order.isBuy ? -this.#netLots : this.#netLots))
  }

  #affordableLots(order: WorkingOrder, ticks: number, liquidity: Maker): number {
    if (this.#spendable === undefined || !order.isBuy) return Infinity
    const lot = this.#grid.quantity(1)
    const price = this.#grid.price(ticks)
    const cost = price.mul(lot).plus(this.#fee(price, lot, liquidity))
    return Math.max(0, toFloat(this.#spendable.div(cost).floor()))
  }

  #withSlippage(order: WorkingOrder, ticks: number): number {
    const slippage = Math.ceil((ticks * this.#model.slippageBps) / 10_000 - 1e-9)
    const slipped = order.isBuy ? ticks + slippage : Math.max(1, ticks - slippage)
    if (order.limitTicks === undefined) return slipped
    return order.isBuy ? Math.min(slipped, order.limitTicks) : Math.max(slipped, order.limitTicks)
  }
}
