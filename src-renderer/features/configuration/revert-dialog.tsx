import { useMemo } from 'react'
import type { ConfigVersionView, ConfigView } from '../../../src-contract/index.ts'
import { describeFault, useConnection, useEngine } from '../../client/index.ts'
import { useWords, words } from '../../i18n/index.ts'
import { faultLine } from '../../schema-form/index.ts'
import { ConfirmDialog, showToast } from '../../ui/index.ts'
import { changedKeys } from './config-versions.ts'
import { DiffView } from './diff-view.tsx'
import { type JsonObject, sameJson } from './json-value.ts'
import { actsWhen, refusalOf } from './use-save.ts'

export interface RevertDialogProps {
  /** Undefined while none is asked about. */
  readonly version: ConfigVersionView | undefined
  readonly former: JsonObject | undefined
  readonly view: ConfigView
  readonly restartKeys: readonly string[]
  readonly onClose: () => void
  readonly onReverted: () => void
}

/** Shows what going back would change, before it does. */
export function RevertDialog({ version, former, view, restartKeys, onClose, onReverted }: RevertDialogProps) {
  const t = useWords('configuration')
  const { calls } = useEngine()
  const connected = useConnection().kind === 'connected'
  const number = version?.version ?? 0
  const late = useMemo(
    () => (former === undefined ? [] : changedKeys(view.value, former, restartKeys)),
    [former, view.value, restartKeys],
  )
  const revert = async (): Promise<void> => {
    try {
      const change = await calls.config.revert({ version: number, expectedVersion: view.version })
      showToast({ kind: 'success', title: t('revert.done', { version: change.version }), text: actsWhen(change) })
      onReverted()
    } catch (error) {
      throw new Error(refusalText(error, view.version), { cause: error })
    }
  }
  return (
    <ConfirmDialog
      open={version !== undefined}
      onOpenChange={(open) => !open && onClose()}
      title={t('revert.title', { version: number })}
      facts={[
        {
          label: t('revert.acts'),
          value: late.length === 0 ? t('revert.now') : t('revert.late', { keys: late.join(', ') }),
        },
      ]}
      confirmLabel={t('revert.confirm')}
      confirmTone="primary"
      blocked={blockOf({ connected, former, view }, t)}
      onConfirm={revert}
    >
      <p>{t('revert.text')}</p>
      {former === undefined ? (
        <p className="quiet">{t('revert.unknown')}</p>
      ) : (
        <DiffView label={t('revert.diff')} before={view.value} after={former} />
      )}
    </ConfirmDialog>
  )
}

interface RevertState extends Pick<RevertDialogProps, 'former' | 'view'> {
  readonly connected: boolean
}

function blockOf({ connected, former, view }: RevertState, t: ReturnType<typeof useWords<'configuration'>>) {
  if (!connected) return t('noConnection')
  if (view.fileFaults.length > 0) return t('draft.mendFile')
  return former !== undefined && sameJson(former, view.value) ? t('revert.nothing') : undefined
}

/** Why the engine did not go back, with every fault where it names them. */
function refusalText(error: unknown, version: number): string {
  const refusal = refusalOf(describeFault(error), version)
  switch (refusal.kind) {
    case 'conflict':
      return words('configuration')('revert.conflict')
    case 'faults':
      return refusal.faults.map(faultLine).join('. ')
    default:
      return refusal.message
  }
}
