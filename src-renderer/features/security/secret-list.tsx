import { useState } from 'react'
import type { SecretView } from '../../../src-contract/index.ts'
import { type EngineCalls, useEngine, usePolled } from '../../client/index.ts'
import { Button, ConfirmDialog, formatDayAndClock, Note, showToast } from '../../ui/index.ts'
import { useVaultStore } from './vault-store.ts'

/** Somebody else may set one, over the interface. */
const REFRESH_MS = 5_000

/** The names of the secrets and when each was set. */
export function SecretList() {
  const { value, fault, refresh } = usePolled(REFRESH_MS, askSecrets)
  const [chosen, setChosen] = useState<SecretView>()
  if (fault !== undefined) {
    return (
      <Note kind="danger" title="The secrets were not listed">
        {fault}
      </Note>
    )
  }
  if (value === undefined) return null
  const { secrets } = value
  return (
    <section aria-label="Secrets">
      <h3 className="security-heading">Secrets</h3>
      {secrets.length === 0 && <p className="quiet">None is kept.</p>}
      <ul className="secret-list">
        {secrets.map((secret) => (
          <li key={secret.name} className="secret">
            <span className="mono secret-name">{secret.name}</span>
            <span className="quiet">set {formatDayAndClock(secret.setAtMs)} UTC</span>
            <Button size="row" aria-label={`Remove ${secret.name}`} onClick={() => setChosen(secret)}>
              Remove
            </Button>
          </li>
        ))}
      </ul>
      <RemoveDialog secret={chosen} onClose={() => setChosen(undefined)} onRemoved={refresh} />
    </section>
  )
}

const askSecrets = (calls: EngineCalls) => calls.secrets.list()

interface RemoveDialogProps {
  readonly secret: SecretView | undefined
  readonly onClose: () => void
  readonly onRemoved: () => void
}

function RemoveDialog({ secret, onClose, onRemoved }: RemoveDialogProps) {
  const { calls } = useEngine()
  const set = useVaultStore((store) => store.set)
  const remove = async (): Promise<void> => {
    if (secret === undefined) return
    await calls.secrets.remove({ name: secret.name })
    onRemoved()
    set(await calls.secrets.vault())
    showToast({ kind: 'success', title: `${secret.name} removed` })
  }
  return (
    <ConfirmDialog
      open={secret !== undefined}
      onOpenChange={(open) => !open && onClose()}
      title={`Remove ${secret?.name ?? 'the secret'}?`}
      confirmLabel="Remove it"
      onConfirm={remove}
    >
      What needs it stops working until it is set anew. It cannot be brought back.
    </ConfirmDialog>
  )
}
