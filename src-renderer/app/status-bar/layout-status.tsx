import { useWords } from '../../i18n/index.ts'
import { ensureNever } from '../../ui/index.ts'
import { useLayoutName, useLayouts, useLayoutsState } from '../workspace/layouts-context.ts'
import type { Saving } from '../workspace/layouts.ts'

/** Which layout is open, and whether what was changed in it is kept. */
export function LayoutStatus() {
  const t = useWords('workspace')
  const layouts = useLayouts()
  const { saving } = useLayoutsState()
  const nameOf = useLayoutName()
  const layout = layouts.active()
  const text = useSavingText(saving)
  if (layout === undefined) return null
  const isTrouble = saving.kind === 'failed' || saving.kind === 'refused'
  return (
    <span className="status-item status-layout" title={text}>
      <span>{t('statusBar.layout')}</span>
      <b>{nameOf(layout)}</b>
      <span className={isTrouble ? 'warn status-reason' : ''}>· {text}</span>
    </span>
  )
}

function useSavingText(saving: Saving): string {
  const t = useWords('workspace')
  switch (saving.kind) {
    case 'saved':
      return t('statusBar.saved')
    case 'waiting':
      return t('statusBar.saving')
    case 'failed':
      return t('statusBar.notSaved', { reason: saving.reason })
    case 'refused':
      return t('statusBar.refused')
    default:
      return ensureNever(saving, 'way of saving')
  }
}
