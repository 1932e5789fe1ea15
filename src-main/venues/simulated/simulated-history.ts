import { EngineError } from '../../base/index.ts'
import { type Candle, type CandleRange, TIMEFRAME_MS } from '../../domain/index.ts'
import { aggregateCandles } from '../candle-aggregation.ts'
import { nextTurn } from '../next-turn.ts'
import { MINUTE_MS, minuteBar } from './candle-source.ts'
import { minuteRequests } from './simulated-timeline.ts'

/** Bars computed in one go; after each such piece the event loop gets a turn. */
const MINUTES_PER_TURN = 1_440

/** Closed bars of the simulated market up to `nowMs`. History has no beginning but 1970. */
export async function simulatedCandles(seed: number, range: CandleRange, nowMs: number): Promise<readonly Candle[]> {
  const request = minuteRequests(seed).find(({ profile }) => profile.instrument.instrumentId === range.instrumentId)
  if (!request) throw new EngineError('UNKNOWN_INSTRUMENT', `The simulated market has no ${range.instrumentId}.`)
  const barMs = TIMEFRAME_MS[range.timeframe]
  const firstMs = Math.ceil(Math.max(0, range.fromMs) / barMs) * barMs
  const endMs = Math.min(Math.ceil(range.toMs / barMs) * barMs, Math.floor(nowMs / barMs) * barMs)
  const minutes: Candle[] = []
  for (let openMs = firstMs; openMs < endMs; openMs += MINUTE_MS) {
    minutes.push(minuteBar(request, openMs, openMs + MINUTE_MS).toCandle())
    if (minutes.length % MINUTES_PER_TURN === 0) await nextTurn()
  }
  return aggregateCandles(minutes, barMs)
}
