import { spreadLabels } from './label-spread.ts'
import type { PlacedLine } from './line-primitive.ts'

/** Height of a pill with its edge. */
const PILL_PX = 20
/** Upper part of the plot that the legend needs; a pill whose line lies there stands below it. */
const LEGEND_PX = 40

/** Moves pills to their lines, that of the position exactly and the others as near as they fit, while the chart paints, without rendering them. */
export class PillPlacer {
  readonly #elements = new Map<string, HTMLElement>()

  /** @returns what forgets the element. */
  add(lineId: string, element: HTMLElement): () => void {
    this.#elements.set(lineId, element)
    return () => {
      if (this.#elements.get(lineId) === element) this.#elements.delete(lineId)
    }
  }

  place(placed: readonly PlacedLine[], plotHeight: number): void {
    const wishes = placed.map(({ y }) => ({ y, height: PILL_PX }))
    const anchor = placed.findIndex(({ line }) => line.role === 'position')
    const middles = spreadLabels(wishes, { top: LEGEND_PX, bottom: plotHeight }, anchor < 0 ? undefined : anchor)
    const tops = new Map(placed.map(({ line }, index) => [line.id, (middles[index] ?? 0) - PILL_PX / 2]))
    for (const [lineId, { style }] of this.#elements) {
      const top = tops.get(lineId)
      style.visibility = top === undefined ? 'hidden' : 'visible'
      if (top !== undefined) style.transform = `translateY(${Math.round(top)}px)`
    }
  }
}
