import { timeMs as toTimeMs, toFloat } from '../../base/index.ts'
import type { EquitySample } from '../../domain/index.ts'
import type { TimeSpan } from './exposure.ts'
import type { TradeRecord } from './trade-record.ts'

/**
 * The curve of some of the account's trades: what the account would have had with these alone, from the equity it began the
 * span with. Each counts when it closes; equity with open profit is kept only for the account as a whole.
 */
export function resultCurve(
  closed: readonly TradeRecord[],
  startEquity: number,
  { fromMs, toMs }: TimeSpan,
): readonly EquitySample[] {
  const samples: EquitySample[] = [{ timeMs: toTimeMs(fromMs), equity: startEquity, cash: startEquity }]
  let equity = startEquity
  const add = (timeMs: number): void => {
    samples.push({ timeMs: toTimeMs(timeMs), equity, cash: equity })
  }
  for (const { closedAtMs = fromMs, netPnl } of closed) {
    equity += toFloat(netPnl)
    add(Math.max(fromMs, closedAtMs))
  }
  add(toMs)
  return samples
}
