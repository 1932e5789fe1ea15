import { z } from 'zod'
import { PositiveDecimalText, TimeframeValue } from '../../src-contract/index.ts'

/** Instruments whose prices have moved together, found by measuring. */
export const CorrelationConfig = z.strictObject({
  threshold: z.number().gt(0).lte(1).default(0.8).meta({
    title: 'Threshold',
    description:
      'Size of the correlation of returns, with or against each other, from which two instruments are in one group. A chain of such pairs is one group.',
  }),
  timeframe: TimeframeValue.default('1h').meta({
    title: 'Timeframe',
    description: 'Bars whose returns are compared. Groups are measured anew after each of them has closed.',
  }),
  windowBars: z.number().int().min(100).max(5000).default(500).meta({
    title: 'Window',
    description: 'Newest bars that are compared. Two instruments are compared from 100 bars in common.',
  }),
  maxNotional: PositiveDecimalText.default('300000').meta({
    title: 'Largest group',
    description:
      'Highest value of all positions and working entries together in one group that was found by correlation. Instruments named in groups belong to those alone. As much as maxExposure takes this cap away.',
  }),
})
export type CorrelationConfig = z.infer<typeof CorrelationConfig>

/** How the loss on a bad day is estimated. It is shown; it refuses nothing. */
export const ValueAtRiskConfig = z.strictObject({
  method: z.enum(['both', 'historical', 'parametric']).default('both').meta({
    title: 'Method',
    description:
      'historical: what positions held now would have lost over the window. parametric: a normal distribution with the covariance of the window. both: one beside the other.',
  }),
  confidence: z.number().gte(0.5).lte(0.999).default(0.95).meta({
    title: 'Confidence',
    description:
      'Probability that the loss stays below the value at risk; CVaR is the mean loss where it does not. 0.95: one time of twenty is worse.',
  }),
  horizonDays: z.number().gt(0).max(30).default(1).meta({
    title: 'Horizon',
    description: 'Days that positions are held for, rounded to whole bars.',
  }),
  timeframe: TimeframeValue.default('1h').meta({
    title: 'Timeframe',
    description: 'Bars whose returns are looked at.',
  }),
  windowBars: z.number().int().min(100).max(5000).default(1000).meta({
    title: 'Window',
    description: 'Newest bars that are looked at.',
  }),
})
export type ValueAtRiskConfig = z.infer<typeof ValueAtRiskConfig>
