import { DockviewReact, type DockviewReadyEvent } from 'dockview-react'
import 'dockview-react/dist/styles/dockview.css'
import { useCallback, useEffect, useRef } from 'react'
import { BUILT_IN } from './built-in-layouts.ts'
import { setDock } from './dock-handle.ts'
import { dockOf } from './dock-tree.ts'
import { GroupActions, GroupTools } from './group-head.tsx'
import { PanelHost } from './panel-host.tsx'
import { PanelTab } from './panel-tab.tsx'
import './workspace.css'

const COMPONENTS = { panel: PanelHost }
const THEME = { name: 'wheelhouse', className: 'dockview-theme-wheelhouse', gap: 2 }

/** The panels of the window in their places. */
export function Workspace() {
  const frame = useRef<HTMLDivElement>(null)
  useEffect(() => () => setDock(undefined), [])
  const handleReady = useCallback(({ api }: DockviewReadyEvent) => {
    setDock(api)
    const { clientWidth: width = 0, clientHeight: height = 0 } = frame.current ?? {}
    api.fromJSON(dockOf(BUILT_IN.trade({ width, height }), { width, height }))
  }, [])
  return (
    <div className="workspace" ref={frame}>
      <DockviewReact
        components={COMPONENTS}
        defaultTabComponent={PanelTab}
        leftHeaderActionsComponent={GroupTools}
        rightHeaderActionsComponent={GroupActions}
        theme={THEME}
        disableFloatingGroups
        onReady={handleReady}
      />
    </div>
  )
}
