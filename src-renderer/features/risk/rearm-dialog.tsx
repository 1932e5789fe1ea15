import type { GuardView } from '../../../src-contract/index.ts'
import { readable, useAccount, useConnection, useEngine } from '../../client/index.ts'
import { useWords } from '../../i18n/index.ts'
import { ConfirmDialog, EnvironmentBadge, NOT_APPLICABLE, showToast } from '../../ui/index.ts'
import { SessionAge } from '../tables/index.ts'
import { riskValueWithUnit } from './risk-rows.ts'

export interface RearmDialogProps {
  /** As it was when it was asked about. */
  readonly guard: GuardView
  /** As the engine tells it now; undefined once it is not configured any more. */
  readonly current: GuardView | undefined
  /** What it watches, in words. */
  readonly target: string
  readonly onDone: () => void
}

/** Asks before a guard lets through again what it holds back, with its value as it is now. */
export function RearmDialog({ guard, current, target, onDone }: RearmDialogProps) {
  const t = useWords('risk')
  const { calls } = useEngine()
  const connected = useConnection().kind === 'connected'
  const environment = useAccount((account) => account.environment)
  const { guardId, label, unit, action } = guard
  const { measured, limit, message, sinceMs } = current ?? guard
  const rearm = async (): Promise<void> => {
    await readable(calls.risk.rearm({ guardId, target: guard.target }))
    showToast({ kind: 'success', title: t('rearm.done', { rule: label }) })
  }
  return (
    <ConfirmDialog
      open
      onOpenChange={(open) => !open && onDone()}
      title={t('rearm.title', { rule: label })}
      badge={environment === undefined ? undefined : <EnvironmentBadge environment={environment} big />}
      live={environment === 'live'}
      facts={[
        { label: t('rearm.watches'), value: target },
        { label: t('rearm.since'), value: sinceMs === null ? NOT_APPLICABLE : <SessionAge sinceMs={sinceMs} /> },
        { label: t('rearm.now'), value: riskValueWithUnit(measured, unit) },
        { label: t('rearm.limit'), value: riskValueWithUnit(limit, unit) },
        { label: t('rearm.holds'), value: t(`actionsLong.${action}`) },
      ]}
      confirmLabel={t('rearm.confirm')}
      safeLabel={t('rearm.keep')}
      blocked={connected ? (current?.rearmable === true ? undefined : t('rearm.gone')) : t('rearm.noConnection')}
      onConfirm={rearm}
    >
      <p>{message}</p>
      <p>{t('rearm.text')}</p>
      {measured >= limit && <p className="warn">{t('rearm.stillOver')}</p>}
    </ConfirmDialog>
  )
}
