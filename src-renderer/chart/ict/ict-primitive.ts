import type { IPrimitivePaneView, ISeriesPrimitive, PrimitivePaneViewZOrder } from 'lightweight-charts'
import { paneView, type Surface } from '../canvas/canvas-target.ts'

/** One kind of drawing as a primitive of the chart. */
export class IctPrimitive implements ISeriesPrimitive {
  readonly #views: readonly IPrimitivePaneView[]

  constructor(zOrder: PrimitivePaneViewZOrder, draw: (surface: Surface) => void) {
    this.#views = [paneView(draw, zOrder)]
  }

  paneViews() {
    return this.#views
  }
}
