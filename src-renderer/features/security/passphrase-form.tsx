import { useState } from 'react'
import { MIN_PASSPHRASE_LENGTH, type VaultView } from '../../../src-contract/index.ts'
import { useWords } from '../../i18n/index.ts'
import { Button, Field } from '../../ui/index.ts'
import { usePassphraseForm } from './use-passphrase-form.ts'

/** Sets the passphrase, or another one in its place. */
export function PassphraseForm({ vault }: { readonly vault: VaultView }) {
  const t = useWords('security')
  const [open, setOpen] = useState(false)
  const hasPassphrase = vault.protection === 'passphrase'
  if (open) return <Form hasPassphrase={hasPassphrase} onClose={() => setOpen(false)} />
  return (
    <div>
      <Button onClick={() => setOpen(true)}>{t(hasPassphrase ? 'form.change' : 'form.setOne')}</Button>
    </div>
  )
}

interface FormProps {
  readonly hasPassphrase: boolean
  readonly onClose: () => void
}

function Form({ hasPassphrase, onClose }: FormProps) {
  const t = useWords('security')
  const { busy, generalFault, fieldOf, submit } = usePassphraseForm({ hasPassphrase, onDone: onClose })
  return (
    <form className="security-form" aria-label={t('form.new')} noValidate onSubmit={(event) => void submit(event)}>
      {hasPassphrase && (
        <Field label={t('form.now')} stacked secret autoComplete="current-password" {...fieldOf('current')} />
      )}
      <Field
        label={t('form.new')}
        stacked
        secret
        autoComplete="new-password"
        help={t('form.help', { count: MIN_PASSPHRASE_LENGTH })}
        {...fieldOf('passphrase')}
      />
      <Field label={t('form.repeat')} stacked secret autoComplete="new-password" {...fieldOf('repeated')} />
      <p className="security-warning">{t('form.warning')}</p>
      {generalFault !== undefined && (
        <p className="danger" role="alert">
          {generalFault}
        </p>
      )}
      <div className="security-actions">
        <Button onClick={onClose}>{t('form.cancel')}</Button>
        <Button type="submit" tone="primary" disabled={busy}>
          {t(hasPassphrase ? 'form.confirmChange' : 'form.confirmSet')}
        </Button>
      </div>
    </form>
  )
}
