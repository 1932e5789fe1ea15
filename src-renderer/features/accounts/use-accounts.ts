import { useCallback, useState } from 'react'
import type { AccountAtVenueView, VenueView } from '../../../src-contract/index.ts'
import { type EngineCalls, type Polling, usePolled } from '../../client/index.ts'

const REFRESH_MS = 2_000
/** What a venue does changes with the program only. */
const VENUES_REFRESH_MS = 600_000

const askAccounts = async (calls: EngineCalls): Promise<readonly AccountAtVenueView[]> =>
  (await calls.accounts.list()).accounts

const askVenues = async (calls: EngineCalls): Promise<readonly VenueView[]> => (await calls.accounts.venues()).venues

/** Accounts as the engine tells them, anew every two seconds. */
export const useAccounts = (): Polling<readonly AccountAtVenueView[]> => usePolled(REFRESH_MS, askAccounts)

export const useVenues = (): Polling<readonly VenueView[]> => usePolled(VENUES_REFRESH_MS, askVenues)

export interface BusyAction {
  readonly busy: boolean
  /** Does it unless it is being done already. It may not throw. */
  readonly run: () => void
}

/** Something that takes its time, once at a time. */
export function useBusyAction(act: () => Promise<void>): BusyAction {
  const [busy, setBusy] = useState(false)
  const run = useCallback(async () => {
    setBusy(true)
    try {
      await act()
    } finally {
      setBusy(false)
    }
  }, [act])
  return { busy, run: () => void (busy ? undefined : run()) }
}
