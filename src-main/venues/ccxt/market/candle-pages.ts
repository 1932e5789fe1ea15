import type { OHLCV } from 'ccxt'
import type { Candle } from '../../../domain/index.ts'
import { readCandle } from './readers.ts'

/** Open times, the end exclusive. */
export interface OpenTimes {
  readonly fromMs: number
  readonly toMs: number
}

export interface ClosedRangeParts {
  /** The venue's time. */
  readonly nowMs: number
  /** Length of a bar. */
  readonly stepMs: number
  /** Most bars that the venue has, counted back from now; null: no end of them. */
  readonly candleHistory: number | null
}

/** What of the range can be asked for: bars that have closed, as far back as the venue has them. Empty where none. */
export function closedRange(wanted: OpenTimes, { nowMs, stepMs, candleHistory }: ClosedRangeParts): OpenTimes {
  const runningMs = Math.floor(nowMs / stepMs) * stepMs
  const oldestMs = candleHistory === null ? 0 : runningMs - candleHistory * stepMs
  return { fromMs: Math.max(wanted.fromMs, oldestMs), toMs: Math.min(wanted.toMs, runningMs) }
}

export interface CandlePagesParts extends OpenTimes {
  /** Length of a bar. */
  readonly stepMs: number
  /** Most bars of one answer. */
  readonly perRequest: number
  readonly ask: (sinceMs: number, limit: number) => Promise<readonly OHLCV[]>
}

/**
 * The bars that open inside the range, oldest first, each once, asked for page by page. An answer may be shorter than what was
 * asked for, and the next question begins behind it; where it is empty, the venue has nothing for as long as a page.
 */
export async function fetchCandlePages({ fromMs, toMs, stepMs, perRequest, ask }: CandlePagesParts): Promise<Candle[]> {
  const candles: Candle[] = []
  let nextMs = Math.ceil(fromMs / stepMs) * stepMs
  while (nextMs < toMs) {
    const limit = Math.min(perRequest, Math.ceil((toMs - nextMs) / stepMs))
    const page = usable(await ask(nextMs, limit), nextMs, toMs)
    candles.push(...page)
    const newestMs = page.at(-1)?.openTimeMs
    nextMs = newestMs === undefined ? nextMs + limit * stepMs : newestMs + stepMs
  }
  return candles
}

function usable(rows: readonly OHLCV[], fromMs: number, toMs: number): Candle[] {
  const byTime = new Map<number, Candle>()
  for (const row of rows) {
    const candle = readCandle(row)
    if (candle && candle.openTimeMs >= fromMs && candle.openTimeMs < toMs) byTime.set(candle.openTimeMs, candle)
  }
  return [...byTime.values()].toSorted((a, b) => a.openTimeMs - b.openTimeMs)
}
