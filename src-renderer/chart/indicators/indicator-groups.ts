import type { IndicatorView } from '../../../src-contract/index.ts'
import { hasAllWords } from '../../ui/index.ts'
import { kindName } from './shown-indicators.ts'

/** Where indicators are drawn, in the order in which they are offered. */
const PLACEMENTS = ['overlay', 'pane'] as const

export interface IndicatorGroup {
  readonly placement: IndicatorView['placement']
  readonly kinds: readonly IndicatorView[]
}

/** The kinds that have all words of the query in name or description, by the place where they are drawn; no empty groups. */
export function indicatorGroups(list: readonly IndicatorView[], query: string): readonly IndicatorGroup[] {
  const found = list.filter((kind) => hasAllWords(searchText(kind), query))
  return PLACEMENTS.map((placement) => ({
    placement,
    kinds: found.filter((kind) => kind.placement === placement),
  })).filter(({ kinds }) => kinds.length > 0)
}

const searchText = ({ indicatorId, title, description }: IndicatorView): string =>
  `${indicatorId} ${kindName(indicatorId)} ${title} ${description}`.toLowerCase()
