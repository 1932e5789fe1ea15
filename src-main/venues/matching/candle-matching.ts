import type { Liquidity, MatchRun } from './match-run.ts'
import type { WorkingOrder } from './working-order.ts'

/** A closed bar in whole ticks; prices off the grid are rounded the way the name says. */
export interface BarMarket {
  readonly openUp: number
  readonly openDown: number
  readonly highDown: number
  readonly lowUp: number
  readonly closeUp: number
  readonly closeDown: number
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
  const targets = orders.filter((order) => isTarget(order, heldLots))
  for (const order of orders) if (!isStop(order) && !targets.includes(order)) matchInside(order, bar, run)
  for (const order of orders) if (isStop(order)) stopInside(order, bar, run)
  let closableLots = Math.abs(heldLots)
  for (const order of targets) {
    const before = run.netLots
    matchInside(order, { ...bar, closableLots }, run)
    closableLots -= Math.abs(run.netLots - before)
  }
}

type Inside = BarMarket & { readonly closableLots?: number }

/** Waits for the price to come against what is held. */
function isStop(order: WorkingOrder): boolean {
  return order.phase === 'waiting' && !order.isTakeProfit
}

/** Closes what is held at a profit, rather than opening more. */
function isTarget(order: WorkingOrder, heldLots: number): boolean {
  if (order.phase === 'taking' || isStop(order)) return false
  return order.reduceOnly || (heldLots !== 0 && order.isBuy === heldLots < 0)
}

function openTicks(order: WorkingOrder, bar: BarMarket): number {
  return order.isBuy ? bar.openUp : bar.openDown
}

function triggerAtOpen(order: WorkingOrder, bar: BarMarket, run: MatchRun): void {
  if (order.isTriggeredAt(order.triggersUpwards ? bar.openDown : bar.openUp)) run.setPhase(order, 'taking')
  else run.follow(order, openTicks(order, bar))
}

function takeAtOpen(order: WorkingOrder, bar: BarMarket, run: MatchRun): void {
  const ticks = openTicks(order, bar)
  if (order.accepts(ticks)) run.take(order, { ticks, liquidity: bar.liquidity })
  if (order.isImmediate) run.expireRest(order, 'at the open')
  else if (!order.accepts(ticks)) run.setPhase(order, 'resting')
}

/** The bar opened beyond the limit: the better price is the order's. */
function makeAtOpen(order: WorkingOrder, bar: BarMarket, run: MatchRun): void {
  const ticks = openTicks(order, bar)
  if (order.isTradedThrough(ticks)) run.make(order, { ticks, liquidity: bar.liquidity })
}

/** Furthest price of the bar in favour of what rests. */
function bestTicks(order: WorkingOrder, bar: BarMarket): number {
  return order.isBuy ? bar.lowUp : bar.highDown
}

function matchInside(order: WorkingOrder, bar: Inside, run: MatchRun): void {
  const { closableLots: maxLots = Infinity } = bar
  if (order.isOver || maxLots <= 0) return
  if (order.phase === 'resting') makeInside(order, { bar, ticks: bestTicks(order, bar), maxLots }, run)
  if (order.phase !== 'waiting' || order.triggerTicks === undefined) return
  const reached = order.triggersUpwards ? bar.highDown : bar.lowUp
  if (!order.isTriggeredAt(reached)) return
  // What is reached in its favour is passed afterwards, so a limit further on trades as well.
  triggerInside(order, { bar, ticks: order.triggerTicks, maxLots, afterwards: bestTicks(order, bar) }, run)
}

/** After the trigger nothing is certain but the close: a limit that the price has left behind trades where that is beyond it. */
function stopInside(order: WorkingOrder, bar: BarMarket, run: MatchRun): void {
  const ticks = order.isTrailing ? worstTrailTicks(order, bar) : order.triggerTicks
  const reached = order.triggersUpwards ? bar.highDown : bar.lowUp
  const isHit = ticks !== undefined && (order.triggersUpwards ? reached >= ticks : reached <= ticks)
  if (!isHit) run.follow(order, bestTicks(order, bar))
  else triggerInside(order, { bar, ticks, afterwards: order.isBuy ? bar.closeUp : bar.closeDown }, run)
}

/**
 * Where a trailing stop is hit at worst. The price may turn at any point on its way to the bar's best price, so every
 * trigger between the one that stands and the one behind the best price is possible; the worst of them that the bar
 * reached is taken. `undefined` when the bar reached none.
 */
function worstTrailTicks(order: WorkingOrder, bar: BarMarket): number | undefined {
  const nearest = order.triggerAfter(bestTicks(order, bar))
  if (order.triggerTicks === undefined || nearest === undefined) return undefined
  if (order.triggersUpwards) {
    return bar.highDown < nearest ? undefined : Math.min(order.triggerTicks, bar.highDown)
  }
  return bar.lowUp > nearest ? undefined : Math.max(order.triggerTicks, bar.lowUp)
}

interface Point {
  readonly bar: BarMarket
  readonly ticks: number
  readonly maxLots?: number
}

/** Triggered inside the bar: takes at the trigger, or rests where its limit does not allow that. */
function triggerInside(order: WorkingOrder, at: Point & { readonly afterwards: number }, run: MatchRun): void {
  const { bar, ticks, maxLots = Infinity, afterwards } = at
  const { liquidity } = bar
  run.setPhase(order, 'taking')
  if (order.accepts(ticks)) run.take(order, { ticks, liquidity, maxLots })
  if (order.isImmediate) run.expireRest(order, 'where it was triggered')
  else if (!order.accepts(ticks)) {
    run.setPhase(order, 'resting')
    makeInside(order, { bar, ticks: afterwards, maxLots }, run)
  }
}

function makeInside(order: WorkingOrder, { bar, ticks, maxLots = Infinity }: Point, run: MatchRun): void {
  if (order.limitTicks === undefined || !order.isTradedThrough(ticks)) return
  run.make(order, { ticks: order.limitTicks, liquidity: bar.liquidity, maxLots })
}
