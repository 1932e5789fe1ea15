import type { Candle } from '../../domain/index.ts'
import type { Direction } from './bar-columns.ts'
import type { SwingPoint } from './swing-points.ts'

/** The last bar against a move that then closed through a swing. */
export interface OrderBlock {
  readonly index: number
  readonly direction: Direction
  readonly top: number
  readonly bottom: number
  /** The bar that closed through the swing: the block exists from its close on. */
  readonly createdAt: number
}

/** Order blocks of one direction, oldest first; no two of them are on the same bar. */
export function orderBlocksOf(
  candles: readonly Candle[],
  swings: readonly SwingPoint[],
  direction: Direction,
): OrderBlock[] {
  const levels = swings.filter((swing) => swing.direction === direction)
  return levels.flatMap((swing, place) => {
    const createdAt = crossingOf(candles, swing, levels[place + 1]?.index ?? candles.length - 1)
    return createdAt === undefined ? [] : blockOf(candles, swing, createdAt)
  })
}

/** The first bar after the swing, up to `last`, that closed beyond it; from there on the next swing is the latest one. */
function crossingOf(candles: readonly Candle[], swing: SwingPoint, last: number): number | undefined {
  for (let index = swing.index + 1; index <= last; index += 1) {
    const close = candles[index]?.close ?? Number.NaN
    if (close * swing.direction > swing.level * swing.direction) return index
  }
  return undefined
}

/** The bar furthest back against the move, between the swing and its crossing; the last among equals. */
function blockOf(candles: readonly Candle[], { index: swing, direction }: SwingPoint, createdAt: number): OrderBlock[] {
  let index = swing
  let deepest = -Infinity
  for (let place = swing + 1; place < createdAt; place += 1) {
    const candle = candles[place]
    const depth = candle === undefined ? Number.NaN : -direction * (direction === 1 ? candle.low : candle.high)
    if (depth < deepest) continue
    deepest = depth
    index = place
  }
  const candle = candles[index]
  if (candle === undefined) return []
  // With no bar in between, the convention takes the swing's own bar, and for a rise swaps its edges.
  const isSwapped = index === swing && direction === 1
  const [top, bottom] = isSwapped ? [candle.low, candle.high] : [candle.high, candle.low]
  return [{ index, direction, top, bottom, createdAt }]
}
