export interface LabelWish {
  /** Wanted middle, in px from the top. */
  readonly y: number
  readonly height: number
}

export interface SpreadBounds {
  /** First and last pixel that labels should cover. */
  readonly top: number
  readonly bottom: number
}

/**
 * Moves labels apart so that none covers another, each as near to its wish as the ones before it allow.
 * The order from top to bottom stays. Where there is not enough room, labels run out of the bounds rather than overlap.
 * @param anchor Index of a label that keeps its place; the others give way.
 * @returns The middles, in the order of the wishes.
 */
export function spreadLabels(wishes: readonly LabelWish[], bounds: SpreadBounds, anchor?: number): number[] {
  const order = wishes.map((wish, index) => ({ ...wish, index })).sort((a, b) => a.y - b.y || a.index - b.index)
  const anchorRank = order.findIndex((label) => label.index === anchor)
  const placed = order.map((label, rank) => (rank === anchorRank ? label : clamped(label, bounds)))
  if (anchorRank >= 0) {
    pushUp(placed, anchorRank)
    pushDown(placed, anchorRank)
  } else {
    pushDown(placed, 0)
    const last = placed.at(-1)
    if (last !== undefined) placed[placed.length - 1] = clamped(last, bounds)
    pushUp(placed, placed.length - 1)
  }
  const result: number[] = []
  for (const label of placed) result[label.index] = label.y
  return result
}

type Placed = LabelWish & { readonly index: number }

function clamped(label: Placed, { top, bottom }: SpreadBounds): Placed {
  const half = label.height / 2
  return { ...label, y: Math.min(Math.max(label.y, top + half), bottom - half) }
}

const distance = (a: LabelWish, b: LabelWish): number => (a.height + b.height) / 2 + 1

function pushDown(placed: Placed[], from: number): void {
  for (let rank = from + 1; rank < placed.length; rank += 1) {
    const [above, label] = [placed[rank - 1], placed[rank]]
    if (above === undefined || label === undefined) return
    placed[rank] = { ...label, y: Math.max(label.y, above.y + distance(above, label)) }
  }
}

function pushUp(placed: Placed[], from: number): void {
  for (let rank = from - 1; rank >= 0; rank -= 1) {
    const [label, below] = [placed[rank], placed[rank + 1]]
    if (label === undefined || below === undefined) return
    placed[rank] = { ...label, y: Math.min(label.y, below.y - distance(label, below)) }
  }
}
