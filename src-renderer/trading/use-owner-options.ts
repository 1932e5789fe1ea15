import { useMemo } from 'react'
import { useStrategies } from '../client/index.ts'
import { useWords } from '../i18n/index.ts'
import type { SelectOption } from '../ui/index.ts'

/** Owner of what was found at the venue and nobody has taken yet. */
export const UNASSIGNED_OWNER = 'unassigned'
export const HAND_OWNER = 'hand'

/** Who can own a position: the hand and every strategy, those that are on first, without the one that is left out. */
export function useOwnerOptions(without?: string): readonly SelectOption[] {
  const t = useWords('trading')
  const { list } = useStrategies()
  return useMemo(() => {
    const byUse = list.toSorted((left, right) => Number(right.enabled) - Number(left.enabled))
    const strategies = byUse.map(({ strategyId, name, enabled }) => ({
      value: `strategy:${strategyId}`,
      label: enabled ? name : t('switchedOff', { name }),
    }))
    return [{ value: HAND_OWNER, label: t('manual') }, ...strategies].filter(({ value }) => value !== without)
  }, [list, t, without])
}
