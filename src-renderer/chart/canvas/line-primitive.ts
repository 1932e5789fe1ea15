import type { ISeriesPrimitive, SeriesAttachedParameter } from 'lightweight-charts'
import { crisp, paneView, repaint, type Surface } from './canvas-target.ts'
import type { ChartColors } from './chart-colors.ts'
import { spreadLabels } from './label-spread.ts'
import { lineLook, type LineTone } from '../lines/line-look.ts'
import type { PriceLine } from '../lines/price-lines.ts'

export interface LastPrice {
  readonly price: number
  readonly rising: boolean
  /** Session time left until the bar closes. */
  readonly countdown: string
  /** No fresh price has come for too long: shown without emphasis. */
  readonly stale: boolean
}

export interface PlacedLine {
  readonly line: PriceLine
  /** Distance from the top of the plot in px; outside of it when the line is not in view. */
  readonly y: number
}

export interface LinePrimitiveOptions {
  readonly colors: ChartColors
  readonly formatPrice: (price: number) => string
  /** Told at every paint, so that pills in the page move with their lines. */
  readonly onPlaced: (lines: readonly PlacedLine[], plotHeight: number) => void
}

interface Tag {
  readonly y: number
  readonly height: number
  readonly rows: readonly string[]
  readonly fill: string
  readonly text: string
  /** An edge around it. */
  readonly edge?: string
}

const TAG_HEIGHT = 18
const ROW_HEIGHT = 14
const LAST_PRICE_DASH = [1, 3]

/** Horizontal lines over the candles with their tags on the price axis, the last price among them. */
export class LinePrimitive implements ISeriesPrimitive {
  readonly #formatPrice: LinePrimitiveOptions['formatPrice']
  readonly #onPlaced: LinePrimitiveOptions['onPlaced']
  readonly #paneViews = [paneView((surface) => this.#drawLines(surface))]
  readonly #axisViews = [paneView((surface) => this.#drawTags(surface), 'top')]
  #colors: ChartColors
  #lines: readonly PriceLine[] = []
  #last: LastPrice | undefined
  #chart: SeriesAttachedParameter | undefined

  constructor({ colors, formatPrice, onPlaced }: LinePrimitiveOptions) {
    this.#colors = colors
    this.#formatPrice = formatPrice
    this.#onPlaced = onPlaced
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

  priceAxisPaneViews() {
    return this.#axisViews
  }

  setColors(colors: ChartColors): void {
    this.#colors = colors
    repaint(this.#chart)
  }

  setLines(lines: readonly PriceLine[]): void {
    this.#lines = lines
    repaint(this.#chart)
  }

  setLast(last: LastPrice | undefined): void {
    if (sameLast(this.#last, last)) return
    this.#last = last
    repaint(this.#chart)
  }

  /** Every line with its place, in view or not; none while there is no price axis. */
  allLines(): PlacedLine[] {
    return this.#lines.flatMap((line) => {
      const y = this.#yOf(line.price)
      return y === null ? [] : [{ line, y }]
    })
  }

  #linesInView(height: number): PlacedLine[] {
    return this.allLines().filter(({ y }) => y >= 0 && y <= height)
  }

  #yOf(price: number): number | null {
    return this.#chart?.series.priceToCoordinate(price) ?? null
  }

  #drawLines({ context, width, height }: Surface): void {
    const lastY = this.#last === undefined ? null : this.#yOf(this.#last.price)
    if (this.#last !== undefined && lastY !== null) {
      context.strokeStyle = this.#last.rising ? this.#colors.candleUp : this.#colors.candleDown
      strokeLine(context, { y: lastY, width, dash: LAST_PRICE_DASH })
    }
    for (const { line, y } of this.#linesInView(height)) {
      const { tone, dash } = lineLook(line)
      context.strokeStyle = this.#lineColor(tone)
      strokeLine(context, { y, width, dash })
    }
    this.#onPlaced(this.allLines(), height)
  }

  #drawTags({ context, width, height }: Surface): void {
    const tagged = this.#linesInView(height).filter(({ line }) => lineLook(line).tagged)
    const tags = tagged.map(({ line, y }) => this.#tagOf(line, y))
    const lastTag = this.#lastTag(height)
    if (lastTag !== undefined) tags.push(lastTag)
    const anchor = lastTag === undefined ? undefined : tags.length - 1
    const middles = spreadLabels(tags, { top: 0, bottom: height }, anchor)
    context.font = `500 11px ${this.#colors.font}`
    context.textAlign = 'right'
    context.textBaseline = 'middle'
    for (const [index, tag] of tags.entries()) drawTag({ context, width, height }, tag, middles[index] ?? tag.y)
  }

  #lastTag(height: number): Tag | undefined {
    const y = this.#last === undefined ? null : this.#yOf(this.#last.price)
    if (this.#last === undefined || y === null || y < 0 || y > height) return undefined
    const { price, countdown, stale } = this.#last
    const { text1, text3, panel, quiet } = this.#colors
    const colors = stale ? { fill: quiet, text: text3 } : { fill: text1, text: panel }
    return { y, height: TAG_HEIGHT + ROW_HEIGHT, rows: [this.#formatPrice(price), countdown], ...colors }
  }

  #tagOf(line: PriceLine, y: number): Tag {
    const { tone } = lineLook(line)
    return { y, height: TAG_HEIGHT, rows: [this.#formatPrice(line.price)], ...this.#tagColors(tone) }
  }

  #tagColors(tone: LineTone): Pick<Tag, 'fill' | 'text' | 'edge'> {
    const { fillPrimary, fillBuy, fillSell, quiet, onFill, text1, warn, tintWarn } = this.#colors
    return {
      accent: { fill: fillPrimary, text: onFill },
      up: { fill: fillBuy, text: onFill },
      down: { fill: fillSell, text: onFill },
      neutral: { fill: quiet, text: text1 },
      warn: { fill: tintWarn, text: warn, edge: warn },
    }[tone]
  }

  #lineColor(tone: LineTone): string {
    const { accent, up, down, text2, warn } = this.#colors
    return { accent, up, down, neutral: text2, warn }[tone]
  }
}

/** The countdown is looked at more often than it changes, and every change paints the whole chart. */
const sameLast = (one: LastPrice | undefined, other: LastPrice | undefined): boolean =>
  one?.price === other?.price &&
  one?.rising === other?.rising &&
  one?.countdown === other?.countdown &&
  one?.stale === other?.stale

interface LineStroke {
  readonly y: number
  readonly width: number
  readonly dash: readonly number[]
}

function strokeLine(context: CanvasRenderingContext2D, { y, width, dash }: LineStroke): void {
  context.setLineDash([...dash])
  context.lineWidth = 1
  context.beginPath()
  context.moveTo(0, crisp(y))
  context.lineTo(width, crisp(y))
  context.stroke()
}

const TAG_PADDING = 8

function drawTag({ context, width }: Surface, tag: Tag, middle: number): void {
  const top = Math.round(middle - tag.height / 2)
  context.fillStyle = tag.fill
  context.fillRect(1, top, width - 1, tag.height)
  if (tag.edge !== undefined) {
    context.strokeStyle = tag.edge
    context.lineWidth = 1
    context.strokeRect(1.5, top + 0.5, width - 2, tag.height - 1)
  }
  context.fillStyle = tag.text
  const first = top + (tag.height - (tag.rows.length - 1) * ROW_HEIGHT) / 2
  for (const [row, text] of tag.rows.entries())
    context.fillText(text, width - TAG_PADDING, first + row * ROW_HEIGHT + 0.5)
}
