import { useCallback, useEffect } from 'react'
import { type EngineCalls, usePolled } from '../../client/index.ts'
import { StateShape } from '../../ui/index.ts'
import { useVaultStore } from './vault-store.ts'
import { badgeWords } from './vault-words.ts'

/** Somebody else may unlock it, over the interface or the command line. */
const REFRESH_MS = 15_000

export interface SecurityBadgeProps {
  /** Opens the dialog. */
  readonly onOpen: () => void
}

/** How the secrets stand, in the status bar; nothing with an engine that keeps none. */
export function SecurityBadge({ onOpen }: SecurityBadgeProps) {
  const { vault, set } = useVaultStore()
  const ask = useCallback((calls: EngineCalls) => calls.secrets.vault(), [])
  const { value } = usePolled(REFRESH_MS, ask)
  useEffect(() => {
    if (value !== undefined) set(value)
  }, [value, set])
  if (vault === undefined) return null
  const { shape, text } = badgeWords(vault)
  return (
    <button
      type="button"
      className="plain-button status-item security-badge"
      title={vault.advice ?? undefined}
      onClick={onOpen}
    >
      <StateShape shape={shape} />
      {text}
    </button>
  )
}
