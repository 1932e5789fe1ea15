import type { ISeriesPrimitive, SeriesAttachedParameter } from 'lightweight-charts'
import type { Surface } from '../canvas/canvas-target.ts'
import { IctPrimitive } from './ict-primitive.ts'

/**
 * Labels of all drawings, over them and over everything else. It is painted after all of them, and again where only the
 * crosshair has moved. It also knows the chart.
 */
export class IctLabels extends IctPrimitive implements ISeriesPrimitive {
  readonly #onChart: (chart: SeriesAttachedParameter | undefined) => void

  constructor(draw: (surface: Surface) => void, onChart: (chart: SeriesAttachedParameter | undefined) => void) {
    super('top', draw)
    this.#onChart = onChart
  }

  attached(chart: SeriesAttachedParameter): void {
    this.#onChart(chart)
  }

  detached(): void {
    this.#onChart(undefined)
  }
}
