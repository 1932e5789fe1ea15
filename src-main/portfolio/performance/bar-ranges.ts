import { type InstrumentId, type Timeframe, TIMEFRAME_MS } from '../../domain/index.ts'
import type { BarReader } from '../ports.ts'
import type { TimeSpan } from './exposure.ts'
import type { PriceRange } from './trade-book.ts'

const HOUR_MS = TIMEFRAME_MS['1h']

/** Ranges of the bars that lie inside the span altogether: whole hours, and minutes at both ends. */
export function barRanges(bars: BarReader, instrumentId: InstrumentId, { fromMs, toMs }: TimeSpan): PriceRange[] {
  const firstHour = Math.ceil(fromMs / HOUR_MS) * HOUR_MS
  const lastHour = Math.floor(toMs / HOUR_MS) * HOUR_MS
  const ranges = (timeframe: Timeframe, span: TimeSpan): PriceRange[] =>
    rangesOf(bars, { instrumentId, timeframe, span })
  if (lastHour <= firstHour) return ranges('1m', { fromMs, toMs })
  return [
    ...ranges('1m', { fromMs, toMs: firstHour }),
    ...ranges('1h', { fromMs: firstHour, toMs: lastHour }),
    ...ranges('1m', { fromMs: lastHour, toMs }),
  ]
}

interface BarSpan {
  readonly instrumentId: InstrumentId
  readonly timeframe: Timeframe
  readonly span: TimeSpan
}

function rangesOf(bars: BarReader, { instrumentId, timeframe, span }: BarSpan): PriceRange[] {
  const length = TIMEFRAME_MS[timeframe]
  const limit = Math.floor((span.toMs - span.fromMs) / length)
  if (limit < 1) return []
  const page = { beforeMs: span.toMs - length + 1, limit }
  const inside = bars.before(instrumentId, timeframe, page).filter(({ openTimeMs }) => openTimeMs >= span.fromMs)
  return inside.map(({ low, high }) => ({ low, high }))
}
