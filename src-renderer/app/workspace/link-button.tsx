import type { IDockviewPanel } from 'dockview-react'
import { useWords } from '../../i18n/index.ts'
import { Menu } from '../../ui/index.ts'
import { linkIcon } from './panel-icons.tsx'
import { linkEntries } from './panel-menu.ts'
import { usePanelState } from './use-panel-state.ts'

/** The link colour of the panel in front, and the way to change it; nothing for a panel without instrument. */
export function LinkButton({ panel }: { readonly panel: IDockviewPanel | undefined }) {
  const t = useWords('workspace')
  const link = usePanelState(panel)?.link ?? null
  if (panel === undefined || link === null) return null
  return (
    <Menu
      label={t('link.title')}
      trigger={
        <button
          type="button"
          className="plain-button link-button"
          aria-label={t('link.button', { colour: t(`link.${link}`) })}
          title={t('link.hint')}
        >
          {linkIcon(link)}
        </button>
      }
      entries={linkEntries(panel, link, t)}
    />
  )
}
