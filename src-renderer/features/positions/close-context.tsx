import { createContext, type ReactNode, useContext } from 'react'
import { type CloseCommand, useClosePosition } from './use-close-position.ts'

const CloseContext = createContext<CloseCommand | undefined>(undefined)

/** Gives the rows of a table one command to close, which knows whose answer is still out. */
export function CloseProvider({ children }: { readonly children: ReactNode }) {
  const command = useClosePosition()
  return <CloseContext value={command}>{children}</CloseContext>
}

export function useClose(): CloseCommand {
  const command = useContext(CloseContext)
  if (command === undefined) throw new Error('useClose was called outside of CloseProvider.')
  return command
}
