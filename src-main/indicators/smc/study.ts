import type { z } from 'zod'
import type { IndicatorParameters } from '../../../src-contract/index.ts'
import type { Candle } from '../../domain/index.ts'

/** One of the values that a study has at a bar. */
export interface StudyColumn {
  readonly id: string
  /**
   * What the value is measured in.
   * - `price`: a price; it is multiplied and shifted with all prices.
   * - `volume`: in base units.
   * - `percent`: from 0 to 100 as a rule.
   * - `direction`: 1 up, -1 down, 0 neither.
   * - `flag`: 1 or 0.
   * - `barIndex`: position of a bar, counted from 0. Where the study says so, 0 means never.
   */
  readonly scale: 'price' | 'volume' | 'percent' | 'direction' | 'flag' | 'barIndex'
  /** A value at a bar depends on bars after it: it was not known when that bar closed. */
  readonly lookAhead: boolean
}

/** A study of a whole series of bars at once; unlike an indicator it may look ahead, so it is never fed to a strategy. */
export interface StudyDefinition<Parameters = IndicatorParameters> {
  readonly id: string
  readonly title: string
  /** One sentence, with the source of the concept. */
  readonly description: string
  /** `overlay` is drawn over the prices, `pane` below them. */
  readonly placement: 'overlay' | 'pane'
  /** Its values at a bar, in their order. */
  readonly columns: readonly [StudyColumn, ...StudyColumn[]]
  /** Every parameter with title, description, default and range; relations between them are checked here as well. */
  readonly parameters: z.ZodType<Parameters>
  /**
   * One array per column, as long as `candles` (oldest first), NaN where there is no value. Pure. Trusts its parameters:
   * they have passed {@link parameters}.
   */
  compute(candles: readonly Candle[], parameters: Parameters): readonly Float64Array[]
}

/** Forgets the type of the parameters, which only `compute` needs, so that studies of all kinds fit in one list. */
export const defineStudy = <Parameters>(definition: StudyDefinition<Parameters>): StudyDefinition<Parameters> =>
  definition

/** A column whose values were known at the close of their own bar. */
export const causalColumn = (id: string, scale: StudyColumn['scale']): StudyColumn => ({ id, scale, lookAhead: false })

/** A column whose values are set from later bars. */
export const lookAheadColumn = (id: string, scale: StudyColumn['scale']): StudyColumn => ({
  id,
  scale,
  lookAhead: true,
})
