import { DockviewReact, type DockviewApi, type DockviewReadyEvent } from 'dockview-react'
import 'dockview-react/dist/styles/dockview.css'
import { type RefObject, useCallback, useEffect, useMemo, useRef, useState } from 'react'
import { windowTimers } from '../../client/index.ts'
import { useWords } from '../../i18n/index.ts'
import { showToast } from '../../ui/index.ts'
import { setDock } from './dock-handle.ts'
import { DockKeeper } from './dock-keeper.ts'
import { EmptyDock } from './empty-dock.tsx'
import { GroupActions, GroupTools } from './group-head.tsx'
import { useLayoutName, useLayouts, useLayoutsState } from './layouts-context.ts'
import { PanelHost } from './panel-host.tsx'
import { PanelTab } from './panel-tab.tsx'
import { useToastPlace } from './use-toast-place.ts'
import './workspace.css'

const COMPONENTS = { panel: PanelHost }
const THEME = { name: 'wheelhouse', className: 'dockview-theme-wheelhouse', gap: 2 }

/** The panels of the open layout in their places. */
export function Workspace() {
  const t = useWords('workspace')
  const frame = useRef<HTMLElement>(null)
  const { loaded } = useLayoutsState()
  return (
    <main className="workspace" ref={frame} aria-label={t('workspace')} aria-busy={!loaded}>
      {loaded && <Dock frame={frame} />}
    </main>
  )
}

function Dock({ frame }: { readonly frame: RefObject<HTMLElement | null> }) {
  const [api, setApi] = useState<DockviewApi>()
  const handleReady = useCallback((event: DockviewReadyEvent) => {
    setDock(event.api)
    setApi(event.api)
  }, [])
  useEffect(() => () => setDock(undefined), [])
  useDockKeeper(api, frame)
  useToastPlace(api)
  return (
    <DockviewReact
      components={COMPONENTS}
      defaultTabComponent={PanelTab}
      leftHeaderActionsComponent={GroupTools}
      rightHeaderActionsComponent={GroupActions}
      watermarkComponent={EmptyDock}
      messages={useMessages()}
      theme={THEME}
      disableFloatingGroups
      onReady={handleReady}
    />
  )
}

/** Shows the open layout in the dock, and has what the user changes in it kept. */
function useDockKeeper(api: DockviewApi | undefined, frame: RefObject<HTMLElement | null>): void {
  const layouts = useLayouts()
  const { revision } = useLayoutsState()
  const keeper = useRef<DockKeeper>(undefined)
  const handleUnreadable = useUnreadable()
  useEffect(() => {
    const place = frame.current
    if (api === undefined || place === null) return undefined
    const created = new DockKeeper({
      api,
      timers: windowTimers,
      size: () => ({ width: place.clientWidth, height: place.clientHeight }),
      onShow: (arrangement) => layouts.handleShown(arrangement),
      onChange: (arrangement) => layouts.keep(arrangement),
      onUnreadable: handleUnreadable,
    })
    keeper.current = created
    const watch = new ResizeObserver(() => created.handleResize())
    watch.observe(place)
    return () => {
      watch.disconnect()
      created.dispose()
    }
  }, [api, frame, layouts, handleUnreadable])
  useEffect(() => {
    const layout = layouts.active()
    if (revision > 0 && api !== undefined && layout !== undefined) keeper.current?.show(layout)
  }, [api, layouts, revision])
}

function useUnreadable(): () => void {
  const layouts = useLayouts()
  const nameOf = useLayoutName()
  const t = useWords('workspace')
  const latest = useRef<() => void>(undefined)
  useEffect(() => {
    latest.current = () => {
      const layout = layouts.active()
      const name = layout === undefined ? '' : nameOf(layout)
      showToast({ kind: 'warn', title: t('layouts.unreadable', { name }), text: t('layouts.unreadableText') })
    }
  })
  return useCallback(() => latest.current?.(), [])
}

/** What dockview says to a screen reader, in the language of the window. */
function useMessages() {
  const t = useWords('workspace')
  return useMemo(
    () => ({
      panelOpened: (panel: string) => t('announce.opened', { panel }),
      panelClosed: (panel: string) => t('announce.closed', { panel }),
      groupMaximized: (panel: string) => t('announce.maximised', { panel }),
      groupRestored: (panel: string) => t('announce.restored', { panel }),
      groupDocked: (panel: string) => t('announce.docked', { panel }),
    }),
    [t],
  )
}
