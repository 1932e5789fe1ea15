import type { DockviewApi, DockviewGroupPanel, IDockviewPanel } from 'dockview-react'
import { words } from '../../i18n/index.ts'
import {
  LINKED_KINDS,
  type LinkColour,
  type PanelKind,
  type PanelParams,
  REPEATABLE_KINDS,
  setPanelOpener,
  useLinkGroups,
} from '../../panels/index.ts'
import { type PanelState, panelState } from './arrangement.ts'

/** The dock of the window, for whoever commands it: menu, palette, keys. Undefined while there is none. */
let current: DockviewApi | undefined
const panelListeners = new Set<() => void>()

export function setDock(dock: DockviewApi | undefined): void {
  current = dock
  setPanelOpener(dock === undefined ? undefined : openWith)
}

export function dock(): DockviewApi | undefined {
  return current
}

/** Calls back when something was changed inside a panel that is kept with the layout. @returns what ends it. */
export function onPanelChange(listener: () => void): () => void {
  panelListeners.add(listener)
  return () => panelListeners.delete(listener)
}

/** Changes what the workspace keeps of a panel: its link, or some of its settings. */
export function updatePanel(panelId: string, { link, settings }: Partial<Pick<PanelState, 'link' | 'settings'>>): void {
  const panel = current?.getPanel(panelId)
  const state = panelState(panel?.params)
  if (panel === undefined || state === undefined) return
  panel.api.updateParameters({
    ...state,
    link: link ?? state.link,
    settings: { ...state.settings, ...settings },
  })
  for (const listener of panelListeners) listener()
}

/** Brings a panel of the kind to the front, or adds one. @returns its id. */
export function showPanel(kind: PanelKind): string | undefined {
  const known = current?.panels.find(({ params }) => panelState(params)?.kind === kind)
  if (known === undefined) return addPanel(kind)
  bringToFront(known)
  return known.id
}

/** The same, with the focus on its tab. */
export function focusPanel(kind: PanelKind): void {
  const id = showPanel(kind)
  if (id !== undefined) focusTab(id)
}

/** The tab is there one frame after its panel. */
export function focusTab(panelId: string): void {
  requestAnimationFrame(() => tabOf(panelId)?.focus())
}

/** The same, with some settings of the panel changed: the way from one panel to another. */
function openWith(kind: PanelKind, settings: PanelParams): void {
  const id = showPanel(kind)
  if (id === undefined) return
  if (Object.keys(settings).length > 0) updatePanel(id, { settings })
  focusTab(id)
}

export interface NewPanel {
  readonly settings?: PanelParams
  readonly link?: LinkColour
  /** Where it is put; beside the tabs of the active group unless said. */
  readonly group?: DockviewGroupPanel
  readonly direction?: 'right' | 'below'
}

/** Adds one more panel of a kind; shows the one there is where the kind allows but one. @returns its id. */
export function addPanel(
  kind: PanelKind,
  { settings = {}, link, group, direction }: NewPanel = {},
): string | undefined {
  const { panels } = current ?? { panels: [] }
  const only = panels.find(({ params }) => panelState(params)?.kind === kind)
  if (only !== undefined && !REPEATABLE_KINDS.has(kind)) {
    bringToFront(only)
    return only.id
  }
  if (current?.hasMaximizedGroup() === true) current.exitMaximizedGroup()
  const colour = link ?? useLinkGroups.getState().active
  const params: PanelState = { kind, link: LINKED_KINDS.has(kind) ? colour : null, settings: { ...settings } }
  const beside = group ?? current?.activeGroup
  return current?.addPanel({
    id: freeId(kind, new Set(panels.map(({ id }) => id))),
    component: 'panel',
    // Its tab gives it the whole name; this is what is announced until then.
    title: words('workspace')(`panels.${kind}`),
    params,
    ...(beside === undefined
      ? {}
      : { position: { referenceGroup: beside, direction: direction ?? ('within' as const) } }),
  }).id
}

/** The tab of a panel of the dock. */
const tabOf = (panelId: string): HTMLElement | null =>
  document.querySelector<HTMLElement>(`[role="tab"][data-tab-panel-id="${CSS.escape(panelId)}"]`)

function bringToFront(panel: IDockviewPanel): void {
  const isCovered = current?.hasMaximizedGroup() === true && !panel.api.isMaximized()
  if (isCovered) current?.exitMaximizedGroup()
  panel.api.setActive()
}

function freeId(kind: PanelKind, taken: ReadonlySet<string>): string {
  let number = 1
  while (taken.has(`${kind}-${number}`)) number += 1
  return `${kind}-${number}`
}
