import { useState } from 'react'
import { describeFault, type EngineCalls, useEngine } from '../../client/index.ts'
import { words } from '../../i18n/index.ts'
import { showToast } from '../../ui/index.ts'

export interface Acknowledging {
  readonly busy: boolean
  readonly one: (alertId: string) => void
  readonly all: () => void
}

/** Says to the engine that an alert, or every one, was seen. What comes of it comes with the topic. */
export function useAcknowledge(): Acknowledging {
  const { calls } = useEngine()
  const [busy, setBusy] = useState(false)
  const run = async (call: (calls: EngineCalls) => Promise<unknown>): Promise<void> => {
    setBusy(true)
    try {
      await call(calls)
    } catch (error) {
      const text = describeFault(error).message
      showToast({ kind: 'error', title: words('alerts')('notAcknowledged'), text })
    } finally {
      setBusy(false)
    }
  }
  return {
    busy,
    one: (alertId) => void run(({ alerts }) => alerts.acknowledge({ alertId })),
    all: () => void run(({ alerts }) => alerts.acknowledgeAll({})),
  }
}
