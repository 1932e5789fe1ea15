import type { FormEvent } from 'react'
import type { AccountAtVenueView } from '../../../src-contract/index.ts'
import { useWords } from '../../i18n/index.ts'
import { faultLine } from '../../schema-form/index.ts'
import { Button, EnvironmentBadge, ErrorState, Modal, Note } from '../../ui/index.ts'
import { useConfigView } from '../configuration/index.ts'
import { AccountFields } from './account-fields.tsx'
import { type AccountForm, type AccountFormOptions, useAccountForm } from './use-account-form.ts'
import { useVenues } from './use-accounts.ts'

export interface AccountDialogProps {
  /** Undefined for a new one. */
  readonly account: AccountAtVenueView | undefined
  /** Names that a new one cannot have. */
  readonly taken: readonly string[]
  readonly onDone: () => void
}

/** How an account is reached: venue, environment, addresses, proxy. Its keys are set beside its line. */
export function AccountDialog({ account, taken, onDone }: AccountDialogProps) {
  const t = useWords('accounts')
  const { value: view, fault: viewFault, refresh } = useConfigView()
  const { value: venues, fault: venueFault } = useVenues()
  const title = account === undefined ? t('form.add') : t('form.edit', { name: account.name })
  const fault = viewFault ?? venueFault
  if (view !== undefined && venues !== undefined) {
    const options = { name: account?.name, taken, view, venues, onSaved: onDone }
    return <Editor title={title} options={options} onDone={onDone} />
  }
  return (
    <Modal open onOpenChange={(open) => !open && onDone()} title={title}>
      {fault !== undefined && (
        <ErrorState title={t('refused')} actions={<Button onClick={refresh}>{t('tryAgain')}</Button>}>
          {fault}
        </ErrorState>
      )}
    </Modal>
  )
}

interface EditorProps {
  readonly title: string
  readonly options: AccountFormOptions
  readonly onDone: () => void
}

const FORM_ID = 'account-settings'

function Editor({ title, options, onDone }: EditorProps) {
  const t = useWords('accounts')
  const form = useAccountForm(options)
  const { draft, canSave, save } = form
  const submit = (event: FormEvent): void => {
    event.preventDefault()
    if (canSave) save()
  }
  return (
    <Modal
      open
      onOpenChange={(open) => !open && onDone()}
      className="accounts-dialog"
      title={title}
      badge={<EnvironmentBadge environment={draft.environment} big />}
      actions={
        <>
          <Button size="large" onClick={onDone}>
            {t('form.cancel')}
          </Button>
          <Button size="large" tone="primary" type="submit" form={FORM_ID} disabled={!canSave}>
            {t('form.save')}
          </Button>
        </>
      }
    >
      <form id={FORM_ID} className="accounts-form" aria-label={title} noValidate onSubmit={submit}>
        <Fault form={form} />
        <AccountFields form={form} venues={options.venues} />
        <p className="quiet">{t('form.acts')}</p>
      </form>
    </Modal>
  )
}

/** What keeps the draft from being saved, apart from what stands at its fields. */
function Fault({ form: { refusal, faults } }: { readonly form: AccountForm }) {
  const t = useWords('accounts')
  if (refusal?.kind === 'conflict') return <Note kind="danger" title={t('form.conflict')} />
  const text = refusal?.kind === 'other' ? refusal.message : faults.general.map(faultLine).join('. ')
  return text === '' ? null : <Note kind="danger" title={text} />
}
