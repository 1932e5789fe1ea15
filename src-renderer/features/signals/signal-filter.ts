import type { SignalView } from '../../../src-contract/index.ts'

export const OUTCOMES = ['submitted', 'denied', 'ignored'] as const satisfies readonly SignalView['outcome'][]

/** Which signals are shown; null is all. */
export interface SignalFilter {
  readonly strategyId: string | null
  readonly outcome: SignalView['outcome'] | null
}

export const isFiltered = ({ strategyId, outcome }: SignalFilter): boolean => strategyId !== null || outcome !== null

/** The signals that fit; the list itself where nothing is filtered. */
export function filterSignals(signals: readonly SignalView[], filter: SignalFilter): readonly SignalView[] {
  if (!isFiltered(filter)) return signals
  return signals.filter(
    ({ strategyId, outcome }) =>
      (filter.strategyId === null || strategyId === filter.strategyId) &&
      (filter.outcome === null || outcome === filter.outcome),
  )
}

/** How many signals had each outcome. */
export function countOutcomes(
  signals: readonly Pick<SignalView, 'outcome'>[],
): Readonly<Record<SignalView['outcome'], number>> {
  const counts = { submitted: 0, denied: 0, ignored: 0 }
  for (const { outcome } of signals) counts[outcome] += 1
  return counts
}
