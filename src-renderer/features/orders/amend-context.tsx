import { createContext, type ReactNode, useContext, useState } from 'react'
import type { InstrumentView, OrderView } from '../../../src-contract/index.ts'
import { AmendDialog } from './amend-dialog.tsx'

export interface AskedOrder {
  readonly order: OrderView
  readonly instrument: InstrumentView
}

type AskAmend = (asked: AskedOrder) => void

const AmendContext = createContext<AskAmend | undefined>(undefined)

/** Gives the rows of a table one form for the terms of an order. */
export function AmendProvider({ children }: { readonly children: ReactNode }) {
  const [asked, setAsked] = useState<AskedOrder>()
  return (
    <AmendContext value={setAsked}>
      {children}
      {asked !== undefined && <AmendDialog asked={asked} onDone={() => setAsked(undefined)} />}
    </AmendContext>
  )
}

/** Asks which terms an order is to have. */
export function useAmend(): AskAmend {
  const ask = useContext(AmendContext)
  if (ask === undefined) throw new Error('useAmend was called outside of AmendProvider.')
  return ask
}
