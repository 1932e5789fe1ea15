import { createContext, type ReactNode, useContext, useState } from 'react'
import { HandoverDialog } from './handover-dialog.tsx'
import type { PositionRow } from './position-rows.ts'

type AskHandover = (row: PositionRow) => void

const HandoverContext = createContext<AskHandover | undefined>(undefined)

/** Gives the rows of a table one question about who a position belongs to. */
export function HandoverProvider({ children }: { readonly children: ReactNode }) {
  const [asked, setAsked] = useState<PositionRow>()
  return (
    <HandoverContext value={setAsked}>
      {children}
      {asked !== undefined && <HandoverDialog row={asked} onDone={() => setAsked(undefined)} />}
    </HandoverContext>
  )
}

/** Asks whom a position is to go to. */
export function useHandover(): AskHandover {
  const ask = useContext(HandoverContext)
  if (ask === undefined) throw new Error('useHandover was called outside of HandoverProvider.')
  return ask
}
