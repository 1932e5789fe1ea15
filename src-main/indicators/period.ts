import { z } from 'zod'

/** Longest period an indicator accepts, in bars. */
export const MAX_PERIOD_BARS = 1000

/** Refuses a period that no indicator can be built with; the error names the owner. */
export function checkPeriod(owner: string, period: number): number {
  if (Number.isInteger(period) && period >= 1 && period <= MAX_PERIOD_BARS) return period
  throw new RangeError(`${owner}: period must be a whole number from 1 to ${MAX_PERIOD_BARS}, got ${period}`)
}

/** Parameters of an indicator that looks back over `period` bars. */
export function periodParameters(defaultPeriod: number): z.ZodType<{ period: number }> {
  return z.strictObject({
    period: z.number().int().min(1).max(MAX_PERIOD_BARS).default(defaultPeriod).meta({
      title: 'Period',
      description: 'Bars that the indicator looks back over.',
    }),
  })
}
