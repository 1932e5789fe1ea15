import { useWords } from '../../i18n/index.ts'
import { PANEL_KINDS } from '../../panels/index.ts'
import { Button, EmptyState, Menu } from '../../ui/index.ts'
import { addPanel } from './dock-handle.ts'
import { panelIcon } from './panel-icons.tsx'

/** Stands where a layout has no panel left. */
export function EmptyDock() {
  const t = useWords('workspace')
  const add = (
    <Menu
      label={t('empty.add')}
      trigger={<Button>{t('empty.add')}</Button>}
      entries={PANEL_KINDS.map((kind) => ({
        kind: 'action',
        id: kind,
        label: t(`panels.${kind}`),
        icon: panelIcon(kind),
        onSelect: () => addPanel(kind),
      }))}
    />
  )
  return (
    <div className="empty-dock">
      <EmptyState title={t('empty.title')} actions={add}>
        {t('empty.text')}
      </EmptyState>
    </div>
  )
}
