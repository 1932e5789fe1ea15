import type { DockviewPanelApi, IDockviewPanelProps } from 'dockview-react'
import { useCallback, useEffect, useMemo, useState } from 'react'
import { type PanelFrame, PanelFrameProvider, type PanelParams, useLinkGroups } from '../../panels/index.ts'
import { useFormatSettings } from '../../ui/index.ts'
import type { PanelState } from './arrangement.ts'
import { updatePanel } from './dock-handle.ts'
import { useHeadPlaces } from './head-places.ts'
import { PanelBoundary } from './panel-boundary.tsx'
import { PANELS } from './panel-registry.tsx'
import { useGivenState, usePanelName } from './use-panel-state.ts'

/** One panel of the dock: gives its content the frame around it. */
export function PanelHost({ api, params }: IDockviewPanelProps) {
  const state = useGivenState(params)
  return state === undefined ? null : <KnownPanel api={api} state={state} />
}

function KnownPanel({ api, state }: { readonly api: DockviewPanelApi; readonly state: PanelState }) {
  const frame = usePanelFrame(api, state)
  const Content = PANELS[state.kind].component
  const activate = useLinkGroups((groups) => groups.activate)
  const name = usePanelName()(state.kind, api.id)
  // Built anew when numbers and times are written in another way, also in cells that write themselves.
  const { numbers, timeZone } = useFormatSettings()
  const { link } = state
  const handleUse = (): void => {
    if (link !== null) activate(link)
  }
  return (
    <PanelFrameProvider frame={frame}>
      <div
        className="panel-host"
        data-panel={state.kind}
        data-shown={frame.visible}
        tabIndex={-1}
        onFocus={handleUse}
        onPointerDown={handleUse}
      >
        <PanelBoundary name={name}>
          <Content key={`${numbers} ${timeZone}`} />
        </PanelBoundary>
      </div>
    </PanelFrameProvider>
  )
}

function usePanelFrame(api: DockviewPanelApi, state: PanelState): PanelFrame {
  const { visible, groupId } = useDockPlace(api)
  const headTools = useHeadPlaces(({ tools }) => tools[groupId] ?? null)
  const headActions = useHeadPlaces(({ actions }) => actions[groupId] ?? null)
  const { id } = api
  const setParams = useCallback((patch: PanelParams) => updatePanel(id, { settings: patch }), [id])
  const { kind, link, settings } = state
  return useMemo(
    () => ({
      panelId: id,
      kind,
      params: settings,
      setParams,
      link,
      visible,
      headTools: visible ? headTools : null,
      headActions: visible ? headActions : null,
    }),
    [id, kind, settings, setParams, link, visible, headTools, headActions],
  )
}

/** Which group the panel is in, and whether it is in sight: in front of that group, and no other one fills the workspace. */
function useDockPlace(api: DockviewPanelApi): { readonly visible: boolean; readonly groupId: string } {
  const [place, setPlace] = useState(() => placeOf(api))
  useEffect(() => {
    const read = (): void => setPlace(placeOf(api))
    let group = api.group.api.onDidVisibilityChange(read)
    const handleGroup = (): void => {
      group.dispose()
      group = api.group.api.onDidVisibilityChange(read)
      read()
    }
    const subscriptions = [api.onDidVisibilityChange(read), api.onDidGroupChange(handleGroup)]
    read()
    return () => {
      group.dispose()
      for (const subscription of subscriptions) subscription.dispose()
    }
  }, [api])
  return place
}

const placeOf = ({ isVisible, group }: DockviewPanelApi) => ({
  visible: isVisible && group.api.isVisible,
  groupId: group.id,
})
