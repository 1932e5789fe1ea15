import type { OrderId, Quantity, Side } from '../../domain/index.ts'
import type { BookOrder, OrderPhase } from './matching-model.ts'
import type { PriceGrid } from './price-grid.ts'

/** An order in the book, in whole ticks and lots. Owned and changed by the book. */
export class WorkingOrder {
  readonly orderId: OrderId
  readonly side: Side
  readonly isBuy: boolean
  readonly reduceOnly: boolean
  /** Fills what it can at once and never rests. Market orders wait for more liquidity whatever they ask for. */
  readonly isImmediate: boolean
  readonly limitTicks: number | undefined
  readonly triggerTicks: number | undefined
  remainingLots: number
  phase: OrderPhase

  constructor(order: BookOrder, remaining: Quantity, grid: PriceGrid) {
    this.orderId = order.orderId
    this.side = order.side
    this.isBuy = order.side === 'buy'
    this.reduceOnly = order.reduceOnly
    this.isImmediate = order.type === 'limit' && order.timeInForce === 'IOC'
    this.limitTicks = order.type === 'limit' && order.limitPrice ? grid.ticksOf(order.limitPrice) : undefined
    this.triggerTicks = order.type === 'stop' && order.triggerPrice ? grid.ticksOf(order.triggerPrice) : undefined
    this.remainingLots = grid.lotsOf(remaining)
    this.phase = order.type === 'stop' ? 'waiting' : 'taking'
  }

  get isOver(): boolean {
    return this.remainingLots === 0
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

  /** The price reached the stop's trigger: a buy stop from below, a sell stop from above. */
  isTriggeredAt(ticks: number): boolean {
    if (this.triggerTicks === undefined) return false
    return this.isBuy ? ticks >= this.triggerTicks : ticks <= this.triggerTicks
  }
}
