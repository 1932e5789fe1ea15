import type { LoadMarket, LoadMessage } from './load-market.ts'

/** Messages of one instrument in a second. */
const PER_SECOND = 100
const DEPTH_EVERY = 10
const RUNNING_BAR_AT = 25
const CLOSED_BAR_AT = 75

/** A message and when it is due, in milliseconds from the beginning. */
export interface PlannedMessage extends LoadMessage {
  readonly dueMs: number
}

/**
 * What all instruments say in so many seconds, in the order in which it is due: of the hundred messages that one has in a
 * second ten change its book, forty are best prices, forty-eight trades, and two bars, the second of which is closed. They
 * are spread evenly, each instrument a step behind the one before.
 */
export function planLoad(markets: readonly LoadMarket[], seconds: number, startMs: number): PlannedMessage[] {
  const planned: PlannedMessage[] = []
  const gapMs = 1_000 / PER_SECOND / markets.length
  for (let slot = 0; slot < seconds * PER_SECOND; slot++) {
    for (const [index, market] of markets.entries()) {
      const dueMs = (slot * markets.length + index) * gapMs
      planned.push({ ...nextMessage(market, (slot + index) % PER_SECOND, startMs + Math.floor(dueMs)), dueMs })
    }
  }
  return planned
}

function nextMessage(market: LoadMarket, slot: number, timeMs: number): LoadMessage {
  if (slot === RUNNING_BAR_AT) return market.runningBar(timeMs)
  if (slot === CLOSED_BAR_AT) return market.closedBar(timeMs)
  if (slot % DEPTH_EVERY === 0) return market.depth(timeMs)
  return slot % 2 === 0 ? market.bestPrices() : market.trade(timeMs)
}
