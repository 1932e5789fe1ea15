import { useCallback, useMemo } from 'react'
import type { IndicatorView } from '../../../src-contract/index.ts'
import { type EngineCalls, usePolled } from '../../client/index.ts'

/** The engine's list changes with the engine only: it is asked for at every connect, and now and then. */
const REFRESH_MS = 600_000

export interface IndicatorCatalogue {
  /** Undefined until it is known. */
  readonly list: readonly IndicatorView[] | undefined
  readonly byId: ReadonlyMap<string, IndicatorView>
  readonly fault: string | undefined
  readonly refresh: () => void
}

/** What the engine can compute. */
export function useIndicatorCatalogue(): IndicatorCatalogue {
  const ask = useCallback(async ({ market }: EngineCalls) => market.catalogue(), [])
  const { value, fault, refresh } = usePolled(REFRESH_MS, ask)
  const text = JSON.stringify(value?.indicators)
  // The same list as before must not draw the indicators anew.
  const list = useMemo(() => (text === undefined ? undefined : (JSON.parse(text) as readonly IndicatorView[])), [text])
  const byId = useMemo(() => new Map((list ?? []).map((one) => [one.indicatorId, one])), [list])
  return { list, byId, fault, refresh }
}
