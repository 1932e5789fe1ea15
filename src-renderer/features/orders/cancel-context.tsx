import { createContext, type ReactNode, useContext } from 'react'
import { type CancelOrder, useCancelOrder } from './use-cancel-order.ts'

const CancelContext = createContext<CancelOrder | undefined>(undefined)

/** Gives the rows of a table one command to cancel, which knows whose answer is still out. */
export function CancelProvider({ children }: { readonly children: ReactNode }) {
  const command = useCancelOrder()
  return <CancelContext value={command}>{children}</CancelContext>
}

export function useCancel(): CancelOrder {
  const command = useContext(CancelContext)
  if (command === undefined) throw new Error('useCancel was called outside of CancelProvider.')
  return command
}
