import type { ISeriesPrimitive, Logical, SeriesAttachedParameter } from 'lightweight-charts'
import { barGap } from '../bars/bar-gaps.ts'
import type { CandleWindow } from '../bars/candle-window.ts'
import type { Timeframe } from '../../../src-contract/index.ts'
import { paneView, repaint, type Surface } from './canvas-target.ts'
import { type ChartColors, withOpacity } from './chart-colors.ts'

export interface GapPrimitiveOptions {
  readonly colors: ChartColors
  readonly timeframe: Timeframe
  readonly window: CandleWindow
}

/** A band over the whole height of the plot, in px from its left. */
interface Band {
  readonly left: number
  readonly right: number
}

/** Width of the band at a place where whole bars are missing: the time axis has no room for them. */
const HOLE_PX = 7
const NARROWEST_PX = 3
const HATCH_PX = 6
const TINT = 0.1
const STROKE = 0.55

/**
 * Marks what is missing, under the bars: a hatched band over a bar in which minutes are missing, and one between two bars
 * where those between them are, which the time axis would hide.
 */
export class GapPrimitive implements ISeriesPrimitive {
  readonly #options: GapPrimitiveOptions
  readonly #paneViews = [paneView((surface) => this.#draw(surface), 'bottom')]
  #colors: ChartColors
  #chart: SeriesAttachedParameter | undefined

  constructor(options: GapPrimitiveOptions) {
    this.#options = options
    this.#colors = options.colors
  }

  attached(chart: SeriesAttachedParameter): void {
    this.#chart = chart
  }

  detached(): void {
    this.#chart = undefined
  }

  paneViews() {
    return this.#paneViews
  }

  setColors(colors: ChartColors): void {
    this.#colors = colors
    repaint(this.#chart)
  }

  #draw({ context, height }: Surface): void {
    for (const band of this.#bands()) {
      context.fillStyle = withOpacity(this.#colors.warn, TINT)
      context.fillRect(band.left, 0, band.right - band.left, height)
      context.strokeStyle = withOpacity(this.#colors.warn, STROKE)
      hatch(context, band, height)
    }
  }

  /** Of the bars in sight. */
  #bands(): Band[] {
    const { window, timeframe } = this.#options
    const { bars } = window
    const scale = this.#chart?.chart.timeScale()
    const range = scale?.getVisibleLogicalRange()
    if (!scale || !range) return []
    const spacing = scale.options().barSpacing
    const bands: Band[] = []
    const last = Math.min(bars.length - 1, Math.ceil(range.to) + 1)
    for (let index = Math.max(0, Math.floor(range.from)); index <= last; index++) {
      const bar = bars[index]
      const gap = bar && barGap(bar, bars[index - 1], timeframe)
      const x = gap && scale.logicalToCoordinate(index as Logical)
      if (typeof x !== 'number') continue
      if (gap?.inside) bands.push(around(x, spacing))
      if (gap && gap.missingBefore > 0) bands.push(around(x - spacing / 2, HOLE_PX))
    }
    return bands
  }
}

function around(x: number, width: number): Band {
  const half = Math.max(NARROWEST_PX, width) / 2
  return { left: x - half, right: x + half }
}

function hatch(context: CanvasRenderingContext2D, { left, right }: Band, height: number): void {
  context.save()
  context.beginPath()
  context.rect(left, 0, right - left, height)
  context.clip()
  context.lineWidth = 1
  context.beginPath()
  const width = right - left
  for (let y = -width; y < height; y += HATCH_PX) {
    context.moveTo(left, y + width)
    context.lineTo(right, y)
  }
  context.stroke()
  context.restore()
}
