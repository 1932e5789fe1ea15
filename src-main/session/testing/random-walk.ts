import { SeededRandom, timeMs } from '../../base/index.ts'
import { type Candle, type Timeframe, TIMEFRAME_MS } from '../../domain/index.ts'
import { START_MS } from './hand-market.ts'

export interface RandomWalkOptions {
  readonly seed?: number
  readonly timeframe?: Timeframe
  readonly startMs?: number
}

/** Bars of a random walk around 100, always the same for a seed. */
export function randomWalk(bars: number, options: RandomWalkOptions = {}): Candle[] {
  const { seed = 1, timeframe = '1m', startMs = START_MS } = options
  const random = new SeededRandom(seed)
  let close = 100
  return Array.from({ length: bars }, (_, index) => {
    const open = close
    close = Math.max(1, open * (1 + (random.next() - 0.5) / 100))
    const high = Math.max(open, close) * (1 + random.next() / 400)
    const low = Math.min(open, close) * (1 - random.next() / 400)
    const openTimeMs = timeMs(startMs + index * TIMEFRAME_MS[timeframe])
    return { openTimeMs, open, high, low, close, volume: 1 + random.next() }
  })
}
