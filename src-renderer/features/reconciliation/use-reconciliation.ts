import { useCallback, useState } from 'react'
import type { ReconciliationView } from '../../../src-contract/index.ts'
import { describeFault, type TopicReader, useEngine, useTopic, type Watched } from '../../client/index.ts'
import { words } from '../../i18n/index.ts'
import { showToast } from '../../ui/index.ts'

const READER: TopicReader<'reconciliation', ReconciliationView> = {
  params: {},
  read: (view) => view,
  change: (view, deltas) => deltas.at(-1) ?? view,
}

/** Ledger and venue as of the last pass. @param active False while nobody looks. */
export const useReconciliation = (active: boolean): Watched<ReconciliationView> =>
  useTopic('reconciliation', READER, active)

export interface AskVenue {
  readonly ask: () => void
  /** The answer is still out. */
  readonly busy: boolean
}

/** Has the venue asked now. What comes of it arrives with the topic. */
export function useAskVenue(): AskVenue {
  const { calls } = useEngine()
  const [busy, setBusy] = useState(false)
  const ask = useCallback(async () => {
    setBusy(true)
    try {
      await calls.reconciliation.run({})
    } catch (error) {
      showToast({ kind: 'error', title: words('reconciliation')('notAsked'), text: describeFault(error).message })
    } finally {
      setBusy(false)
    }
  }, [calls])
  return { ask: () => void ask(), busy }
}
