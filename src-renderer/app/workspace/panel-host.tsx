import type { DockviewPanelApi, IDockviewPanelProps } from 'dockview-react'
import { useCallback, useEffect, useMemo, useState } from 'react'
import {
  type LinkColour,
  type PanelFrame,
  PanelFrameProvider,
  type PanelParams,
  useLinkGroups,
} from '../../panels/index.ts'
import type { PanelState } from './arrangement.ts'
import { panelState } from './dock-handle.ts'
import { useHeadPlaces } from './head-places.ts'
import { PANELS } from './panel-registry.tsx'

/** One panel of the dock: gives its content the frame around it. */
export function PanelHost({ api, params }: IDockviewPanelProps) {
  const state = panelState(params)
  return state === undefined ? null : <KnownPanel api={api} state={state} />
}

function KnownPanel({ api, state }: { readonly api: DockviewPanelApi; readonly state: PanelState }) {
  const frame = usePanelFrame(api, state)
  const Content = PANELS[state.kind].component
  const activate = useLinkGroups((groups) => groups.activate)
  const { link } = state
  return (
    <PanelFrameProvider frame={frame}>
      <section
        className="panel-host"
        data-panel={state.kind}
        aria-label={api.title ?? state.kind}
        onFocus={() => link !== null && activate(link)}
        onPointerDown={() => link !== null && activate(link)}
      >
        <Content />
      </section>
    </PanelFrameProvider>
  )
}

function usePanelFrame(api: DockviewPanelApi, state: PanelState): PanelFrame {
  const { visible, groupId } = useDockPlace(api)
  const headTools = useHeadPlaces(({ tools }) => tools[groupId] ?? null)
  const headActions = useHeadPlaces(({ actions }) => actions[groupId] ?? null)
  const setParams = useCallback(
    (patch: PanelParams) => {
      const { settings, ...rest } = panelState(api.getParameters()) ?? state
      api.updateParameters({ ...rest, settings: { ...settings, ...patch } })
    },
    [api, state],
  )
  const setLink = useCallback(
    (link: LinkColour) => api.updateParameters({ ...(panelState(api.getParameters()) ?? state), link }),
    [api, state],
  )
  const { kind, link, settings } = state
  return useMemo(
    () => ({
      panelId: api.id,
      kind,
      params: settings,
      setParams,
      link,
      setLink,
      visible,
      headTools: visible ? headTools : null,
      headActions: visible ? headActions : null,
    }),
    [api.id, kind, settings, setParams, link, setLink, visible, headTools, headActions],
  )
}

/** Whether the panel is in front of its group, and which group that is. */
function useDockPlace(api: DockviewPanelApi): { readonly visible: boolean; readonly groupId: string } {
  const [place, setPlace] = useState({ visible: api.isVisible, groupId: api.group.id })
  useEffect(() => {
    const read = (): void => setPlace({ visible: api.isVisible, groupId: api.group.id })
    const subscriptions = [api.onDidVisibilityChange(read), api.onDidGroupChange(read)]
    read()
    return () => {
      for (const subscription of subscriptions) subscription.dispose()
    }
  }, [api])
  return place
}
