import { useState } from 'react'
import { describeFault, useEngine } from '../../client/index.ts'
import { showToast } from '../../ui/index.ts'

export interface CancelOrder {
  /** Asks for the cancel; the order's new state comes as a fact. A refusal is shown as a toast. */
  readonly cancel: (orderId: string) => void
  /** Orders whose cancel waits for its answer. */
  readonly busy: ReadonlySet<string>
}

export function useCancelOrder(): CancelOrder {
  const { calls } = useEngine()
  const [busy, setBusy] = useState<ReadonlySet<string>>(new Set())
  const cancel = (orderId: string): void => {
    setBusy((before) => new Set([...before, orderId]))
    calls.orders
      .cancel({ orderId })
      .catch((error: unknown) =>
        showToast({ kind: 'error', title: 'Order was not cancelled', text: describeFault(error).message }),
      )
      .finally(() => setBusy((before) => new Set([...before].filter((id) => id !== orderId))))
  }
  return { cancel, busy }
}
