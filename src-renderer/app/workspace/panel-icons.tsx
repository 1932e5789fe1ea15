import type { ReactNode } from 'react'
import type { LinkColour, PanelKind } from '../../panels/index.ts'
import { PANELS } from './panel-registry.tsx'

/** Icon of a kind of panel, for a row of a menu. */
export function panelIcon(kind: PanelKind): ReactNode {
  const Icon = PANELS[kind].icon
  return <Icon size={14} aria-hidden="true" />
}

/** Square of a link colour. */
export const linkIcon = (colour: LinkColour): ReactNode => (
  <span className="link-square" data-link={colour} aria-hidden="true" />
)
