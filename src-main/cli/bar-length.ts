import type { Candle } from '../domain/index.ts'

const MINUTE_MS = 60_000
const UNITS = [
  ['d', 1_440 * MINUTE_MS],
  ['h', 60 * MINUTE_MS],
  ['m', MINUTE_MS],
  ['s', 1_000],
] as const

/** Length of the bars, in milliseconds and as in `15m`: the smallest step from one to the next, since gaps only lengthen steps. */
export function barLength(candles: readonly Candle[]): { timeframe: string; barMs: number } {
  const steps = candles.slice(1).map(({ openTimeMs }, index) => openTimeMs - (candles[index]?.openTimeMs ?? 0))
  const barMs = steps.reduce((shortest, step) => Math.min(shortest, step), Infinity)
  if (barMs === Infinity) return { timeframe: '1m', barMs: MINUTE_MS }
  const [unit, unitMs] = UNITS.find(([, length]) => barMs % length === 0) ?? ['ms', 1]
  return { timeframe: `${barMs / unitMs}${unit}`, barMs }
}
