import { type FormEvent, useState } from 'react'
import { useWords } from '../../i18n/index.ts'
import { Button, Field, showToast } from '../../ui/index.ts'
import { useVaultCall } from './use-vault-call.ts'

/** Takes the passphrase that opens the secrets until the engine stops. */
export function UnlockForm() {
  const t = useWords('security')
  const [passphrase, setPassphrase] = useState('')
  const { busy, fault, forget, run } = useVaultCall()
  const submit = async (event: FormEvent): Promise<void> => {
    event.preventDefault()
    if (passphrase === '' || busy) return
    const done = await run((calls) => calls.secrets.unlock({ passphrase }))
    if (done) showToast({ kind: 'success', title: t('unlocked'), text: t('unlockedText') })
  }
  return (
    <form className="security-form security-unlock" onSubmit={(event) => void submit(event)}>
      <Field
        label={t('passphrase')}
        stacked
        secret
        autoFocus
        autoComplete="current-password"
        value={passphrase}
        fault={fault?.message}
        onValueChange={(next) => {
          setPassphrase(next)
          forget()
        }}
      />
      <Button type="submit" tone="primary" disabled={passphrase === '' || busy}>
        {t('unlock')}
      </Button>
    </form>
  )
}
