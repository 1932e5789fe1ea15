import type { Liquidity, MatchRun } from './match-run.ts'
import type { WorkingOrder } from './working-order.ts'

/** A closed bar in whole ticks; each price also rounded the other way where it is off the grid. */
export interface BarMarket {
  readonly openUp: number
  readonly openDown: number
  readonly highDown: number
  readonly lowUp: number
  readonly liquidity: Liquidity
}

/**
 * Working orders against a bar that came after them, where nothing but bars is known. The open comes first, for whatever
 * trades there. Then the worst course that the bar allows: entries fill, stops are hit, and only then targets, which
 * close no more than was already held after the open.
 */
export function matchBar(orders: readonly WorkingOrder[], bar: BarMarket, run: MatchRun): void {
  for (const order of orders) if (order.phase === 'waiting') triggerAtOpen(order, bar, run)
  for (const order of orders) if (order.phase === 'taking') takeAtOpen(order, bar, run)
  for (const order of orders) if (order.phase === 'resting') makeAtOpen(order, bar, run)
  const heldLots = run.netLots
  const targets = orders.filter((order) => order.phase === 'resting' && isTarget(order, heldLots))
  for (const order of orders) {
    if (order.phase === 'resting' && !targets.includes(order)) makeInside(order, bar, run)
  }
  for (const order of orders) if (order.phase === 'waiting') triggerInside(order, bar, run)
  let closableLots = Math.abs(heldLots)
  for (const order of targets) {
    const before = run.netLots
    makeInside(order, { ...bar, closableLots }, run)
    closableLots -= Math.abs(run.netLots - before)
  }
}

function openTicks(order: WorkingOrder, bar: BarMarket): number {
  return order.isBuy ? bar.openUp : bar.openDown
}

function triggerAtOpen(order: WorkingOrder, bar: BarMarket, run: MatchRun): void {
  const ticks = order.isBuy ? bar.openDown : bar.openUp
  if (order.isTriggeredAt(ticks)) run.setPhase(order, 'taking')
}

function takeAtOpen(order: WorkingOrder, bar: BarMarket, run: MatchRun): void {
  const ticks = openTicks(order, bar)
  if (order.accepts(ticks)) run.take(order, { ticks, liquidity: bar.liquidity })
  if (order.isImmediate) run.expire(order, 'immediate-or-cancel: the rest could not be filled at the open')
  else if (!order.accepts(ticks)) run.setPhase(order, 'resting')
}

/** The bar opened beyond the limit: the better price is the order's. */
function makeAtOpen(order: WorkingOrder, bar: BarMarket, run: MatchRun): void {
  const ticks = openTicks(order, bar)
  if (order.isTradedThrough(ticks)) run.make(order, { ticks, liquidity: bar.liquidity })
}

function makeInside(order: WorkingOrder, bar: BarMarket & { readonly closableLots?: number }, run: MatchRun): void {
  const { liquidity, closableLots: maxLots = Infinity } = bar
  if (order.limitTicks === undefined || maxLots <= 0) return
  if (!order.isTradedThrough(order.isBuy ? bar.lowUp : bar.highDown)) return
  run.make(order, { ticks: order.limitTicks, liquidity, maxLots })
}

function triggerInside(order: WorkingOrder, bar: BarMarket, run: MatchRun): void {
  if (order.triggerTicks === undefined || !order.isTriggeredAt(order.isBuy ? bar.highDown : bar.lowUp)) return
  run.setPhase(order, 'taking')
  run.take(order, { ticks: order.triggerTicks, liquidity: bar.liquidity })
}

/** Closes what is held, rather than opening more. */
function isTarget(order: WorkingOrder, heldLots: number): boolean {
  return order.reduceOnly || (heldLots !== 0 && order.isBuy === heldLots < 0)
}
