import { z } from 'zod'
import { emptyColumn } from './bar-columns.ts'
import { swingLengthParameter } from './study-parameters.ts'
import { defineStudy, lookAheadColumn } from './study.ts'
import { swingPoints } from './swing-points.ts'

export const swingsStudy = defineStudy({
  id: 'smc.swings',
  title: 'Swing highs and lows',
  description:
    'Alternating highs and lows that stand out from the bars around them (convention of smart-money-concepts 0.0.27).',
  placement: 'overlay',
  columns: [lookAheadColumn('HighLow', 'direction'), lookAheadColumn('Level', 'price')],
  parameters: z.strictObject({ length: swingLengthParameter() }),
  compute(candles, { length }) {
    const highLow = emptyColumn(candles.length)
    const levels = emptyColumn(candles.length)
    for (const { index, direction, level } of swingPoints(candles, length)) {
      highLow[index] = direction
      levels[index] = level
    }
    return [highLow, levels]
  },
})
