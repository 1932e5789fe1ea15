import { z } from 'zod'
import { TIMEFRAMES } from '../domain/index.ts'

const PeriodBars = z.number().int().min(1).max(1000)

/** What can be set on the EMA cross, with the values it has otherwise. */
export const EmaCrossParameters = z
  .strictObject({
    fastPeriod: PeriodBars.default(9).meta({
      title: 'Fast EMA',
      description: 'Bars of the fast exponential moving average.',
    }),
    slowPeriod: PeriodBars.default(21).meta({
      title: 'Slow EMA',
      description: 'Bars of the slow exponential moving average; more than the fast one.',
    }),
    atrPeriod: PeriodBars.default(14).meta({
      title: 'ATR',
      description: 'Bars of the average true range that places stop and target.',
    }),
    stopAtrMultiple: z.number().min(0.1).max(20).default(2).meta({
      title: 'Stop distance',
      description: 'Distance of the stop-loss from the close, as a multiple of the ATR.',
    }),
    takeProfitAtrMultiple: z.number().min(0).max(50).default(4).meta({
      title: 'Target distance',
      description: 'Distance of the take-profit from the close, as a multiple of the ATR; 0 places none.',
    }),
    allowShort: z.boolean().default(true).meta({
      title: 'Short entries',
      description: 'Also sell short when the fast EMA crosses below the slow one.',
    }),
    riskFraction: z.number().min(0.0001).max(0.05).default(0.005).meta({
      title: 'Risk per trade',
      description: 'Share of equity that is lost when the stop is hit: 0.005 is 0.5 %.',
    }),
    entryWindowBars: z.number().int().min(0).max(100).default(3).meta({
      title: 'Entry window',
      description: 'Bars after a cross in which it may still enter, for example once an exit has filled.',
    }),
    trendTimeframe: z
      .enum(['off', ...TIMEFRAMES])
      .default('off')
      .meta({
        title: 'Trend timeframe',
        description: 'Enters only in the direction of the trend on bars of this length; off asks for none.',
      }),
    trendPeriod: PeriodBars.default(50).meta({
      title: 'Trend EMA',
      description: 'Bars of the exponential moving average that the close is compared with for the trend.',
    }),
  })
  .superRefine((parameters, context) => {
    const { fastPeriod, slowPeriod } = parameters
    if (slowPeriod > fastPeriod) return
    const message = `must be above fastPeriod (${fastPeriod}), got ${slowPeriod}`
    context.addIssue({ code: 'custom', path: ['slowPeriod'], message })
  })
export type EmaCrossParameters = z.infer<typeof EmaCrossParameters>
