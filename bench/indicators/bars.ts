import { SeededRandom, timeMs } from '../../src-main/base/index.ts'
import { type Candle, TIMEFRAME_MS } from '../../src-main/domain/index.ts'

/** One-minute bars of a random walk with prices of two decimals, always the same for a seed. */
export function minuteBars(count: number, seed: number): Candle[] {
  const random = new SeededRandom(seed)
  const cents = (price: number): number => Math.round(price * 100) / 100
  let price = 25_000
  return Array.from({ length: count }, (_, index) => {
    const open = price
    price = Math.max(1_000, cents(open + (random.next() - 0.5) * 30))
    const high = cents(Math.max(open, price) + random.next() * 10)
    const low = cents(Math.min(open, price) - random.next() * 10)
    const openTimeMs = timeMs(Date.UTC(2026, 0, 5) + index * TIMEFRAME_MS['1m'])
    return { openTimeMs, open, high, low, close: price, volume: cents(1 + random.next() * 50) }
  })
}
