import { useCallback, useState } from 'react'
import { describeFault, type EngineCalls, useEngine } from '../../client/index.ts'
import { words } from '../../i18n/index.ts'
import { showToast } from '../../ui/index.ts'

export interface Restart {
  /** The component that is asked about; undefined while none is. */
  readonly asked: string | undefined
  readonly ask: (name: string) => void
  readonly forget: () => void
  /** Restarts the component that is asked about; its states tell how far it is. */
  readonly confirm: () => void
  /** The engine has not answered yet. */
  readonly isUnderWay: (name: string) => boolean
}

/** Restarting components: asked first, told afterwards. */
export function useRestart(): Restart {
  const { calls } = useEngine()
  const [asked, setAsked] = useState<string>()
  const [underWay, setUnderWay] = useState<ReadonlySet<string>>(new Set())
  const run = async (name: string): Promise<void> => {
    setUnderWay((before) => new Set([...before, name]))
    try {
      await restart(calls, name)
    } finally {
      setUnderWay((before) => new Set([...before].filter((each) => each !== name)))
    }
  }
  return {
    asked,
    ask: useCallback((name) => setAsked(name), []),
    forget: useCallback(() => setAsked(undefined), []),
    confirm: () => {
      if (asked !== undefined) void run(asked)
    },
    isUnderWay: useCallback((name) => underWay.has(name), [underWay]),
  }
}

async function restart(calls: EngineCalls, name: string): Promise<void> {
  const t = words('components')
  try {
    const { state, reason } = await calls.system.restartComponent({ name })
    const isWell = state !== 'faulted'
    showToast({
      kind: isWell ? 'success' : 'error',
      title: t(isWell ? 'restarted' : 'restartFailed', { name }),
      text: reason ?? t(`states.${state}`),
    })
  } catch (error) {
    showToast({ kind: 'error', title: t('notRestarted', { name }), text: describeFault(error).message })
  }
}
