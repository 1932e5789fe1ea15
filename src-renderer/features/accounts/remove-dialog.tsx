import type { AccountAtVenueView } from '../../../src-contract/index.ts'
import { readable, useEngine } from '../../client/index.ts'
import { useWords } from '../../i18n/index.ts'
import { ConfirmDialog, EnvironmentBadge, showToast } from '../../ui/index.ts'
import { removalPatch } from './account-draft.ts'

export interface RemoveDialogProps {
  readonly account: AccountAtVenueView
  readonly onDone: () => void
}

/** Asks before the settings of an account go. */
export function RemoveDialog({ account: { name, environment, inUse }, onDone }: RemoveDialogProps) {
  const t = useWords('accounts')
  const { calls } = useEngine()
  const remove = async (): Promise<void> => {
    await readable(calls.config.put({ patch: removalPatch(name) }))
    showToast({ kind: 'success', title: t('remove.done', { name }) })
  }
  return (
    <ConfirmDialog
      open
      onOpenChange={(open) => !open && onDone()}
      live={environment === 'live'}
      title={t('remove.title', { name })}
      badge={<EnvironmentBadge environment={environment} big />}
      confirmLabel={t('remove.confirm')}
      blocked={inUse ? t('remove.inUse') : undefined}
      onConfirm={remove}
    >
      {t('remove.text')}
    </ConfirmDialog>
  )
}
