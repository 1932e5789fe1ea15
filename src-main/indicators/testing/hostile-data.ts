import { timeMs } from '../../base/index.ts'
import type { Candle } from '../../domain/index.ts'
import { closeOnly, randomCandles, withPrices } from './random-candles.ts'

const BARS = 400
const DAY_MS = 86_400_000

const plain = randomCandles(BARS, 23)

/** A walk that stands still in the middle and goes on. */
const pausing = plain.map((candle, index) => (index > 100 && index < 300 ? closeOnly(50, index) : candle))

/** Bars of which most are missing, over nights and weekends. */
const gappy = plain.map((candle, index) => ({
  ...candle,
  openTimeMs: timeMs(Math.floor(index / 7) * 3 * DAY_MS + candle.openTimeMs),
  gap: index % 7 === 0,
}))

/** One bar in the middle is a million times higher than the others. */
const spiked = plain.map((candle, index) => (index === 200 ? withPrices(candle, (price) => price * 1e6) : candle))

/** Data that break formulas which divide or subtract carelessly. */
export const HOSTILE_DATA: readonly { readonly name: string; readonly candles: readonly Candle[] }[] = [
  { name: 'a flat price without volume', candles: plain.map((_, index) => closeOnly(7, index)) },
  { name: 'a price that pauses', candles: pausing },
  { name: 'volumes of zero', candles: plain.map((candle) => ({ ...candle, volume: 0 })) },
  { name: 'gaps', candles: gappy },
  { name: 'huge prices', candles: plain.map((candle) => withPrices(candle, (price) => price * 1e12)) },
  { name: 'tiny prices', candles: plain.map((candle) => withPrices(candle, (price) => price * 1e-10)) },
  { name: 'one spike', candles: spiked },
]
