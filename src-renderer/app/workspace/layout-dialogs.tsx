import { type ReactNode, useState } from 'react'
import { BUILT_IN_LAYOUTS, type BuiltInLayout, LayoutName } from '../../../src-contract/index.ts'
import { describeFault } from '../../client/index.ts'
import { useWords } from '../../i18n/index.ts'
import { Button, ConfirmDialog, Field, Modal, SelectField } from '../../ui/index.ts'
import { useDialogState, useOpenDialog } from '../open-dialog.ts'
import { type Arrangement, untouched } from './arrangement.ts'
import { builtInOf } from './layout-names.ts'
import { useLayoutName, useLayouts, useLayoutsState } from './layouts-context.ts'

/** Dialogs about the named layouts; which of them is open, and about which layout, stands in `useOpenDialog`. */
export function LayoutDialogs() {
  const { layouts: list } = useLayoutsState()
  const about = useOpenDialog((dialog) => dialog.about)
  const layout = list.find(({ layoutId }) => layoutId === about)
  const nameOf = useLayoutName()
  const name = layout === undefined ? '' : nameOf(layout)
  return (
    <>
      <AddDialog />
      <DuplicateDialog name={name} />
      <RenameDialog layoutId={about} name={name} />
      <RemoveDialog layoutId={about} name={name} />
      <ResetDialog layoutId={about} name={name} />
    </>
  )
}

function AddDialog() {
  const t = useWords('workspace')
  const layouts = useLayouts()
  const state = useDialogState('addLayout')
  const [begins, setBegins] = useState<BuiltInLayout>('trade')
  return (
    <Modal {...state} title={t('layouts.addTitle')}>
      <NameForm
        name=""
        action={t('layouts.create')}
        onSubmit={async (name) => layouts.add(name, untouched(begins))}
        onDone={() => state.onOpenChange(false)}
      >
        <SelectField
          label={t('layouts.begins')}
          value={begins}
          options={BUILT_IN_LAYOUTS.map((value) => ({ value, label: t(`layouts.${value}`) }))}
          onValueChange={(value) => setBegins(builtInOf(value) ?? 'trade')}
        />
      </NameForm>
    </Modal>
  )
}

function DuplicateDialog({ name }: { readonly name: string }) {
  const t = useWords('workspace')
  const layouts = useLayouts()
  const state = useDialogState('duplicateLayout')
  const copy = (): Arrangement => layouts.shown ?? untouched('trade')
  return (
    <Modal {...state} title={t('layouts.duplicateTitle', { name })}>
      <NameForm
        name={t('layouts.copyOf', { name })}
        action={t('layouts.create')}
        onSubmit={async (newName) => layouts.add(newName, copy())}
        onDone={() => state.onOpenChange(false)}
      />
    </Modal>
  )
}

interface AboutLayoutProps {
  readonly layoutId: string
  readonly name: string
}

function RenameDialog({ layoutId, name }: AboutLayoutProps) {
  const t = useWords('workspace')
  const layouts = useLayouts()
  const state = useDialogState('renameLayout')
  return (
    <Modal {...state} title={t('layouts.renameTitle', { name })}>
      <NameForm
        name={name}
        action={t('layouts.save')}
        onSubmit={async (newName) => layouts.rename(layoutId, newName)}
        onDone={() => state.onOpenChange(false)}
      />
    </Modal>
  )
}

function RemoveDialog({ layoutId, name }: AboutLayoutProps) {
  const t = useWords('workspace')
  const layouts = useLayouts()
  return (
    <ConfirmDialog
      {...useDialogState('removeLayout')}
      title={t('layouts.removeTitle', { name })}
      confirmLabel={t('layouts.removeConfirm')}
      onConfirm={async () => layouts.remove(layoutId)}
    >
      {t('layouts.removeText')}
    </ConfirmDialog>
  )
}

function ResetDialog({ layoutId, name }: AboutLayoutProps) {
  const t = useWords('workspace')
  const layouts = useLayouts()
  return (
    <ConfirmDialog
      {...useDialogState('resetLayout')}
      title={t('layouts.resetTitle', { name })}
      confirmLabel={t('layouts.resetConfirm')}
      onConfirm={async () => layouts.reset(layoutId)}
    >
      {t('layouts.resetText')}
    </ConfirmDialog>
  )
}

interface NameFormProps {
  /** Stands in the field at the beginning. */
  readonly name: string
  readonly action: string
  readonly onSubmit: (name: string) => Promise<void>
  readonly onDone: () => void
  readonly children?: ReactNode
}

/** Asks for the name of a layout; what the engine has against it stands under the field. */
function NameForm({ name, action, onSubmit, onDone, children }: NameFormProps) {
  const t = useWords('workspace')
  const common = useWords('common')
  const [text, setText] = useState(name)
  const [fault, setFault] = useState<string>()
  const [busy, setBusy] = useState(false)
  const submit = async (): Promise<void> => {
    const { success, data } = LayoutName.safeParse(text)
    if (!success) return setFault(t('layouts.nameMissing'))
    setBusy(true)
    try {
      await onSubmit(data)
      onDone()
    } catch (error) {
      setFault(describeFault(error).message)
      setBusy(false)
    }
    return undefined
  }
  return (
    <form
      className="layout-form"
      onSubmit={(event) => {
        event.preventDefault()
        void submit()
      }}
    >
      <Field label={t('layouts.name')} value={text} onValueChange={setText} fault={fault} autoFocus />
      {children}
      <div className="layout-form-actions">
        <Button size="large" onClick={onDone}>
          {common('cancel')}
        </Button>
        <Button size="large" tone="primary" type="submit" disabled={busy}>
          {action}
        </Button>
      </div>
    </form>
  )
}
