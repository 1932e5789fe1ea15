import { SeededRandom, timeMs } from '../../base/index.ts'
import type { Candle } from '../../domain/index.ts'

const MINUTE_MS = 60_000

/** Minute bars of a random walk around 100, always the same for a seed. */
export function randomCandles(count: number, seed: number): Candle[] {
  const random = new SeededRandom(seed)
  let close = 100
  return Array.from({ length: count }, (_, index) => {
    const open = close
    close = Math.max(1, open * (1 + (random.next() - 0.5) / 50))
    const high = Math.max(open, close) * (1 + random.next() / 100)
    const low = Math.min(open, close) * (1 - random.next() / 100)
    return { openTimeMs: timeMs(index * MINUTE_MS), open, high, low, close, volume: random.next() * 10 }
  })
}

/** Prices and volumes are multiples of this: sums of them have no rounding. */
const GRID = 1 / 64

/** The same on a grid, so that shifting every price loses no digits. */
export function gridCandles(count: number, seed: number): Candle[] {
  const onGrid = (value: number): number => Math.round(value / GRID) * GRID
  const gridBar = (candle: Candle): Candle => ({ ...withPrices(candle, onGrid), volume: onGrid(candle.volume) })
  return randomCandles(count, seed).map(gridBar)
}

/** The bar with each of its prices changed. */
export function withPrices(candle: Candle, change: (price: number) => number): Candle {
  const { open, high, low, close } = candle
  return { ...candle, open: change(open), high: change(high), low: change(low), close: change(close) }
}

/** A bar that only its close matters of. */
export function closeOnly(close: number, index = 0): Candle {
  return { openTimeMs: timeMs(index * MINUTE_MS), open: close, high: close, low: close, close, volume: 0 }
}
