import type { ISeriesPrimitive, Logical, SeriesAttachedParameter } from 'lightweight-charts'
import { paneView, repaint, type Surface } from './canvas-target.ts'
import type { ChartColors } from './chart-colors.ts'

/** One fill on the chart. */
export interface FillMark {
  readonly fillId: string
  readonly side: 'buy' | 'sell'
  readonly price: number
  /** Session time of the fill. */
  readonly timeMs: number
}

export interface FillPrimitiveOptions {
  readonly colors: ChartColors
  /** Index of the bar that a time falls into; -1 when it is older than all that are loaded. */
  readonly barIndexAt: (timeMs: number) => number
}

const GAP_PX = 7
const TRIANGLE_PX = 7
const DOT_PX = 1.5
const OUTLINE_PX = 2

/** Fills as triangles that point at the price, with a dot at it: buys from below, sells from above. */
export class FillPrimitive implements ISeriesPrimitive {
  readonly #barIndexAt: FillPrimitiveOptions['barIndexAt']
  readonly #paneViews = [paneView((surface) => this.#draw(surface))]
  #colors: ChartColors
  #marks: readonly FillMark[] = []
  #chart: SeriesAttachedParameter | undefined

  constructor({ colors, barIndexAt }: FillPrimitiveOptions) {
    this.#colors = colors
    this.#barIndexAt = barIndexAt
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

  setMarks(marks: readonly FillMark[]): void {
    this.#marks = marks
    repaint(this.#chart)
  }

  #draw({ context, width, height }: Surface): void {
    const chart = this.#chart
    if (chart === undefined) return
    context.lineJoin = 'round'
    for (const mark of this.#marks) {
      const index = this.#barIndexAt(mark.timeMs)
      if (index < 0) continue
      const x = chart.chart.timeScale().logicalToCoordinate(index as Logical)
      const y = chart.series.priceToCoordinate(mark.price)
      if (x === null || y === null || x < 0 || x > width || y < 0 || y > height) continue
      const color = mark.side === 'buy' ? this.#colors.up : this.#colors.down
      drawMark(context, { x, y, direction: mark.side === 'buy' ? 1 : -1, color, halo: this.#colors.panel })
    }
  }
}

interface MarkShape {
  readonly x: number
  readonly y: number
  /** 1 draws below the price, -1 above. */
  readonly direction: 1 | -1
  readonly color: string
  readonly halo: string
}

function drawMark(context: CanvasRenderingContext2D, { x, y, direction, color, halo }: MarkShape): void {
  const tip = y + direction * GAP_PX
  const base = tip + direction * TRIANGLE_PX
  context.beginPath()
  context.moveTo(x, tip)
  context.lineTo(x - TRIANGLE_PX / 2 - 1, base)
  context.lineTo(x + TRIANGLE_PX / 2 + 1, base)
  context.closePath()
  context.strokeStyle = halo
  context.lineWidth = OUTLINE_PX
  context.stroke()
  context.fillStyle = color
  context.fill()
  context.beginPath()
  context.arc(x, y, DOT_PX, 0, 2 * Math.PI)
  context.stroke()
  context.fill()
}
