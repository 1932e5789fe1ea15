import type { z } from 'zod'
import type { IndicatorColumn, IndicatorParameters } from '../../src-contract/index.ts'
import type { Indicator } from './indicator.ts'

/** Values that an indicator has at a bar, in their order; at least one. */
export type IndicatorColumns = readonly [IndicatorColumn, ...IndicatorColumn[]]

/** A kind of indicator: what is listed, and how one is made. */
export interface IndicatorDefinition<Parameters = IndicatorParameters> {
  readonly id: string
  readonly title: string
  /** One sentence, with the source of the formula. */
  readonly description: string
  /** `overlay` is drawn over the prices, `pane` below them. */
  readonly placement: 'overlay' | 'pane'
  /** Its values at a bar with the default parameters; `columnsWith` has them for others. */
  readonly columns: IndicatorColumns
  /**
   * True where values may depend on the first bar however long ago that was: totals, and lines that follow a path of their own. All
   * others forget within some multiples of their warm-up.
   */
  readonly countsEveryBar?: boolean
  /** Every parameter with title, description, default and range; relations between them are checked here as well. */
  readonly parameters: z.ZodType<Parameters>
  /** Trusts its parameters: they have passed {@link parameters}. */
  create(parameters: Parameters): Indicator
}

/** Forgets the type of the parameters, which only `create` needs, so that definitions of all kinds fit in one list. */
export const defineIndicator = <Parameters>(
  definition: IndicatorDefinition<Parameters>,
): IndicatorDefinition<Parameters> => definition

type ColumnExtras = Partial<Omit<IndicatorColumn, 'id' | 'scale'>>

/** A column that is drawn as a line and has a value at every bar after the warm-up, unless the extras say otherwise. */
export const column = (id: string, scale: IndicatorColumn['scale'], extras: ColumnExtras = {}): IndicatorColumn => ({
  id,
  scale,
  plot: 'line',
  lookAheadBars: 0,
  sparse: false,
  ...extras,
})

/** Bars that must have closed before the indicator has its values, with the default parameters. */
export const warmUpBarsOf = <Parameters>(definition: IndicatorDefinition<Parameters>): number =>
  definition.create(definition.parameters.parse({})).warmUpBars
