import { useState } from 'react'
import type {
  DifferenceView,
  ResolutionAction,
  ResolutionDraftInput,
  ResolutionPreview,
} from '../../../src-contract/index.ts'
import {
  type Answer,
  type EngineCalls,
  readable,
  useAccount,
  useAnswer,
  useConnection,
  useEngine,
  useInstruments,
} from '../../client/index.ts'
import { useWords } from '../../i18n/index.ts'
import { UNASSIGNED_OWNER, useOwnerOptions } from '../../trading/index.ts'
import { ConfirmDialog, type DialogFact, EnvironmentBadge, Field, SelectField, showToast } from '../../ui/index.ts'
import { resolveDifference } from './resolve-command.ts'
import { asksOwner, draftOf, obstacleOf } from './resolve-draft.ts'
import { previewFacts } from './preview-facts.ts'
import { PreviewSteps } from './preview-steps.tsx'
import { subjectText } from './subject-text.ts'

export interface ResolveDialogProps {
  /** As it was when it was asked about. */
  readonly difference: DifferenceView
  /** As the engine tells it now; undefined once it is gone. */
  readonly current: DifferenceView | undefined
  readonly action: ResolutionAction
  readonly onDone: () => void
}

const askPreview = async ({ reconciliation }: EngineCalls, draft: ResolutionDraftInput): Promise<ResolutionPreview> =>
  reconciliation.preview(draft)

/** Says every step and what stands afterwards, asks for a reason, and only then does it. */
export function ResolveDialog({ difference, current, action, onDone }: ResolveDialogProps) {
  const t = useWords('reconciliation')
  const environment = useAccount((account) => account.environment)
  const form = useResolveForm({ difference, current, action })
  const { subject, preview, obstacle, submit } = form
  return (
    <ConfirmDialog
      open
      onOpenChange={(open) => !open && onDone()}
      title={t(`resolve.title.${action}`, { subject })}
      subtitle={t(`kinds.${difference.kind}`)}
      badge={environment === undefined ? undefined : <EnvironmentBadge environment={environment} big />}
      live={environment === 'live'}
      facts={useFacts(difference, preview)}
      confirmTone={action === 'cancel' ? 'danger' : 'primary'}
      confirmLabel={t(`resolve.confirm.${action}`)}
      safeLabel={t('resolve.keep')}
      blocked={obstacle}
      onConfirm={submit}
    >
      <p>{t(`resolve.text.${action}`)}</p>
      <p className="reconciliation-cause">{difference.cause}</p>
      <PreviewSteps title={t('resolve.steps')} preview={preview} />
      <Questions form={form} asksOwner={asksOwner({ difference, action })} />
    </ConfirmDialog>
  )
}

function useFacts(difference: DifferenceView, preview: Answer<ResolutionPreview>): readonly DialogFact[] {
  const t = useWords('reconciliation')
  const instrument = useInstruments().byId.get(difference.instrumentId ?? '')
  const sides = [
    { label: t('resolve.ledger'), value: difference.ledger },
    { label: t('resolve.venue'), value: difference.venue },
  ]
  if (preview.kind !== 'known') return sides
  const labels = {
    position: t('resolve.positionAfter'),
    average: t('resolve.averageAfter'),
    cash: t('resolve.cashAfter'),
    stays: t('resolve.stays'),
  }
  return [...sides, ...previewFacts(preview.view, instrument, labels)]
}

type ResolveForm = ReturnType<typeof useResolveForm>

function useResolveForm({ difference, current, action }: Omit<ResolveDialogProps, 'onDone'>) {
  const t = useWords('reconciliation')
  const { calls } = useEngine()
  const connected = useConnection().kind === 'connected'
  const subject = subjectText(difference, useInstruments().byId)
  const [owner, setOwner] = useState(UNASSIGNED_OWNER)
  const [reason, setReason] = useState('')
  const choice = { difference, action, owner, reason }
  const preview = useAnswer({ ...draftOf(choice), reason: '' }, askPreview)
  const obstacle = obstacleOf({ connected, current, action, previewKnown: preview.kind === 'known', reason })
  const submit = async (): Promise<void> => {
    await readable(resolveDifference(calls, { ...draftOf(choice), reason: reason.trim() }))
    showToast({ kind: 'success', title: t(`resolve.done.${action}`, { subject }) })
  }
  return {
    subject,
    owner,
    setOwner,
    reason,
    setReason,
    preview,
    submit,
    // A preview that failed says so among the steps.
    obstacle:
      obstacle === 'asking' && preview.kind === 'failed'
        ? t('resolve.failed', { message: preview.message })
        : obstacle && t(`resolve.${obstacle}`),
  }
}

function Questions({ form, asksOwner: withOwner }: { readonly form: ResolveForm; readonly asksOwner: boolean }) {
  const t = useWords('reconciliation')
  const trading = useWords('trading')
  const owners = useOwnerOptions()
  return (
    <div className="reconciliation-questions">
      {withOwner && (
        <SelectField
          stacked
          label={t('resolve.owner')}
          value={form.owner}
          options={[{ value: UNASSIGNED_OWNER, label: trading('unassigned') }, ...owners]}
          onValueChange={form.setOwner}
        />
      )}
      <Field
        stacked
        label={t('resolve.reason')}
        help={t('resolve.reasonHelp')}
        value={form.reason}
        maxLength={500}
        onValueChange={form.setReason}
      />
    </div>
  )
}
