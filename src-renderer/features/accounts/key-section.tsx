import { type FormEvent, useState } from 'react'
import type { AccountSecretView } from '../../../src-contract/index.ts'
import { readable, useConnection, useEngine } from '../../client/index.ts'
import { useWords } from '../../i18n/index.ts'
import { Button, ConfirmDialog, Field, Note, showToast, StateShape } from '../../ui/index.ts'
import { SecurityDialog } from '../security/index.ts'
import type { AccountProps } from './account-detail.tsx'
import { type KeyForm, useKeyForm } from './use-key-form.ts'

/** Where the keys are, and fields to set them: what was set is never shown again. */
export function KeySection(props: AccountProps) {
  const t = useWords('accounts')
  const { account } = props
  const form = useKeyForm(props)
  const submit = (event: FormEvent): void => {
    event.preventDefault()
    if (form.canSave) form.save()
  }
  return (
    <section className="accounts-section" aria-label={t('detail.keys')}>
      <h3>{t('detail.keys')}</h3>
      <VaultNote form={form} />
      <form className="accounts-keys" aria-label={t('detail.keys')} noValidate onSubmit={submit}>
        {account.secrets.map((secret) => (
          <KeyField key={secret.part} secret={secret} form={form} />
        ))}
        {form.fault !== undefined && (
          <p className="danger" role="alert">
            {form.fault.message}
          </p>
        )}
        <div className="accounts-buttons">
          <Button size="small" type="submit" tone="primary" disabled={!form.canSave} aria-busy={form.busy}>
            {t('keyForm.save')}
          </Button>
          <RemoveKeys {...props} />
        </div>
        <p className="quiet">{t('keyForm.hint')}</p>
      </form>
    </section>
  )
}

const SHAPES = { vault: 'good', environment: 'good', locked: 'warn', unreadable: 'warn', missing: 'unknown' } as const

function KeyField({ secret, form }: { readonly secret: AccountSecretView; readonly form: KeyForm }) {
  const t = useWords('accounts')
  const { part, source, variable } = secret
  return (
    <Field
      stacked
      secret
      className="mono-field"
      label={t(`parts.${part}`)}
      value={form.values[part] ?? ''}
      maxLength={10_000}
      help={
        <span className="accounts-state">
          <StateShape shape={SHAPES[source]} />
          {t(`sources.${source}`, { variable: variable ?? '' })}
        </span>
      }
      autoComplete="new-password"
      onValueChange={(value) => form.edit(part, value)}
    />
  )
}

/** Before somebody types a key that cannot be kept. */
function VaultNote({ form: { vault } }: { readonly form: KeyForm }) {
  const t = useWords('accounts')
  const [isOpen, setOpen] = useState(false)
  const text = vault?.locked ? t('keyForm.locked') : vault?.protection === 'none' ? t('keyForm.unprotected') : undefined
  return (
    <>
      {text !== undefined && (
        <Note
          kind="warn"
          title={text}
          action={
            <Button size="small" onClick={() => setOpen(true)}>
              {t('keyForm.vault')}
            </Button>
          }
        />
      )}
      <SecurityDialog open={isOpen} onOpenChange={setOpen} />
    </>
  )
}

function RemoveKeys({ account: { name, secrets }, onChanged }: AccountProps) {
  const t = useWords('accounts')
  const { calls } = useEngine()
  const connected = useConnection().kind === 'connected'
  const [isAsked, setAsked] = useState(false)
  const kept = secrets.filter(({ source }) => source !== 'missing' && source !== 'environment')
  const remove = async (): Promise<void> => {
    for (const { secretName } of kept) await readable(calls.secrets.remove({ name: secretName }))
    showToast({ kind: 'success', title: t('keyForm.removed', { name }) })
    onChanged()
  }
  return (
    <>
      <Button size="small" disabled={!connected || kept.length === 0} onClick={() => setAsked(true)}>
        {t('keyForm.remove')}
      </Button>
      <ConfirmDialog
        open={isAsked}
        onOpenChange={setAsked}
        title={t('keyForm.removeTitle', { name })}
        confirmLabel={t('keyForm.remove')}
        onConfirm={remove}
      >
        {t('keyForm.removeText')}
      </ConfirmDialog>
    </>
  )
}
