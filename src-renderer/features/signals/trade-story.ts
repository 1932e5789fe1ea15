import type { FillView, OrderView, SignalView } from '../../../src-contract/index.ts'

/** One thing that happened because of a signal. */
export type StoryEvent =
  | { readonly kind: 'decided'; readonly timeMs: number }
  | { readonly kind: 'ordered'; readonly timeMs: number; readonly order: OrderView }
  | { readonly kind: 'filled'; readonly timeMs: number; readonly order: OrderView; readonly fill: FillView }
  /** The order ended without being filled as a whole. */
  | { readonly kind: 'ended'; readonly timeMs: number; readonly order: OrderView }

export interface TradeStory {
  /** The signal's own order first, then the stops and targets that protect it. */
  readonly orders: readonly OrderView[]
  /** Oldest first. */
  readonly events: readonly StoryEvent[]
  /** Profit that these orders realised, before fees, in quote currency. */
  readonly realisedPnl: number
  readonly fees: number
  /** Something of it was closed: there is a result to tell. */
  readonly hasResult: boolean
  /** The order was sent, but the window does not hold it any more. */
  readonly orderGone: boolean
}

export interface StorySources {
  readonly orders: readonly OrderView[]
  readonly fills: readonly FillView[]
}

/** What became of a signal: its order, the stop and target of that, and their fills, as far as the window holds them. */
export function tradeStory(signal: SignalView, sources: StorySources): TradeStory {
  const orders = ordersOf(signal, sources.orders)
  const byId = new Map(orders.map((order) => [order.orderId, order]))
  const fills = sources.fills.filter(({ orderId }) => byId.has(orderId))
  return {
    orders,
    events: eventsOf(signal, orders, fills),
    realisedPnl: fills.reduce((sum, { realisedPnl }) => sum + Number(realisedPnl), 0),
    fees: fills.reduce((sum, { fee }) => sum + Number(fee), 0),
    hasResult: fills.some(({ realisedPnl }) => Number(realisedPnl) !== 0),
    orderGone: signal.orderId !== null && !byId.has(signal.orderId),
  }
}

function ordersOf({ orderId }: SignalView, orders: readonly OrderView[]): readonly OrderView[] {
  if (orderId === null) return []
  const own = orders.filter((order) => order.orderId === orderId)
  const exits = orders.filter((order) => order.parentOrderId === orderId)
  return [...own, ...exits.toSorted((left, right) => left.createdAtMs - right.createdAtMs)]
}

const UNFILLED_ENDS: ReadonlySet<OrderView['state']> = new Set(['cancelled', 'rejected', 'expired', 'unsent'])

function eventsOf(signal: SignalView, orders: readonly OrderView[], fills: readonly FillView[]): readonly StoryEvent[] {
  const own = orders.filter(({ orderId }) => orderId === signal.orderId)
  const events: StoryEvent[] = [{ kind: 'decided', timeMs: signal.timeMs }]
  for (const order of own) events.push({ kind: 'ordered', timeMs: order.createdAtMs, order })
  for (const fill of fills) {
    const order = orders.find(({ orderId }) => orderId === fill.orderId)
    if (order !== undefined) events.push({ kind: 'filled', timeMs: fill.timeMs, order, fill })
  }
  // Of a stop and its target one is always cancelled: only an end of the order itself tells something.
  for (const order of own) {
    if (UNFILLED_ENDS.has(order.state)) events.push({ kind: 'ended', timeMs: order.updatedAtMs, order })
  }
  return events.toSorted((left, right) => left.timeMs - right.timeMs || RANKS[left.kind] - RANKS[right.kind])
}

/** Order of what happened in the same millisecond. */
const RANKS: Readonly<Record<StoryEvent['kind'], number>> = { decided: 0, ordered: 1, filled: 2, ended: 3 }

/** Distance to the target over distance to the stop; undefined where one of them is missing. */
export function signalRatio({ price, stopLossPrice, takeProfitPrice }: SignalView): number | undefined {
  if (stopLossPrice === null || takeProfitPrice === null) return undefined
  const risk = Math.abs(price - stopLossPrice)
  return risk > 0 ? Math.abs(takeProfitPrice - price) / risk : undefined
}
