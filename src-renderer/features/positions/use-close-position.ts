import { useMemo, useState } from 'react'
import type { OrderView, PositionView } from '../../../src-contract/index.ts'
import { describeFault, useEngine } from '../../client/index.ts'
import { words } from '../../i18n/index.ts'
import { closePosition } from '../../trading/index.ts'
import { showToast } from '../../ui/index.ts'

/** Closes a share of a position at market; 1 is all of it. */
export type ClosePosition = (position: PositionView, fraction: number) => Promise<OrderView>

export interface CloseCommand {
  readonly close: ClosePosition
  /** Positions whose answer is still out. */
  readonly busy: ReadonlySet<string>
}

export function useClosePosition(): CloseCommand {
  const { calls } = useEngine()
  const [busy, setBusy] = useState<ReadonlySet<string>>(new Set())
  const close = useMemo(
    (): ClosePosition => async (position, fraction) => {
      const { positionId } = position
      setBusy((before) => new Set([...before, positionId]))
      try {
        return await closePosition(calls, position, fraction)
      } finally {
        setBusy((before) => new Set([...before].filter((id) => id !== positionId)))
      }
    },
    [calls],
  )
  return useMemo(() => ({ close, busy }), [close, busy])
}

/** Shows why a position was not closed. */
export function tellNotClosed(error: unknown): void {
  showToast({ kind: 'error', title: words('positions')('notClosed'), text: describeFault(error).message })
}
