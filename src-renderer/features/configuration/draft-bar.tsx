import { useMemo } from 'react'
import { useWords } from '../../i18n/index.ts'
import { Button } from '../../ui/index.ts'
import { withChanges } from './config-draft.ts'
import { DiffView } from './diff-view.tsx'
import { ChangeLine } from './draft-change.tsx'
import { DraftState } from './draft-state.tsx'
import type { Configuration } from './use-configuration.ts'

/** What saving would change, whether it can be, and the buttons; only while there is something to save. */
export function DraftBar({ configuration }: { readonly configuration: Configuration }) {
  const t = useWords('configuration')
  const { view, changes, canSave, discard, refusal, reload } = configuration
  const after = useMemo(() => withChanges(view.value, changes), [view.value, changes])
  if (changes.length === 0) return null
  return (
    <footer className="draft-bar" aria-label={t('draft.label')}>
      <ul className="draft-changes" aria-label={t('draft.changes')}>
        {changes.map((change) => (
          <ChangeLine key={change.field.id} change={change} configuration={configuration} />
        ))}
      </ul>
      <DiffView label={t('draft.diff')} before={view.value} after={after} />
      <div className="draft-actions">
        <DraftState configuration={configuration} />
        {refusal?.kind === 'conflict' && refusal.version === view.version && (
          <Button onClick={reload}>{t('draft.reload')}</Button>
        )}
        <Button onClick={discard}>{t('draft.discard')}</Button>
        <Button type="submit" tone="primary" disabled={!canSave}>
          {t('draft.save', { count: changes.length })}
        </Button>
      </div>
    </footer>
  )
}
