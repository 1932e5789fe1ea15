import { useMemo, useState } from 'react'
import { describeFault, useEngine } from '../../client/index.ts'
import { words } from '../../i18n/index.ts'
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
  const cancel = useMemo(
    () =>
      (orderId: string): void => {
        setBusy((before) => new Set([...before, orderId]))
        calls.orders
          .cancel({ orderId })
          .catch(tellNotCancelled)
          .finally(() => setBusy((before) => new Set([...before].filter((id) => id !== orderId))))
      },
    [calls],
  )
  return useMemo(() => ({ cancel, busy }), [cancel, busy])
}

function tellNotCancelled(error: unknown): void {
  showToast({ kind: 'error', title: words('orders')('notCancelled'), text: describeFault(error).message })
}
