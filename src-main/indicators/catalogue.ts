import { z } from 'zod'
import type { IndicatorView } from '../../src-contract/index.ts'
import { INDICATORS } from './registry.ts'

let views: readonly IndicatorView[] | undefined

/** Every indicator with what can be asked of it, in the order of the registry; made once. */
export function indicatorCatalogue(): readonly IndicatorView[] {
  views ??= INDICATORS.map(({ id, title, description, placement, parameters, columns }) => ({
    indicatorId: id,
    title,
    description,
    placement,
    parametersSchema: { ...z.toJSONSchema(parameters, { io: 'input' }) },
    columns: [...columns],
  }))
  return views
}
