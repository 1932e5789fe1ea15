import { z } from 'zod'

/** Longest period an indicator accepts, in bars. */
export const MAX_PERIOD_BARS = 1000

export interface PeriodTexts {
  readonly title?: string
  readonly description?: string
  /** Shortest that makes sense; 1 unless given. */
  readonly min?: number
}

/** A number of bars. */
export function periodParameter(defaultBars: number, { title, description, min = 1 }: PeriodTexts = {}) {
  return z
    .number()
    .int()
    .min(min)
    .max(MAX_PERIOD_BARS)
    .default(defaultBars)
    .meta({
      title: title ?? 'Period',
      description: description ?? 'Bars that the indicator looks back over.',
    })
}

/** The parameters of an indicator that has a period and nothing else. */
export const periodOnly = (defaultBars: number, texts?: PeriodTexts) =>
  z.strictObject({ period: periodParameter(defaultBars, texts) })

export interface FactorTexts {
  readonly title: string
  readonly description: string
  readonly min: number
  readonly max: number
}

/** A factor that need not be whole. */
export const factorParameter = (defaultFactor: number, { title, description, min, max }: FactorTexts) =>
  z.number().min(min).max(max).default(defaultFactor).meta({ title, description })
