import { useState } from 'react'
import type { SecretView } from '../../../src-contract/index.ts'
import { type EngineCalls, readable, useEngine, usePolled } from '../../client/index.ts'
import { useWords } from '../../i18n/index.ts'
import { Button, ConfirmDialog, formatDayAndClock, Note, showToast, zoneName } from '../../ui/index.ts'
import { useVaultStore } from './vault-store.ts'

/** Somebody else may set one, over the interface. */
const REFRESH_MS = 5_000

/** The names of the secrets and when each was set. */
export function SecretList() {
  const t = useWords('security')
  const { value, fault, refresh } = usePolled(REFRESH_MS, askSecrets)
  const [chosen, setChosen] = useState<SecretView>()
  if (fault !== undefined) {
    return (
      <Note kind="danger" title={t('secrets.notListed')}>
        {fault}
      </Note>
    )
  }
  if (value === undefined) return null
  const { secrets } = value
  return (
    <section aria-label={t('secrets.title')}>
      <h3 className="security-heading">{t('secrets.title')}</h3>
      {secrets.length === 0 && <p className="quiet">{t('secrets.none')}</p>}
      <ul className="secret-list">
        {secrets.map((secret) => (
          <li key={secret.name} className="secret">
            <span className="mono secret-name">{secret.name}</span>
            <span className="quiet">
              {t('secrets.setAt', { time: `${formatDayAndClock(secret.setAtMs)} ${zoneName()}` })}
            </span>
            <Button
              size="row"
              aria-label={t('secrets.removeOne', { name: secret.name })}
              onClick={() => setChosen(secret)}
            >
              {t('secrets.remove')}
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
  const t = useWords('security')
  const { calls } = useEngine()
  const set = useVaultStore((store) => store.set)
  const remove = async (): Promise<void> => {
    if (secret === undefined) return
    await readable(calls.secrets.remove({ name: secret.name }))
    onRemoved()
    set(await readable(calls.secrets.vault()))
    showToast({ kind: 'success', title: t('secrets.removed', { name: secret.name }) })
  }
  return (
    <ConfirmDialog
      open={secret !== undefined}
      onOpenChange={(open) => !open && onClose()}
      title={t('secrets.ask', { name: secret?.name ?? '' })}
      confirmLabel={t('secrets.confirm')}
      onConfirm={remove}
    >
      {t('secrets.askText')}
    </ConfirmDialog>
  )
}
