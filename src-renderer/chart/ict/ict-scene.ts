import type { ISeriesPrimitive, SeriesAttachedParameter } from 'lightweight-charts'
import type { IctKind, Timeframe } from '../../../src-contract/index.ts'
import type { CandleWindow } from '../bars/candle-window.ts'
import { repaint, type Surface } from '../canvas/canvas-target.ts'
import type { ChartColors } from '../canvas/chart-colors.ts'
import { toTime } from '../canvas/chart-time.ts'
import type { IctCounts } from './ict-counts.ts'
import { IctFrame } from './ict-frame.ts'
import { IctLabels } from './ict-labels.ts'
import { type IctBox, type IctPainter, isInSight } from './ict-painter.ts'
import { IctPrimitive } from './ict-primitive.ts'
import type { IctSource } from './ict-set.ts'
import { LabelBoard } from './label-board.ts'
import { PeriodPainter, PoolPainter } from './level-painter.ts'
import { RangePainter } from './range-painter.ts'
import { isActive } from './record-span.ts'
import { SessionPainter } from './session-painter.ts'
import { StructurePainter } from './structure-painter.ts'
import { SweepPainter } from './sweep-painter.ts'
import { SwingPainter } from './swing-painter.ts'
import { ZonePainter } from './zone-painter.ts'

export interface IctSceneOptions {
  readonly colors: ChartColors
  readonly timeframe: Timeframe
  readonly formatPrice: (price: number) => string
  /** The bars of the chart, owned by the caller. */
  readonly window: CandleWindow
  readonly counts: IctCounts
}

/** What is drawn of one record, in CSS px from the upper left corner of the plot. */
export interface IctShape extends Readonly<IctBox> {
  readonly id: string
  readonly kind: IctKind
  readonly formedAtMs: number
  /** Where the chart itself has the bar that it stands on; null where that is not loaded. */
  readonly barX: number | null
}

/** The ICT objects of a chart: one primitive for each kind of drawing, and one for the labels of all of them. */
export class IctScene {
  readonly primitives: readonly ISeriesPrimitive[]
  readonly #options: IctSceneOptions
  readonly #frame: IctFrame
  readonly #labels = new LabelBoard()
  readonly #painters: readonly IctPainter[] = [
    new SessionPainter(),
    new RangePainter(),
    new ZonePainter(),
    new PeriodPainter(),
    new PoolPainter(),
    new StructurePainter(),
    new SwingPainter(),
    new SweepPainter(),
  ]
  #colors: ChartColors
  #sources: readonly IctSource[] = []
  #chart: SeriesAttachedParameter | undefined

  constructor(options: IctSceneOptions) {
    this.#options = options
    this.#colors = options.colors
    this.#frame = new IctFrame(options.window, options.timeframe)
    const drawings = this.#painters.map((painter) => new IctPrimitive(painter.zOrder, (at) => this.#draw(painter, at)))
    this.primitives = [
      new IctPrimitive('bottom', () => this.#begin()),
      ...drawings,
      new IctLabels(
        (at) => this.#finish(at),
        (chart) => this.#attach(chart),
      ),
    ]
  }

  setSources(sources: readonly IctSource[]): void {
    this.#sources = sources
    this.repaint()
  }

  setColors(colors: ChartColors): void {
    this.#colors = colors
    this.repaint()
  }

  /** Labels stay below the legend. */
  keepBelow(y: number): void {
    this.#labels.keepBelow(y)
  }

  repaint(): void {
    repaint(this.#chart)
  }

  /** What is drawn now. */
  shapes(size: Pick<Surface, 'width' | 'height'>): IctShape[] {
    const chart = this.#chart
    if (chart === undefined || !this.#frame.begin(chart, size)) return []
    const shapes: IctShape[] = []
    for (const painter of this.#painters)
      this.#forEach(painter, ({ id, kind, formedAtMs }, box) =>
        shapes.push({ id, kind, formedAtMs, ...box, barX: this.#barX(formedAtMs, chart) }),
      )
    return shapes
  }

  #attach(chart: SeriesAttachedParameter | undefined): void {
    this.#chart = chart
  }

  #begin(): void {
    this.#labels.clear()
    this.#options.counts.begin()
  }

  #draw(painter: IctPainter, surface: Surface): void {
    const chart = this.#chart
    if (chart === undefined || this.#sources.length === 0 || !this.#frame.begin(chart, surface)) return
    const { formatPrice, counts } = this.#options
    const brush = { ...surface, frame: this.#frame, colors: this.#colors, labels: this.#labels, formatPrice }
    for (const source of this.#sources) {
      const painted = { ...brush, source }
      this.#forEachOf(source, painter, (record, box) => {
        painter.paint(record, box, painted)
        if (isActive(record)) counts.add(source.layer)
      })
    }
  }

  #finish(surface: Surface): void {
    const { font, panel } = this.#colors
    this.#labels.draw(surface, { font: `500 10.5px ${font}`, halo: panel })
    this.#options.counts.tell()
  }

  #forEach(painter: IctPainter, visit: Visit): void {
    for (const source of this.#sources) this.#forEachOf(source, painter, visit)
  }

  /** Visits what a painter draws of a source, and is in sight. The box is the same for all: it is not to be kept. */
  #forEachOf({ kinds, records }: IctSource, painter: IctPainter, visit: Visit): void {
    const frame = this.#frame
    const box: IctBox = { x1: 0, x2: 0, y1: 0, y2: 0 }
    for (const kind of painter.kinds) {
      if (!kinds.includes(kind)) continue
      records.forEachIn(kind, frame, (record) => {
        if (painter.place(record, frame, box) && isInSight(box, frame)) visit(record, box)
      })
    }
  }

  #barX(timeMs: number, { chart }: SeriesAttachedParameter): number | null {
    const { window } = this.#options
    const bar = window.bars[window.indexAt(timeMs)]
    return bar === undefined ? null : chart.timeScale().timeToCoordinate(toTime(bar.openTimeMs))
  }
}

type Visit = (record: Parameters<IctPainter['place']>[0], box: IctBox) => void
