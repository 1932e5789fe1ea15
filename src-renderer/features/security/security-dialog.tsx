import { useEffect, useState } from 'react'
import type { VaultView } from '../../../src-contract/index.ts'
import { describeFault, useEngine } from '../../client/index.ts'
import { useWords } from '../../i18n/index.ts'
import { Badge, DialogFacts, ErrorState, Modal, Note } from '../../ui/index.ts'
import { PassphraseForm } from './passphrase-form.tsx'
import { SecretList } from './secret-list.tsx'
import './security.css'
import { UnlockForm } from './unlock-form.tsx'
import { useVaultStore } from './vault-store.ts'
import { keychainText, protectionText } from './vault-words.ts'

export interface SecurityDialogProps {
  readonly open: boolean
  readonly onOpenChange: (open: boolean) => void
}

/** How the secrets are kept: what protects them, which there are, and the passphrase. Values are never shown. */
export function SecurityDialog({ open, onOpenChange }: SecurityDialogProps) {
  const t = useWords('security')
  const vault = useVaultStore((store) => store.vault)
  return (
    <Modal
      open={open}
      onOpenChange={onOpenChange}
      title={t('title')}
      badge={vault?.locked === true && <Badge tone="warn">{t('locked')}</Badge>}
    >
      <Content />
    </Modal>
  )
}

function Content() {
  const t = useWords('security')
  const { vault, set } = useVaultStore()
  const { calls } = useEngine()
  const [fault, setFault] = useState<string>()
  useEffect(() => {
    calls.secrets.vault().then(set, (error: unknown) => setFault(describeFault(error).message))
  }, [calls, set])
  if (vault !== undefined) return <Vault vault={vault} />
  return fault === undefined ? null : <ErrorState title={t('notAnswered')}>{fault}</ErrorState>
}

function Vault({ vault }: { readonly vault: VaultView }) {
  const t = useWords('security')
  return (
    <div className="security">
      <p className="dialog-text">{t('text')}</p>
      {vault.advice !== null && <Note kind="warn" title={vault.advice} />}
      {vault.locked && <UnlockForm />}
      <DialogFacts
        facts={[
          { label: t('encryptedWith'), value: protectionText(vault) },
          { label: t('keychain.label'), value: keychainText(vault) },
        ]}
      />
      <SecretList />
      {!vault.locked && <PassphraseForm vault={vault} />}
    </div>
  )
}
