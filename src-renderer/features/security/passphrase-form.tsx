import { useState } from 'react'
import { MIN_PASSPHRASE_LENGTH, type VaultView } from '../../../src-contract/index.ts'
import { Button, Field } from '../../ui/index.ts'
import { usePassphraseForm } from './use-passphrase-form.ts'

/** Sets the passphrase, or another one in its place. */
export function PassphraseForm({ vault }: { readonly vault: VaultView }) {
  const [open, setOpen] = useState(false)
  const verb = vault.protection === 'passphrase' ? 'Change the' : 'Set a'
  if (open) return <Form hasPassphrase={vault.protection === 'passphrase'} onClose={() => setOpen(false)} />
  return (
    <div>
      <Button onClick={() => setOpen(true)}>{verb} passphrase</Button>
    </div>
  )
}

interface FormProps {
  readonly hasPassphrase: boolean
  readonly onClose: () => void
}

function Form({ hasPassphrase, onClose }: FormProps) {
  const { busy, generalFault, fieldOf, submit } = usePassphraseForm({ hasPassphrase, onDone: onClose })
  return (
    <form className="security-form" aria-label="New passphrase" noValidate onSubmit={(event) => void submit(event)}>
      {hasPassphrase && (
        <Field label="Passphrase now" stacked secret autoComplete="current-password" {...fieldOf('current')} />
      )}
      <Field
        label="New passphrase"
        stacked
        secret
        autoComplete="new-password"
        help={`At least ${MIN_PASSPHRASE_LENGTH} characters; several words are good.`}
        {...fieldOf('passphrase')}
      />
      <Field label="Repeat it" stacked secret autoComplete="new-password" {...fieldOf('repeated')} />
      <p className="security-warning">
        It is kept nowhere and cannot be recovered: without it the secrets are lost and have to be set anew. The engine
        asks for it after every start.
      </p>
      {generalFault !== undefined && (
        <p className="danger" role="alert">
          {generalFault}
        </p>
      )}
      <div className="security-actions">
        <Button onClick={onClose}>Cancel</Button>
        <Button type="submit" tone="primary" disabled={busy}>
          {hasPassphrase ? 'Change the passphrase' : 'Set the passphrase'}
        </Button>
      </div>
    </form>
  )
}
