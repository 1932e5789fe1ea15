import { Liquidity, type MatchRun } from './match-run.ts'
import type { WorkingOrder } from './working-order.ts'

/** Top of book in whole steps, with what may still be taken from each side. */
export interface QuoteMarket {
  readonly bidTicks: number
  readonly askTicks: number
  readonly bids: Liquidity
  readonly asks: Liquidity
}

/** Last trade in whole steps. */
export interface TradeMarket {
  /** Rounded towards the order's disadvantage on both sides. */
  readonly ticksUp: number
  readonly ticksDown: number
  readonly liquidity: Liquidity
}

/**
 * One order against the top of book. What takes fills at the other side's price. What rests fills at its own limit once
 * the other side has come to it: it was there first.
 */
export function matchQuote(order: WorkingOrder, market: QuoteMarket, run: MatchRun): void {
  if (order.phase === 'waiting' && !triggersOnQuote(order, market, run)) return
  const ticks = order.isBuy ? market.askTicks : market.bidTicks
  const liquidity = order.isBuy ? market.asks : market.bids
  if (order.phase === 'resting') {
    if (order.accepts(ticks)) run.make(order, { ticks: order.limitTicks ?? ticks, liquidity })
    return
  }
  if (order.accepts(ticks)) run.take(order, { ticks, liquidity })
  if (order.isImmediate) run.expireRest(order, 'at once')
  else if (!order.accepts(ticks)) run.setPhase(order, 'resting')
}

/**
 * One order against a public trade: triggers what waits, which then takes from the next quote, and fills what rested
 * better than the trade by at least one tick.
 */
export function matchTrade(order: WorkingOrder, market: TradeMarket, run: MatchRun): void {
  if (order.phase === 'waiting') {
    if (order.isTriggeredAt(order.triggersUpwards ? market.ticksDown : market.ticksUp)) run.setPhase(order, 'taking')
    else run.follow(order, order.isBuy ? market.ticksUp : market.ticksDown)
    return
  }
  if (order.phase !== 'resting' || order.limitTicks === undefined) return
  const passed = order.isBuy ? market.ticksUp : market.ticksDown
  if (order.isTradedThrough(passed)) {
    run.make(order, { ticks: order.limitTicks, liquidity: market.liquidity })
  }
}

/**
 * A quote alone triggers only when the whole book has passed the trigger, and moves a trailing stop only as far as the
 * whole book has come: a spread that widens does neither.
 */
function triggersOnQuote(order: WorkingOrder, market: QuoteMarket, run: MatchRun): boolean {
  if (order.isTriggeredAt(order.triggersUpwards ? market.bidTicks : market.askTicks)) {
    run.setPhase(order, 'taking')
    return true
  }
  run.follow(order, order.isBuy ? market.askTicks : market.bidTicks)
  return false
}

export function openLiquidity(displayedLots: number, share: number): Liquidity {
  const fewest = displayedLots > 0 ? 1 : 0
  return new Liquidity(Math.max(fewest, Math.floor(displayedLots * share)))
}
