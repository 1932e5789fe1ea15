import { useMemo } from 'react'
import { useStrategies } from '../../client/index.ts'
import type { ChartIndicator, ChartSettings } from '../chart-settings.ts'
import { defaultIndicators } from './default-indicators.ts'
import { type IndicatorCatalogue, useIndicatorCatalogue } from './indicator-catalogue.ts'
import { changedIndicator, withIndicator, withoutIndicator } from './indicator-list.ts'
import type { ShownIndicator } from './indicator-track.ts'
import { shownIndicators } from './shown-indicators.ts'

/** The indicators of a chart and what can be done with them. */
export interface ChartIndicators {
  readonly catalogue: IndicatorCatalogue
  /** All that were chosen, those that the engine does not have among them. */
  readonly list: readonly ChartIndicator[]
  readonly shown: readonly ShownIndicator[]
  /** False while the averages of the strategies are shown, because nobody has chosen. */
  readonly chosen: boolean
  readonly add: (indicatorId: string) => void
  readonly change: (key: string, change: Partial<Omit<ChartIndicator, 'key'>>) => void
  readonly remove: (key: string) => void
  /** Back to the averages of the strategies. */
  readonly reset: () => void
}

export function useChartIndicatorList(
  chosen: ChartSettings['indicators'],
  onChange: (change: Pick<ChartSettings, 'indicators'>) => void,
): ChartIndicators {
  const catalogue = useIndicatorCatalogue()
  const averages = useStrategyAverages()
  const list = chosen ?? averages
  const shown = useMemo(() => shownIndicators(list, catalogue.byId), [list, catalogue.byId])
  const set = (indicators: ChartSettings['indicators']): void => onChange({ indicators })
  return {
    catalogue,
    list,
    shown,
    chosen: chosen !== null,
    add: (indicatorId) => set(withIndicator(list, indicatorId)),
    change: (key, change) => set(changedIndicator(list, key, change)),
    remove: (key) => set(withoutIndicator(list, key)),
    reset: () => set(null),
  }
}

/** Stays the same list while the periods do, so that nothing of the chart is drawn anew with every bar of a strategy. */
function useStrategyAverages(): readonly ChartIndicator[] {
  const text = useStrategies(({ list }) => JSON.stringify(defaultIndicators(list)))
  return useMemo(() => JSON.parse(text) as readonly ChartIndicator[], [text])
}
