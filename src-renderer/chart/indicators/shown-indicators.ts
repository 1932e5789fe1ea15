import { columnsWith, type IndicatorParameters, type IndicatorView } from '../../../src-contract/index.ts'
import { readFields } from '../../schema-form/index.ts'
import type { ChartIndicator } from '../chart-settings.ts'
import type { ShownIndicator } from './indicator-track.ts'

/** The indicators of a chart with what the engine says of their kinds; those that it does not have are left out. */
export function shownIndicators(
  list: readonly ChartIndicator[],
  kinds: ReadonlyMap<string, IndicatorView>,
): readonly ShownIndicator[] {
  return list.flatMap((indicator) => {
    const kind = kinds.get(indicator.indicatorId)
    if (kind === undefined) return []
    const parameters = allParameters(kind, indicator.parameters)
    const { placement } = kind
    const columns = columnsWith(kind.columns, parameters)
    return [{ ...indicator, parameters, placement, columns, name: indicatorName(indicator.indicatorId, parameters) }]
  })
}

/** Short name with its parameters: `EMA 20`, `Bollinger 20 2`. */
export const indicatorName = (indicatorId: string, parameters: IndicatorParameters): string =>
  [kindName(indicatorId), ...Object.values(parameters)].join(' ')

/** Letters of an abbreviation, such as those of VWAP. */
const LONGEST_ABBREVIATION = 4

/** Short name of a kind: `EMA`, `Bollinger`, `Williams R`. */
export function kindName(indicatorId: string): string {
  if (/^[a-z]+$/.test(indicatorId) && indicatorId.length <= LONGEST_ABBREVIATION) return indicatorId.toUpperCase()
  const words = indicatorId.replace(/([a-z])([A-Z])/g, '$1 $2').replace(/\bRsi\b/, 'RSI')
  return words.charAt(0).toUpperCase() + words.slice(1)
}

/** Parameters in the order of the schema; what was not chosen has its default. */
function allParameters(kind: IndicatorView, chosen: IndicatorParameters): IndicatorParameters {
  const known = readFields(kind.parametersSchema).flatMap(({ key, defaultValue }) => {
    const value = chosen[key] ?? defaultValue
    return typeof value === 'number' || typeof value === 'string' || typeof value === 'boolean'
      ? [[key, value] as const]
      : []
  })
  return Object.fromEntries(known)
}
