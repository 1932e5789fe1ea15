import { z } from 'zod'
import { factorParameter, periodParameter } from '../parameters.ts'

/** What the causal ICT objects are found by; one set for all kinds, so that they fit together. */
export const IctParameters = z.strictObject({
  swingLength: periodParameter(5, {
    title: 'Swing length',
    description: 'Bars after a swing that confirm it; one less than so many before it are compared.',
  }),
  closeBreak: z.boolean().default(true).meta({
    title: 'Break by close',
    description: 'A level is broken by a close beyond it; off, by a high or low beyond it.',
  }),
  equalRangeAtr: factorParameter(0.25, {
    title: 'Equal highs and lows',
    description: 'Highs or lows within so many average ranges of each other are one liquidity pool.',
    min: 0.01,
    max: 5,
  }),
  displacementAtr: factorParameter(1.5, {
    title: 'Displacement',
    description: 'A body of at least so many average ranges is a displacement.',
    min: 0.1,
    max: 20,
  }),
  atrPeriod: periodParameter(14, {
    title: 'Average range period',
    description: 'Bars of the average range that distances are measured by.',
  }),
})
export type IctParameters = z.infer<typeof IctParameters>
