import { z } from 'zod'
import type { IndicatorView } from '../../src-contract/index.ts'
import { warmUpBarsOf } from './indicator-definition.ts'
import { INDICATORS } from './registry.ts'

let views: readonly IndicatorView[] | undefined

/** Every indicator with what can be asked of it, in the order of the registry; made once. */
export function indicatorCatalogue(): readonly IndicatorView[] {
  views ??= INDICATORS.map((definition) => ({
    indicatorId: definition.id,
    title: definition.title,
    description: definition.description,
    placement: definition.placement,
    parametersSchema: { ...z.toJSONSchema(definition.parameters, { io: 'input' }) },
    warmUpBars: warmUpBarsOf(definition),
    columns: definition.columns.map((column) => ({ ...column })),
  }))
  return views
}
