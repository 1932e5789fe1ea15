import type { IctKind, IctRecordView } from '../../../src-contract/index.ts'
import type { PrimitivePaneViewZOrder } from 'lightweight-charts'
import type { Surface } from '../canvas/canvas-target.ts'
import type { ChartColors } from '../canvas/chart-colors.ts'
import type { IctFrame } from './ict-frame.ts'
import type { IctSource } from './ict-set.ts'
import type { LabelBoard } from './label-board.ts'

/** Room of a drawing on the plot, in CSS px, parts out of sight included; used again for the next record. */
export interface IctBox {
  x1: number
  x2: number
  y1: number
  y2: number
}

/** What a painter paints with. */
export interface IctBrush extends Surface {
  readonly frame: IctFrame
  readonly colors: ChartColors
  readonly labels: LabelBoard
  readonly formatPrice: (price: number) => string
}

/** One kind of drawing. */
export interface IctPainter {
  readonly kinds: readonly IctKind[]
  readonly zOrder: PrimitivePaneViewZOrder
  /** Fills in where a record stands. @returns False where it has nothing to draw. */
  place(record: IctRecordView, frame: IctFrame, box: IctBox): boolean
  /** Called only for what is in sight. */
  paint(record: IctRecordView, box: IctBox, brush: IctBrush & { readonly source: IctSource }): void
}

export type SourceBrush = Parameters<IctPainter['paint']>[2]

/** Whether any of a box can be seen; a mark of one bar counts while its middle does. */
export const isInSight = ({ x1, x2, y1, y2 }: IctBox, { width, height }: Pick<Surface, 'width' | 'height'>): boolean =>
  x2 >= 0 && x1 <= width && y2 >= 0 && y1 <= height

/** Keeps what is drawn near the plot: a canvas is slow with lines that are a thousand times its width. */
const BEYOND_PX = 4
export const clippedX = (x: number, { width }: Pick<Surface, 'width'>): number =>
  Math.min(width + BEYOND_PX, Math.max(-BEYOND_PX, x))
export const clippedY = (y: number, { height }: Pick<Surface, 'height'>): number =>
  Math.min(height + BEYOND_PX, Math.max(-BEYOND_PX, y))
