import type { DockviewApi } from 'dockview-react'
import { LINKED_KINDS, type LinkColour, type PanelKind, REPEATABLE_KINDS, useLinkGroups } from '../../panels/index.ts'
import { PanelState } from './arrangement.ts'

/** The dock of the window, for whoever commands it: menu, palette, keys. Undefined while there is none. */
let current: DockviewApi | undefined

export function setDock(dock: DockviewApi | undefined): void {
  current = dock
}

export function dock(): DockviewApi | undefined {
  return current
}

/** What the workspace knows of a panel of the dock. */
export function panelState(params: unknown): PanelState | undefined {
  const { success, data } = PanelState.safeParse(params)
  return success ? data : undefined
}

/** Brings a panel of the kind to the front, or adds one; it gets the focus. @returns its id. */
export function showPanel(kind: PanelKind): string | undefined {
  const known = current?.panels.find(({ params }) => panelState(params)?.kind === kind)
  if (known === undefined) return addPanel(kind)
  known.api.setActive()
  return known.id
}

/** Adds one more panel of a kind beside those of the active group; shows the one there is where the kind allows but one. */
export function addPanel(kind: PanelKind): string | undefined {
  const { panels } = current ?? { panels: [] }
  const same = panels.filter(({ params }) => panelState(params)?.kind === kind)
  const [only] = same
  if (only !== undefined && !REPEATABLE_KINDS.has(kind)) {
    only.api.setActive()
    return only.id
  }
  const state: PanelState = { kind, link: LINKED_KINDS.has(kind) ? activeLink() : null, settings: {} }
  return current?.addPanel({ id: freeId(kind, new Set(panels.map(({ id }) => id))), component: 'panel', params: state })
    .id
}

const activeLink = (): LinkColour => useLinkGroups.getState().active

function freeId(kind: PanelKind, taken: ReadonlySet<string>): string {
  let number = 1
  while (taken.has(`${kind}-${number}`)) number += 1
  return `${kind}-${number}`
}
