import type { IDockviewHeaderActionsProps } from 'dockview-react'
import { Ellipsis, Maximize2, Minimize2 } from 'lucide-react'
import { type RefObject, useCallback, useEffect, useRef, useState } from 'react'
import { useWords } from '../../i18n/index.ts'
import { IconButton, Menu } from '../../ui/index.ts'
import { toggleMaximised } from './dock-actions.ts'
import { useHeadPlaces } from './head-places.ts'
import { LinkButton } from './link-button.tsx'
import { usePanelMenu } from './panel-menu.ts'

/** After the tabs: the link colour of the panel in front, and room for its tools. */
export function GroupTools({ group, activePanel }: IDockviewHeaderActionsProps) {
  const tabs = useNamedTabs()
  return (
    <div className="group-tools" ref={tabs}>
      <LinkButton panel={activePanel} />
      <div className="group-place" ref={usePlace('tools', group.id)} />
    </div>
  )
}

/** At the end of the head: what the panel in front offers, and what can be done with the panel itself. */
export function GroupActions({ group, activePanel, containerApi }: IDockviewHeaderActionsProps) {
  const t = useWords('workspace')
  const entries = usePanelMenu(activePanel)
  const isMaximised = useMaximised(containerApi)
  const Icon = isMaximised ? Minimize2 : Maximize2
  const maximise = (): void => {
    activePanel?.api.setActive()
    toggleMaximised()
  }
  return (
    <div className="group-actions">
      <div className="group-place" ref={usePlace('actions', group.id)} />
      <span className="group-maximise" data-on={isMaximised}>
        <IconButton label={isMaximised ? t('menu.restore') : t('menu.maximise')} onClick={maximise}>
          <Icon size={12} aria-hidden="true" />
        </IconButton>
      </span>
      {entries.length > 0 && (
        <Menu
          label={t('menu.title')}
          align="end"
          trigger={
            <IconButton label={t('menu.title')}>
              <Ellipsis size={14} aria-hidden="true" />
            </IconButton>
          }
          entries={entries}
        />
      )}
    </div>
  )
}

/** Whether a group fills the workspace. */
function useMaximised(api: IDockviewHeaderActionsProps['containerApi']): boolean {
  const [isMaximised, setMaximised] = useState(() => api.hasMaximizedGroup())
  useEffect(() => {
    const subscription = api.onDidMaximizedGroupChange(() => setMaximised(api.hasMaximizedGroup()))
    return () => subscription.dispose()
  }, [api])
  return isMaximised
}

/** Gives the tabs beside the element a name: dockview gives them none. */
function useNamedTabs(): RefObject<HTMLDivElement | null> {
  const t = useWords('workspace')
  const element = useRef<HTMLDivElement>(null)
  useEffect(() => {
    const head = element.current?.closest('.dv-tabs-and-actions-container')
    head?.querySelector('[role="tablist"]')?.setAttribute('aria-label', t('tabs'))
  }, [t])
  return element
}

function usePlace(side: 'tools' | 'actions', groupId: string): (place: HTMLElement | null) => void {
  const set = useHeadPlaces((places) => places.set)
  return useCallback((place: HTMLElement | null) => set(side, groupId, place), [set, side, groupId])
}
