import { useMemo, useSyncExternalStore } from 'react'
import { useStores } from '../../client/index.ts'
import type { PanelKind } from '../../panels/index.ts'
import { panelCounter } from './panel-counter.ts'

/**
 * How many things a panel of the kind shows, for its tab; undefined where that is not counted or not known yet.
 * Renders the caller only when the number changes.
 */
export function usePanelCount(kind: PanelKind): number | undefined {
  const stores = useStores()
  const { subscribe, count } = useMemo(() => panelCounter(kind, stores), [kind, stores])
  return useSyncExternalStore(subscribe, count)
}
