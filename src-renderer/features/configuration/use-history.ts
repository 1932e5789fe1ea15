import { useCallback, useMemo, useState } from 'react'
import type { ConfigVersionView } from '../../../src-contract/index.ts'
import { describeFault, type EngineCalls, useEngine, usePolled } from '../../client/index.ts'
import { joinVersions } from './config-versions.ts'

export interface ConfigHistory {
  /** Newest first; undefined while they are loading. */
  readonly versions: readonly ConfigVersionView[] | undefined
  /** There are none before the last one. */
  readonly complete: boolean
  readonly fault: string | undefined
  readonly loadOlder: () => void
}

interface Older {
  readonly versions: readonly ConfigVersionView[]
  readonly complete: boolean
  readonly fault: string | undefined
}

const PAGE = 50
const REFRESH_MS = 60_000
const NO_OLDER: Older = { versions: [], complete: false, fault: undefined }

/** Versions that were in force; anew whenever another one comes into force. */
export function useHistory(current: number): ConfigHistory {
  const { calls } = useEngine()
  const ask = useCallback((engine: EngineCalls) => askNewest(engine, current), [current])
  const { value, fault } = usePolled(REFRESH_MS, ask)
  const [older, setOlder] = useState(NO_OLDER)
  const versions = useMemo(
    () => (value === undefined ? undefined : joinVersions(value.versions, older.versions)),
    [value, older.versions],
  )
  const loadOlder = async (): Promise<void> => {
    const last = versions?.at(-1)
    if (versions === undefined || last === undefined) return
    try {
      const page = await calls.config.history({ beforeVersion: last.version, limit: PAGE })
      const complete = page.versions.length < PAGE
      setOlder({ versions: joinVersions(versions, page.versions), complete, fault: undefined })
    } catch (error) {
      setOlder((before) => ({ ...before, fault: describeFault(error).message }))
    }
  }
  return {
    versions,
    complete: older.complete || (value !== undefined && value.versions.length < PAGE),
    fault: fault ?? older.fault,
    loadOlder: () => void loadOlder(),
  }
}

interface NewestVersions {
  readonly askedAt: number
  readonly versions: readonly ConfigVersionView[]
}

async function askNewest({ config }: EngineCalls, askedAt: number): Promise<NewestVersions> {
  const { versions } = await config.history({ limit: PAGE })
  return { askedAt, versions }
}
