export { Atr } from './atr.ts'
export { indicatorCatalogue } from './catalogue.ts'
export { Ema } from './ema.ts'
export { indicatorRow, type IndicatorRow, indicatorSeries } from './indicator-series.ts'
export type { Indicator, IndicatorValues } from './indicator.ts'
export {
  chooseIndicator,
  createIndicator,
  type IndicatorChoice,
  type IndicatorDefinition,
  INDICATORS,
} from './registry.ts'
