import type { Candle } from '../../src-main/domain/index.ts'
import type { Step } from './peers.ts'

/** Averages that began differently have forgotten it by then. */
const FROM_BAR = 3_000
export const COMPARED_BARS = 6_000
const TOLERANCE = 1e-6

/** @throws Error at the first bar at which both have another value, or none of them has any. */
export function requireSame(
  name: string,
  candles: readonly Candle[],
  { ours, peer }: { ours: Step; peer: Step },
): void {
  let compared = 0
  for (const [bar, candle] of candles.entries()) {
    const own = ours(candle) ?? Number.NaN
    const other = peer(candle) ?? Number.NaN
    if (bar < FROM_BAR) continue
    if (Number.isNaN(own) && Number.isNaN(other)) continue
    if (!(Math.abs(own - other) <= TOLERANCE * Math.max(1, Math.abs(other))))
      throw new Error(`${name}: at bar ${bar} ours is ${own}, theirs ${other}`)
    compared += 1
  }
  if (compared === 0) throw new Error(`${name}: no value was compared`)
}
