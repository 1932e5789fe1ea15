import type { SerializedDockview } from 'dockview-react'

type Node = SerializedDockview['grid']['root']

/** Rounding of the dock when it lays out the same tree again. */
const SLACK_PX = 4

/**
 * Whether panels have other places or sizes. Sizes count only while the dock itself is as large as before: a resized
 * window moves every edge, and nobody meant it. Neither does it count which tab is in front.
 */
export function hasOtherShape(before: SerializedDockview, after: SerializedDockview): boolean {
  const sameSize =
    Math.abs(before.grid.width - after.grid.width) <= SLACK_PX &&
    Math.abs(before.grid.height - after.grid.height) <= SLACK_PX
  if (before.grid.orientation !== after.grid.orientation) return true
  return differs(before.grid.root, after.grid.root, sameSize)
}

function differs(before: Node, after: Node, withSizes: boolean): boolean {
  if (before.type !== after.type) return true
  if (withSizes && Math.abs((before.size ?? 0) - (after.size ?? 0)) > SLACK_PX) return true
  if (!Array.isArray(before.data) || !Array.isArray(after.data)) return viewsOf(before) !== viewsOf(after)
  const others = after.data
  return (
    before.data.length !== others.length ||
    before.data.some((child, index) => {
      const other = others[index]
      return other === undefined || differs(child, other, withSizes)
    })
  )
}

const viewsOf = ({ data }: Node): string => (Array.isArray(data) ? '' : data.views.join())

/** Ids of the panels that are in front of their groups. */
export function frontOf({ grid }: SerializedDockview): readonly string[] {
  const front: string[] = []
  const collect = ({ data }: Node): void => {
    if (Array.isArray(data)) for (const child of data) collect(child)
    else if (data.activeView !== undefined) front.push(data.activeView)
  }
  collect(grid.root)
  return front
}

/** The same dock with these panels in front of their groups. */
export function withFront(dock: SerializedDockview, front: readonly string[]): SerializedDockview {
  const wanted = new Set(front)
  const bring = (node: Node): Node => {
    if (Array.isArray(node.data)) return { ...node, data: node.data.map(bring) }
    const activeView = node.data.views.find((id) => wanted.has(id))
    return activeView === undefined ? node : { ...node, data: { ...node.data, activeView } }
  }
  return { ...dock, grid: { ...dock.grid, root: bring(dock.grid.root) } }
}
