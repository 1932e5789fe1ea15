import { type LineBounds, legalPrice } from './line-price.ts'

/** A press that does not move farther than this is no drag. */
const THRESHOLD_PX = 3

export interface PillDragOptions {
  /** Where the pointer took hold, in px of the window. */
  readonly pointerY: number
  /** Where the line stands then, in px from the top of the plot. */
  readonly lineY: number
  readonly plotHeight: number
  /** Price at a distance from the top of the plot. */
  readonly priceAt: (y: number) => number | undefined
  /** Read at every move: the newest price moves meanwhile. */
  readonly bounds: () => LineBounds | undefined
}

/** One drag of a line, from the press to the release. The line keeps its distance from the pointer. */
export class PillDrag {
  readonly #options: PillDragOptions
  #moving = false

  constructor(options: PillDragOptions) {
    this.#options = options
  }

  /** True once the pointer has moved far enough. */
  get moving(): boolean {
    return this.#moving
  }

  /** @returns The legal price under the pointer; undefined while it has not moved, or no price is known. */
  priceAt(pointerY: number): string | undefined {
    const { pointerY: startY, lineY, plotHeight, priceAt, bounds } = this.#options
    if (Math.abs(pointerY - startY) >= THRESHOLD_PX) this.#moving = true
    if (!this.#moving) return undefined
    const inPlot = (y: number): number => Math.min(plotHeight, Math.max(0, y))
    const price = priceAt(inPlot(inPlot(lineY) + pointerY - startY))
    const limits = bounds()
    return price === undefined || limits === undefined ? undefined : legalPrice(price, limits)
  }
}
