import type { PanelParams } from './panel-context.tsx'
import type { PanelKind } from './panel-kinds.ts'

/** Brings a panel of the kind to the front, or adds one, and changes some of its settings. */
export type PanelOpener = (kind: PanelKind, settings: PanelParams) => void

let opener: PanelOpener | undefined

/** The workspace says how panels are opened; undefined while there is none. */
export function setPanelOpener(next: PanelOpener | undefined): void {
  opener = next
}

/** Shows a panel of the kind: the way from one panel to another. Does nothing where there is no workspace. */
export function openPanel(kind: PanelKind, settings: PanelParams = {}): void {
  opener?.(kind, settings)
}
