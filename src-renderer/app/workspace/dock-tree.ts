import { Orientation, type SerializedDockview } from 'dockview-react'
import { LINKED_KINDS, type LinkColour, type PanelKind } from '../../panels/index.ts'
import type { PanelState } from './arrangement.ts'

/** A panel of a layout that is written down by hand. */
export interface PanelSpec {
  readonly kind: PanelKind
  /** Of a kind that looks at an instrument; blue unless named. */
  readonly link?: LinkColour
  readonly settings?: Readonly<Record<string, unknown>>
}

/** Panels that share a place as tabs; the first is shown. `size` in px along the row or column around it; none takes what is left. */
export interface GroupNode {
  readonly tabs: readonly PanelSpec[]
  readonly size?: number
}

/** Parts side by side, or under each other: rows and columns take turns from level to level. */
export interface SplitNode {
  readonly parts: readonly DockNode[]
  readonly size?: number
}

export type DockNode = GroupNode | SplitNode

export interface DockSize {
  readonly width: number
  readonly height: number
}

type SerializedNode = SerializedDockview['grid']['root']

/** A dock of this size, its outermost parts side by side. */
export function dockOf(root: SplitNode, size: DockSize): SerializedDockview {
  const writer = new DockWriter()
  const grid = writer.branch(root, { along: size.width, across: size.height })
  return {
    grid: { root: grid, width: size.width, height: size.height, orientation: Orientation.HORIZONTAL },
    panels: writer.panels,
  }
}

interface Extent {
  /** Length in the direction in which the parts follow each other. */
  readonly along: number
  readonly across: number
}

class DockWriter {
  readonly panels: SerializedDockview['panels'] = {}
  #groups = 0

  branch(node: SplitNode, { along, across }: Extent): SerializedNode {
    const fixed = node.parts.reduce((sum, { size = 0 }) => sum + size, 0)
    const flexible = node.parts.filter(({ size }) => size === undefined).length
    const rest = Math.max(0, along - fixed) / Math.max(1, flexible)
    const data = node.parts.map((part) => this.#part(part, { along: across, across: part.size ?? rest }))
    return { type: 'branch', data, size: across }
  }

  #part(part: DockNode, extent: Extent): SerializedNode {
    if ('parts' in part) return { ...this.branch(part, extent), size: extent.across }
    this.#groups += 1
    const views = part.tabs.map((spec) => this.#panel(spec))
    const [activeView] = views
    return {
      type: 'leaf',
      data: { id: String(this.#groups), views, ...(activeView === undefined ? {} : { activeView }) },
      size: extent.across,
    }
  }

  #panel({ kind, link = 'blue', settings = {} }: PanelSpec): string {
    const same = Object.keys(this.panels).filter((id) => id.startsWith(`${kind}-`)).length
    const id = `${kind}-${same + 1}`
    const params: PanelState = { kind, link: LINKED_KINDS.has(kind) ? link : null, settings: { ...settings } }
    this.panels[id] = { id, contentComponent: 'panel', params }
    return id
  }
}
