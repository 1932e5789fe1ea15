import type { DockviewGroupPanel } from 'dockview-react'
import { REPEATABLE_KINDS } from '../../panels/index.ts'
import { panelState } from './arrangement.ts'
import { addPanel, dock, focusTab } from './dock-handle.ts'
import { type Direction, neighbour } from './neighbour.ts'

/** One step of a command that makes a group larger or smaller. */
const RESIZE_STEP_PX = 32
const MIN_GROUP_PX = 120

const EDGE = { left: 'left', right: 'right', up: 'top', down: 'bottom' } as const

/** Closes the panel in front of the active group; the focus goes to the tab that is in front then. */
export function closeActivePanel(): void {
  dock()?.activePanel?.api.close()
  focusActiveTab()
}

/** Closes the other panels of the active group. */
export function closeOtherPanels(panelId: string): void {
  const group = dock()?.getPanel(panelId)?.group
  for (const panel of group?.panels.filter(({ id }) => id !== panelId) ?? []) panel.api.close()
}

/** Lets the active group fill the workspace, or gives the others their places back. */
export function toggleMaximised(): void {
  const api = dock()
  if (api?.hasMaximizedGroup() === true) api.exitMaximizedGroup()
  else if (api?.activePanel !== undefined) api.maximizeGroup(api.activePanel)
}

/** @returns whether there was a group to restore. */
export function restoreMaximised(): boolean {
  const api = dock()
  if (api?.hasMaximizedGroup() !== true) return false
  api.exitMaximizedGroup()
  return true
}

/** Moves the active panel into the group in that direction; out of its own group where there is none. */
export function moveActivePanel(direction: Direction): void {
  const api = dock()
  const panel = api?.activePanel
  if (api === undefined || panel === undefined || api.hasMaximizedGroup()) return
  const target = groupBeside(panel.group, direction)
  if (target !== undefined) panel.api.moveTo({ group: target, position: 'center' })
  else if (panel.group.panels.length > 1) panel.api.moveTo({ group: panel.group, position: EDGE[direction] })
  focusActiveTab()
}

/** Puts the active panel beside its group; a panel that is alone there gets one more of its kind instead. */
export function splitActivePanel(direction: 'right' | 'below'): void {
  const panel = dock()?.activePanel
  const state = panelState(panel?.params)
  if (panel === undefined || state === undefined) return
  if (panel.group.panels.length > 1) {
    panel.api.moveTo({ group: panel.group, position: direction === 'right' ? 'right' : 'bottom' })
  } else if (REPEATABLE_KINDS.has(state.kind)) {
    const { settings, link } = state
    addPanel(state.kind, { settings, ...(link === null ? {} : { link }), group: panel.group, direction })
  }
  focusActiveTab()
}

/** Makes the active group wider or narrower (`right`, `left`), higher or lower (`down`, `up`). */
export function resizeActiveGroup(direction: Direction): void {
  const group = dock()?.activeGroup
  if (group === undefined) return
  const step = direction === 'right' || direction === 'down' ? RESIZE_STEP_PX : -RESIZE_STEP_PX
  if (direction === 'left' || direction === 'right') {
    group.api.setSize({ width: Math.max(MIN_GROUP_PX, group.api.width + step) })
  } else {
    group.api.setSize({ height: Math.max(MIN_GROUP_PX, group.api.height + step) })
  }
}

function groupBeside(from: DockviewGroupPanel, direction: Direction): DockviewGroupPanel | undefined {
  const others = (dock()?.groups ?? [])
    .filter((group) => group !== from)
    .map((group) => ({ group, place: group.element.getBoundingClientRect() }))
  return neighbour(from.element.getBoundingClientRect(), others, direction)?.group
}

function focusActiveTab(): void {
  const id = dock()?.activePanel?.id
  if (id !== undefined) focusTab(id)
}
