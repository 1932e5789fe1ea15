export const DIRECTIONS = ['left', 'right', 'up', 'down'] as const
export type Direction = (typeof DIRECTIONS)[number]

/** Where something stands, in px. */
export type Place = Pick<DOMRect, 'left' | 'right' | 'top' | 'bottom'>

/** Gutters and rounding between two places that touch. */
const SLACK_PX = 4

/** How far `other` lies beyond `from` in each direction; negative where it does not lie there. */
const DISTANCES: Readonly<Record<Direction, (from: Place, other: Place) => number>> = {
  left: (from, other) => from.left - other.right,
  right: (from, other) => other.left - from.right,
  up: (from, other) => from.top - other.bottom,
  down: (from, other) => other.top - from.bottom,
}

/** Length of the edge that two places have in common when one lies in that direction of the other. */
function commonEdge(from: Place, other: Place, direction: Direction): number {
  return direction === 'left' || direction === 'right'
    ? Math.min(from.bottom, other.bottom) - Math.max(from.top, other.top)
    : Math.min(from.right, other.right) - Math.max(from.left, other.left)
}

/** The nearest place in that direction; among equally near ones that with the longest common edge. */
export function neighbour<Item extends { readonly place: Place }>(
  from: Place,
  others: readonly Item[],
  direction: Direction,
): Item | undefined {
  const candidates = others
    .map((item) => ({
      item,
      distance: DISTANCES[direction](from, item.place),
      edge: commonEdge(from, item.place, direction),
    }))
    .filter(({ distance, edge }) => distance >= -SLACK_PX && edge > SLACK_PX)
    .sort((one, two) =>
      Math.abs(one.distance - two.distance) > SLACK_PX ? one.distance - two.distance : two.edge - one.edge,
    )
  return candidates[0]?.item
}

/** Order in which one reads: rows from the top, in a row from the left. */
export function readingOrder(one: Place, two: Place): number {
  return Math.abs(one.top - two.top) > SLACK_PX ? one.top - two.top : one.left - two.left
}
