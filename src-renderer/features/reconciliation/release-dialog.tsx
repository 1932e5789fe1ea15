import { useState } from 'react'
import type { ReconciliationView } from '../../../src-contract/index.ts'
import { readable, useAccount, useConnection, useEngine, useInstruments } from '../../client/index.ts'
import { useWords } from '../../i18n/index.ts'
import { ConfirmDialog, EnvironmentBadge, Field, showToast } from '../../ui/index.ts'
import { SessionAge } from '../tables/index.ts'
import type { Quarantined } from './quarantine-table.tsx'
import { symbolOf } from './subject-text.ts'

export interface ReleaseDialogProps {
  readonly quarantined: Quarantined
  readonly view: ReconciliationView
  readonly onDone: () => void
}

/** Asks before entries are allowed again: why they were not, and what still differs. */
export function ReleaseDialog({ quarantined: { instrumentId, quarantine }, view, onDone }: ReleaseDialogProps) {
  const t = useWords('reconciliation')
  const { calls } = useEngine()
  const environment = useAccount((account) => account.environment)
  const connected = useConnection().kind === 'connected'
  const symbol = symbolOf(instrumentId, useInstruments().byId)
  const [reason, setReason] = useState('')
  const count = view.differences.filter((each) => each.state === 'open' && each.instrumentId === instrumentId).length
  const release = async (): Promise<void> => {
    await readable(calls.reconciliation.release({ instrumentId, reason: reason.trim() }))
    showToast({ kind: 'success', title: t('release.done', { symbol }) })
  }
  return (
    <ConfirmDialog
      open
      onOpenChange={(open) => !open && onDone()}
      title={t('release.title', { symbol })}
      badge={environment === undefined ? undefined : <EnvironmentBadge environment={environment} big />}
      live={environment === 'live'}
      facts={[
        { label: t('release.since'), value: <SessionAge sinceMs={quarantine.sinceMs} /> },
        { label: t('release.differences'), value: count === 0 ? t('release.none') : t('release.open', { count }) },
      ]}
      confirmLabel={t('release.confirm')}
      safeLabel={t('release.keep')}
      blocked={blockedBy({ connected, reason }, t)}
      onConfirm={release}
    >
      <p>{t('release.text')}</p>
      <p className="reconciliation-cause">
        {t('release.because')}: {quarantine.reason}
      </p>
      <div className="reconciliation-questions">
        <Field
          stacked
          label={t('resolve.reason')}
          help={t('resolve.reasonHelp')}
          value={reason}
          maxLength={500}
          onValueChange={setReason}
        />
      </div>
    </ConfirmDialog>
  )
}

function blockedBy(
  { connected, reason }: { readonly connected: boolean; readonly reason: string },
  t: ReturnType<typeof useWords<'reconciliation'>>,
): string | undefined {
  if (!connected) return t('resolve.noConnection')
  return reason.trim() === '' ? t('resolve.reasonMissing') : undefined
}
