import type { Candle } from '../../domain/index.ts'
import { ExtremeValue } from '../running/index.ts'
import type { Direction } from './bar-columns.ts'

/** A swing high (direction 1) or low (-1). */
export interface SwingPoint {
  /** Position of its bar, counted from 0. */
  readonly index: number
  readonly direction: Direction
  /** Its high or low, in price units. */
  readonly level: number
}

/**
 * Swing highs and lows of a finished series, alternating: a bar whose high (low) is the extreme of `length - 1` bars before
 * it, itself and `length` after it. Of several in a row on the same side the most extreme one stays, the earliest among
 * equals. If there is any, the first and the last bar become swings opposite to their neighbours, so that every leg has
 * two ends. Where a bar is both, it is a high.
 */
export function swingPoints(candles: readonly Candle[], length: number): SwingPoint[] {
  return withForcedEnds(alternatingSwings(candles, length), candles)
}

function alternatingSwings(candles: readonly Candle[], length: number): SwingPoint[] {
  const highest = ExtremeValue.highest(2 * length)
  const lowest = ExtremeValue.lowest(2 * length)
  const swings: SwingPoint[] = []
  for (const [newest, { high, low }] of candles.entries()) {
    const top = highest.next(high, true)
    const bottom = lowest.next(low, true)
    const index = newest - length
    const candle = candles[index]
    // The first 2 * length - 1 bars are never swings, although the window has fewer bars before its centre.
    if (candle === undefined || index < 2 * length - 1) continue
    if (candle.high === top) addSwing(swings, { index, direction: 1, level: top })
    else if (candle.low === bottom) addSwing(swings, { index, direction: -1, level: bottom })
  }
  return swings
}

function addSwing(swings: SwingPoint[], swing: SwingPoint): void {
  const last = swings.at(-1)
  if (last?.direction !== swing.direction) swings.push(swing)
  else if (swing.level * swing.direction > last.level * swing.direction) swings[swings.length - 1] = swing
}

function withForcedEnds(swings: SwingPoint[], candles: readonly Candle[]): SwingPoint[] {
  const first = swings[0]
  const last = swings.at(-1)
  const firstCandle = candles[0]
  const lastCandle = candles.at(-1)
  if (first === undefined || last === undefined || firstCandle === undefined || lastCandle === undefined) return []
  swings.unshift(oppositeSwing(first, firstCandle, 0))
  swings.push(oppositeSwing(last, lastCandle, candles.length - 1))
  return swings
}

function oppositeSwing(neighbour: SwingPoint, { high, low }: Candle, index: number): SwingPoint {
  return neighbour.direction === 1 ? { index, direction: -1, level: low } : { index, direction: 1, level: high }
}
