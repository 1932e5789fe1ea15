import { type SpreadBounds, spreadLabels } from '../canvas/label-spread.ts'
import type { PlacedLine } from '../canvas/line-primitive.ts'

/** Height of a pill with its edge. */
const PILL_PX = 20
/** Between the legend and the first pill. */
const GAP_PX = 4
/** At the foot of the plot, for the attribution that stands there: a pill under it could not be taken hold of. */
const FOOT_PX = 18

/** What of an element a placer writes. */
export type PlacedElement = Pick<HTMLElement, 'style' | 'dataset'>

/**
 * Moves pills to their lines, that of the position exactly and the others as near as they fit, while the chart paints,
 * without rendering them. A pill whose line is out of view stands at the edge and says in which direction it is; that of
 * an alert goes.
 */
export class PillPlacer {
  readonly #elements = new Map<string, PlacedElement>()
  #legendPx = 0

  /** @param bottomPx Lower edge of the legend from the top of the plot; a pill whose line lies above it stands below it. */
  keepBelow(bottomPx: number): void {
    this.#legendPx = bottomPx
  }

  /** @returns what forgets the element. */
  add(lineId: string, element: PlacedElement): () => void {
    this.#elements.set(lineId, element)
    return () => {
      if (this.#elements.get(lineId) === element) this.#elements.delete(lineId)
    }
  }

  place(lines: readonly PlacedLine[], plotHeight: number): void {
    const placed = lines.filter(
      ({ line, y }) => this.#elements.has(line.id) && (line.role !== 'alert' || offView(y, plotHeight) === undefined),
    )
    const anchor = placed.findIndex(({ line, y }) => line.role === 'position' && offView(y, plotHeight) === undefined)
    const bounds = { top: this.#legendPx + GAP_PX, bottom: plotHeight - FOOT_PX }
    const middles = middlesOf(placed, bounds, anchor < 0 ? undefined : anchor)
    for (const [index, { line, y }] of placed.entries()) {
      const element = this.#elements.get(line.id)
      if (element !== undefined)
        show(element, { top: (middles[index] ?? 0) - PILL_PX / 2, off: offView(y, plotHeight) })
    }
    const shown = new Set(placed.map(({ line }) => line.id))
    for (const [lineId, { style }] of this.#elements) if (!shown.has(lineId)) style.visibility = 'hidden'
  }
}

/** The anchor keeps its place unless it, or a pill that gives way to it, would leave the bounds. */
function middlesOf(placed: readonly PlacedLine[], bounds: SpreadBounds, anchor: number | undefined): readonly number[] {
  const wishes = placed.map(({ y }) => ({ y, height: PILL_PX }))
  const kept = spreadLabels(wishes, bounds, anchor)
  const fits = kept.every((y) => y >= bounds.top + PILL_PX / 2 && y <= bounds.bottom - PILL_PX / 2)
  return fits ? kept : spreadLabels(wishes, bounds)
}

type Direction = 'above' | 'below'

const offView = (y: number, plotHeight: number): Direction | undefined => {
  if (y < 0) return 'above'
  return y > plotHeight ? 'below' : undefined
}

function show(element: PlacedElement, { top, off }: { top: number; off: Direction | undefined }): void {
  element.style.visibility = 'visible'
  element.style.transform = `translateY(${Math.round(top)}px)`
  if (off === undefined) delete element.dataset['off']
  else element.dataset['off'] = off
}
