import type { IndicatorColumn } from '../../../../src-contract/index.ts'

/** A column that is a line of prices, unless the extras say otherwise. */
export const testColumn = (id: string, extras: Partial<IndicatorColumn> = {}): IndicatorColumn => ({
  id,
  scale: 'price',
  plot: 'line',
  lookAheadBars: 0,
  sparse: false,
  ...extras,
})
