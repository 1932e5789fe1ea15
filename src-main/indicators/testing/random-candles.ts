import { SeededRandom, timeMs } from '../../base/index.ts'
import type { Candle } from '../../domain/index.ts'

/** Minute bars of a random walk around 100, always the same for a seed. */
export function randomCandles(count: number, seed: number): Candle[] {
  const random = new SeededRandom(seed)
  let close = 100
  return Array.from({ length: count }, (_, index) => {
    const open = close
    close = Math.max(1, open * (1 + (random.next() - 0.5) / 50))
    const high = Math.max(open, close) * (1 + random.next() / 100)
    const low = Math.min(open, close) * (1 - random.next() / 100)
    return { openTimeMs: timeMs(index * 60_000), open, high, low, close, volume: random.next() * 10 }
  })
}

/** A bar that only its close matters of. */
export function closeOnly(close: number, index = 0): Candle {
  return { openTimeMs: timeMs(index * 60_000), open: close, high: close, low: close, close, volume: 0 }
}
