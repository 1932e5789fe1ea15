import { createContext, type ReactNode, useCallback, useContext, useMemo, useState } from 'react'
import { useStatus } from '../../client/index.ts'
import { type ClosingShare, LiveCloseQuestion } from './live-close-question.tsx'
import type { PositionRow } from './position-rows.ts'
import { type CloseCommand, tellNotClosed, useClosePosition } from './use-close-position.ts'

export interface TableCloseCommand extends CloseCommand {
  /** At one press with paper money; with real money after a question. */
  readonly closeShare: (row: PositionRow, fraction: number) => void
}

const CloseContext = createContext<TableCloseCommand | undefined>(undefined)

/** Gives the rows of a table one command to close, which knows whose answer is still out. */
export function CloseProvider({ children }: { readonly children: ReactNode }) {
  const { close, busy } = useClosePosition()
  const environment = useStatus((status) => status.environment)
  // Before the engine has said it, nobody can tell whether it is real money.
  const asksFirst = environment === undefined || environment === 'live'
  const [asked, setAsked] = useState<ClosingShare>()
  const closeShare = useCallback(
    (row: PositionRow, fraction: number): void => {
      if (asksFirst) setAsked({ row, fraction })
      else close(row.position, fraction).catch(tellNotClosed)
    },
    [asksFirst, close],
  )
  const command = useMemo(() => ({ close, busy, closeShare }), [close, busy, closeShare])
  return (
    <CloseContext value={command}>
      {children}
      {asked !== undefined && <LiveCloseQuestion asked={asked} close={close} onDone={() => setAsked(undefined)} />}
    </CloseContext>
  )
}

export function useClose(): TableCloseCommand {
  const command = useContext(CloseContext)
  if (command === undefined) throw new Error('useClose was called outside of CloseProvider.')
  return command
}
