import { z } from 'zod'
import type { Candle } from '../../domain/index.ts'
import { type Direction, emptyColumn, highsOf, lowsOf } from './bar-columns.ts'
import { FirstReach } from './first-reach.ts'
import { switchParameter } from './study-parameters.ts'
import { defineStudy, lookAheadColumn } from './study.ts'

/** A fair value gap, on the middle one of its three bars. */
interface FairValueGap {
  readonly index: number
  readonly direction: Direction
  readonly top: number
  readonly bottom: number
}

/** Prices that the bars before and after `index` leave untraded, if the bar between them closed in the same direction. */
function gapAt(candles: readonly Candle[], index: number): FairValueGap | undefined {
  const [before, middle, after] = [candles[index - 1], candles[index], candles[index + 1]]
  if (before === undefined || middle === undefined || after === undefined) return undefined
  if (before.high < after.low && middle.close > middle.open) {
    return { index, direction: 1, top: after.low, bottom: before.high }
  }
  if (before.low > after.high && middle.close < middle.open) {
    return { index, direction: -1, top: before.low, bottom: after.high }
  }
  return undefined
}

/** Takes the next gap; if it continues the last one and `join` is on, both become one on the later bar. */
function addGap(gaps: FairValueGap[], gap: FairValueGap, join: boolean): void {
  const last = gaps.at(-1)
  const continues = last !== undefined && last.index === gap.index - 1 && last.direction === gap.direction
  if (!join || !continues) {
    gaps.push(gap)
    return
  }
  gaps[gaps.length - 1] = { ...gap, top: Math.max(gap.top, last.top), bottom: Math.min(gap.bottom, last.bottom) }
}

function findGaps(candles: readonly Candle[], join: boolean): FairValueGap[] {
  const gaps: FairValueGap[] = []
  for (const index of candles.keys()) {
    const gap = gapAt(candles, index)
    if (gap !== undefined) addGap(gaps, gap, join)
  }
  return gaps
}

/** MitigatedIndex is the first bar after the gap's third that touches its near edge, 0 if none does. */
export const fvgStudy = defineStudy({
  id: 'smc.fvg',
  title: 'Fair value gaps',
  description:
    'Prices left untraded between the first and the third of three bars (ICT; convention of smart-money-concepts 0.0.27).',
  placement: 'overlay',
  columns: [
    lookAheadColumn('FVG', 'direction'),
    lookAheadColumn('Top', 'price'),
    lookAheadColumn('Bottom', 'price'),
    lookAheadColumn('MitigatedIndex', 'barIndex'),
  ],
  parameters: z.strictObject({
    joinConsecutive: switchParameter(false, {
      title: 'Join consecutive gaps',
      description: 'Gaps of the same direction on neighbouring bars become one, on the last of these bars.',
    }),
  }),
  compute(candles, { joinConsecutive }) {
    const fvg = emptyColumn(candles.length)
    const tops = emptyColumn(candles.length)
    const bottoms = emptyColumn(candles.length)
    const mitigated = emptyColumn(candles.length)
    const falling = new FirstReach(lowsOf(candles), -1)
    const rising = new FirstReach(highsOf(candles), 1)
    for (const { index, direction, top, bottom } of findGaps(candles, joinConsecutive)) {
      const touch = direction === 1 ? falling.reaching(top, index + 2) : rising.reaching(bottom, index + 2)
      fvg[index] = direction
      tops[index] = top
      bottoms[index] = bottom
      mitigated[index] = Math.max(0, touch)
    }
    return [fvg, tops, bottoms, mitigated]
  },
})
