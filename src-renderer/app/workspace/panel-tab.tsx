import type { IDockviewPanel, IDockviewPanelHeaderProps } from 'dockview-react'
import { X } from 'lucide-react'
import { type RefObject, useEffect, useRef, useState } from 'react'
import { type AnchorPoint, anchorAt, Menu } from '../../ui/index.ts'
import { useWords } from '../../i18n/index.ts'
import type { PanelKind } from '../../panels/index.ts'
import { usePanelCount } from './panel-count.ts'
import { usePanelMenu } from './panel-menu.ts'
import { useGivenState, usePanelName } from './use-panel-state.ts'

/**
 * Tab of a panel: its name and how much is in it. Nothing in it takes the focus, as dockview's tab around it does:
 * Delete closes it, the menu key opens its menu; the cross and the middle button are for the pointer.
 */
export function PanelTab({ api, containerApi, params }: IDockviewPanelHeaderProps) {
  const state = useGivenState(params)
  if (state === undefined) return null
  return <KnownTab api={api} containerApi={containerApi} kind={state.kind} />
}

type KnownTabProps = Pick<IDockviewPanelHeaderProps, 'api' | 'containerApi'> & { readonly kind: PanelKind }

function KnownTab({ api, containerApi, kind }: KnownTabProps) {
  const element = useRef<HTMLDivElement>(null)
  const name = usePanelName()(kind, api.id)
  const count = usePanelCount(kind)
  const [anchor, setAnchor] = useContextAnchor(element)
  useTitle(api, element, { name, label: count === undefined ? name : `${name} ${count}` })
  return (
    <div className="dock-tab" ref={element} onAuxClick={(event) => event.button === 1 && api.close()}>
      <span className="dock-tab-name">{name}</span>
      {count !== undefined && <span className="tab-count"> {count}</span>}
      <span
        className="dock-tab-close"
        aria-hidden="true"
        onPointerDown={(event) => event.stopPropagation()}
        onClick={() => api.close()}
      >
        <X size={12} />
      </span>
      {anchor !== null && (
        <TabMenu panel={containerApi.getPanel(api.id)} anchor={anchor} onClose={() => setAnchor(null)} />
      )}
    </div>
  )
}

interface TabMenuProps {
  readonly panel: IDockviewPanel | undefined
  readonly anchor: AnchorPoint
  readonly onClose: () => void
}

/** There only while it is open: its many entries are not made for every count of the tab. */
function TabMenu({ panel, anchor, onClose }: TabMenuProps) {
  const t = useWords('workspace')
  const entries = usePanelMenu(panel)
  return (
    <Menu label={t('menu.title')} anchor={anchor} open onOpenChange={(open) => !open && onClose()} entries={entries} />
  )
}

interface TabNames {
  readonly name: string
  /** The name with how much is in the panel. */
  readonly label: string
}

/**
 * The title is what dockview says of the panel; the tab is read out as it looks. A dock that is built anew, and a panel
 * that moves, make another tab and forget both.
 */
function useTitle(
  api: IDockviewPanelHeaderProps['api'],
  element: RefObject<HTMLElement | null>,
  { name, label }: TabNames,
): void {
  useEffect(() => {
    const tell = (): void => {
      api.setTitle(name)
      element.current?.closest('[role="tab"]')?.setAttribute('aria-label', label)
    }
    tell()
    // The panel is told of its group before it has its tab there.
    const subscriptions = [api.onDidTitleChange(tell), api.onDidGroupChange(() => queueMicrotask(tell))]
    return () => {
      for (const subscription of subscriptions) subscription.dispose()
    }
  }, [api, element, name, label])
}

/** Where the menu of the tab was asked for, by the right button or by the menu key. */
function useContextAnchor(element: RefObject<HTMLElement | null>) {
  const [anchor, setAnchor] = useState<AnchorPoint | null>(null)
  useEffect(() => {
    const tab = element.current?.closest<HTMLElement>('.dv-tab')
    const handleContextMenu = (event: MouseEvent): void => {
      event.preventDefault()
      setAnchor(anchorAt(event.clientX, event.clientY))
    }
    tab?.addEventListener('contextmenu', handleContextMenu)
    return () => tab?.removeEventListener('contextmenu', handleContextMenu)
  }, [element])
  return [anchor, setAnchor] as const
}
