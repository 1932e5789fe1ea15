import { useEffect, useMemo, useState } from 'react'
import { z } from 'zod'
import { LogLevelValue } from '../../../src-contract/index.ts'
import { addOlder, describeFault, type LogState, oldestSeq, useEngine, useLog } from '../../client/index.ts'
import { usePanelParams } from '../../panels/index.ts'
import { readFilter } from './log-filter.ts'
import { type ShownLines, shownLines } from './shown-lines.ts'

const Params = z.object({
  level: LogLevelValue.catch('info'),
  /** Empty for all of them. */
  component: z.string().catch(''),
  query: z.string().catch(''),
})
export type LogParams = z.infer<typeof Params>

export interface LogView {
  readonly params: LogParams
  readonly setParams: (patch: Partial<LogParams>) => void
  readonly state: LogState
  readonly shown: ShownLines
  readonly follow: boolean
  readonly setFollow: (follow: boolean) => void
  readonly older: OlderLines
}

/** The log as its panel shows it: what is asked for, what passes the filter, and whether the list moves. */
export function useLogView(): LogView {
  const [params, setParams] = usePanelParams(Params)
  const { level, component, query } = params
  const [state, store] = useLog(level)
  const [stoppedAt, setStoppedAt] = useState<string>()
  const filter = useMemo(() => readFilter(query, component === '' ? undefined : component), [query, component])
  const items = state.level === level ? state.items : NONE
  const shown = useMemo(() => shownLines(items, filter, stoppedAt), [items, filter, stoppedAt])
  useEffect(() => () => store.setState({ held: false }), [store])
  return {
    params,
    setParams,
    state,
    shown,
    follow: stoppedAt === undefined,
    setFollow: (follow) => {
      store.setState({ held: !follow })
      setStoppedAt(follow ? undefined : items.at(-1)?.id)
    },
    older: useOlder(level, store),
  }
}

const NONE: LogState['items'] = []

export interface OlderLines {
  readonly load: () => void
  readonly busy: boolean
  /** Why they did not come. */
  readonly fault: string | undefined
}

const OLDER_LINES = 1_000

/** Lines of before, which the engine still has in memory; of every component, so that no later filter misses any. */
function useOlder(level: LogLevelValue, store: ReturnType<typeof useLog>[1]): OlderLines {
  const { calls } = useEngine()
  const [busy, setBusy] = useState(false)
  const [fault, setFault] = useState<string>()
  const load = async (): Promise<void> => {
    const beforeSeq = oldestSeq(store.getState().items)
    if (beforeSeq === undefined || busy) return
    setBusy(true)
    setFault(undefined)
    try {
      const { lines } = await calls.logs.list({ level, beforeSeq, limit: OLDER_LINES })
      addOlder(store, lines)
    } catch (error) {
      setFault(describeFault(error).message)
    } finally {
      setBusy(false)
    }
  }
  return { load: () => void load(), busy, fault }
}
