import { useCallback, useEffect, useRef } from 'react'
import type { ConfigView } from '../../../src-contract/index.ts'
import { type EngineCalls, type Polling, usePolled, useStatus } from '../../client/index.ts'
import { sameJson } from './json-value.ts'

/** A faulty file makes no new version, so that nothing announces it. */
const REFRESH_MS = 3_000

/**
 * The configuration in force and the faults of its file: anew whenever a version is announced, and every three seconds
 * for the file. The view stays the same object while it says the same.
 */
export function useConfigView(): Polling<ConfigView> {
  const announced = useStatus((status) => status.configVersion)
  const last = useRef<ConfigView>(undefined)
  const ask = useCallback(async (calls: EngineCalls): Promise<ConfigView> => {
    const view = await calls.config.get()
    if (!sameJson(view, last.current)) last.current = view
    return last.current ?? view
  }, [])
  const polling = usePolled(REFRESH_MS, ask)
  const { refresh } = polling
  useEffect(() => {
    if (announced !== last.current?.version) refresh()
  }, [announced, refresh])
  return polling
}
