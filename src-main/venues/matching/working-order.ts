import type { AmendableTerms, OrderId, Quantity, Side } from '../../domain/index.ts'
import type { BookOrder, OrderPhase, Standing } from './matching-model.ts'
import { orderKind } from './order-kinds.ts'
import type { PriceGrid } from './price-grid.ts'
import { Trail } from './trailing.ts'

/**
 * An order in the book, in whole ticks and lots; parts of one where the grid has changed under it. Owned and changed by
 * the book.
 */
export class WorkingOrder {
  readonly orderId: OrderId
  readonly side: Side
  readonly isBuy: boolean
  readonly reduceOnly: boolean
  /** Its trigger is reached from below. */
  readonly triggersUpwards: boolean
  /** The price comes to its trigger in favour of what it closes. */
  readonly isTakeProfit: boolean
  /** Fills what it can at once and never rests. Market orders wait for more liquidity whatever they ask for. */
  readonly isImmediate: boolean
  /** Fills at once as a whole, or not at all. */
  readonly isAllOrNothing: boolean
  limitTicks: number | undefined
  remainingLots: number
  phase: OrderPhase
  #order: BookOrder
  #trail: Trail | undefined
  #bestTicks: number | undefined
  #triggerTicks: number | undefined

  constructor(order: BookOrder, grid: PriceGrid) {
    const { trigger, hasLimit } = orderKind(order.type)
    this.orderId = order.orderId
    this.side = order.side
    this.isBuy = order.side === 'buy'
    this.reduceOnly = order.reduceOnly
    this.isTakeProfit = trigger === 'winning'
    this.triggersUpwards = this.isBuy !== this.isTakeProfit
    this.isAllOrNothing = order.timeInForce === 'FOK'
    this.isImmediate = this.isAllOrNothing || (hasLimit && order.timeInForce === 'IOC')
    this.remainingLots = grid.lotsOf(order.quantity)
    this.phase = trigger !== 'none' ? 'waiting' : order.postOnly ? 'resting' : 'taking'
    this.#order = order
    this.#setTerms(order, grid)
  }

  get isOver(): boolean {
    return this.remainingLots === 0
  }

  /** Where it is triggered; undefined where it waits for nothing, or has seen no price yet. */
  get triggerTicks(): number | undefined {
    return this.#triggerTicks
  }

  get isTrailing(): boolean {
    return this.#trail !== undefined
  }

  /** The trigger that a best price would give, if it is better than the one before. */
  triggerAfter(ticks: number): number | undefined {
    if (!this.#trail) return this.#triggerTicks
    return this.#trail.triggerTicks(this.#isBetter(ticks) ? ticks : (this.#bestTicks ?? ticks))
  }

  /** A trailing stop follows; true when the price was better than any before. */
  follow(ticks: number): boolean {
    if (!this.#trail || !this.#isBetter(ticks)) return false
    this.#bestTicks = ticks
    this.#triggerTicks = this.#trail.triggerTicks(ticks)
    return true
  }

  /** Goes on where the order stood before. */
  resume({ remaining, phase, bestPrice }: Standing, grid: PriceGrid): void {
    this.remainingLots = grid.lotsOf(remaining)
    this.phase = phase
    if (bestPrice) this.follow(grid.ticksOf(bestPrice))
  }

  /** Takes other terms; one that a limit price moves may trade at once. */
  amend(terms: AmendableTerms, remaining: Quantity, grid: PriceGrid): void {
    const isMoved = terms.limitPrice !== undefined && !this.#order.limitPrice?.equals(terms.limitPrice)
    if (isMoved && this.phase === 'resting' && !this.#order.postOnly) this.phase = 'taking'
    const { quantity, limitPrice, triggerPrice } = terms
    this.#order = { ...this.#order, quantity, limitPrice, triggerPrice }
    this.remainingLots = grid.lotsOf(remaining)
    this.#setTerms(this.#order, grid)
  }

  /** The venue has another grid from here on; prices and quantities stay what they were. */
  regrid(before: PriceGrid, grid: PriceGrid): void {
    const best = this.#bestTicks === undefined ? undefined : before.price(this.#bestTicks)
    this.remainingLots = grid.lotsOf(before.quantity(this.remainingLots))
    this.#bestTicks = undefined
    this.#setTerms(this.#order, grid)
    if (best) this.follow(grid.ticksOf(best))
  }

  /** The limit allows this price; market orders allow any. */
  accepts(ticks: number): boolean {
    if (this.limitTicks === undefined) return true
    return this.isBuy ? ticks <= this.limitTicks : ticks >= this.limitTicks
  }

  /** The price went past the limit by at least one tick, so everything resting at the limit was taken. */
  isTradedThrough(ticks: number): boolean {
    if (this.limitTicks === undefined) return false
    return this.isBuy ? ticks < this.limitTicks : ticks > this.limitTicks
  }

  /** The price reached the trigger. */
  isTriggeredAt(ticks: number): boolean {
    if (this.#triggerTicks === undefined) return false
    return this.triggersUpwards ? ticks >= this.#triggerTicks : ticks <= this.#triggerTicks
  }

  #isBetter(ticks: number): boolean {
    if (this.#bestTicks === undefined) return true
    return this.isBuy ? ticks < this.#bestTicks : ticks > this.#bestTicks
  }

  #setTerms({ type, limitPrice, triggerPrice, trailing }: BookOrder, grid: PriceGrid): void {
    const { trigger, hasLimit } = orderKind(type)
    this.limitTicks = hasLimit && limitPrice ? grid.ticksOf(limitPrice) : undefined
    this.#trail = trigger === 'trailing' && trailing ? new Trail(trailing, this.isBuy, grid) : undefined
    if (this.#trail) return
    this.#triggerTicks = trigger !== 'none' && triggerPrice ? grid.ticksOf(triggerPrice) : undefined
  }
}
