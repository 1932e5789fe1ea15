import { type Figure, figureOf } from './figure.ts'
import type { TradeRecord } from './trade-record.ts'

/** A span of time: first instant inclusive, last one exclusive. */
export interface TimeSpan {
  readonly fromMs: number
  readonly toMs: number
}

/** Share of the span in which at least one trade was open. */
export function exposureOf(trades: readonly TradeRecord[], { fromMs, toMs }: TimeSpan): Figure {
  const spans = trades
    .map(({ openedAtMs, closedAtMs }) => ({
      fromMs: Math.max(openedAtMs, fromMs),
      toMs: Math.min(closedAtMs ?? toMs, toMs),
    }))
    .toSorted((left, right) => left.fromMs - right.fromMs)
  let covered = 0
  let reached = fromMs
  for (const span of spans) {
    covered += Math.max(0, span.toMs - Math.max(span.fromMs, reached))
    reached = Math.max(reached, span.toMs)
  }
  return figureOf(covered / (toMs - fromMs), 'no time has passed')
}
