import { z } from 'zod'
import type { Candle } from '../../domain/index.ts'
import { emptyColumn } from './bar-columns.ts'
import { type CalendarPeriod, calendarPeriods, PERIODS } from './calendar-periods.ts'
import { causalColumn, defineStudy } from './study.ts'

/**
 * For each bar the position of the period that it refers to, -1 while there is none: the second newest of those whose label
 * lies before the bar. So the first bar of a period still refers to the one before the previous.
 */
function referencePeriods(candles: readonly Candle[], periods: readonly CalendarPeriod[]): Int32Array {
  let begun = 0
  return Int32Array.from(candles, ({ openTimeMs }) => {
    while ((periods[begun]?.labelMs ?? Infinity) < openTimeMs) begun += 1
    return Math.max(-1, begun - 2)
  })
}

/** BrokenHigh and BrokenLow count from the bar on at which the reference period last changed. */
export const previousHighLowStudy = defineStudy({
  id: 'smc.previousHighLow',
  title: 'Previous high and low',
  description: 'High and low of the previous calendar period, in UTC (convention of smart-money-concepts 0.0.27).',
  placement: 'overlay',
  columns: [
    causalColumn('PreviousHigh', 'price'),
    causalColumn('PreviousLow', 'price'),
    causalColumn('BrokenHigh', 'flag'),
    causalColumn('BrokenLow', 'flag'),
  ],
  parameters: z.strictObject({
    timeframe: z.enum(PERIODS).default('1D').meta({
      title: 'Period',
      description: 'Four hours, a day, or a week from Monday to Sunday.',
    }),
  }),
  compute(candles, { timeframe }) {
    const periods = calendarPeriods(candles, timeframe)
    const references = referencePeriods(candles, periods)
    const highs = emptyColumn(candles.length)
    const lows = emptyColumn(candles.length)
    const brokenHigh = new Float64Array(candles.length)
    const brokenLow = new Float64Array(candles.length)
    let [highest, lowest] = [-Infinity, Infinity]
    for (const [index, { high, low }] of candles.entries()) {
      const isSame = references[index] === references[index - 1]
      highest = isSame ? Math.max(highest, high) : high
      lowest = isSame ? Math.min(lowest, low) : low
      const reference = periods[references[index] ?? -1]
      if (reference === undefined) continue
      highs[index] = reference.high
      lows[index] = reference.low
      brokenHigh[index] = highest > reference.high ? 1 : 0
      brokenLow[index] = lowest < reference.low ? 1 : 0
    }
    return [highs, lows, brokenHigh, brokenLow]
  },
})
