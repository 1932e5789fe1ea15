import type { IctRecordView } from '../../../src-contract/index.ts'
import { crisp } from '../canvas/canvas-target.ts'
import { clippedX, type IctBox, type IctPainter, type SourceBrush } from './ict-painter.ts'
import { placeLevel } from './place-zone.ts'

const LABEL_GAP_PX = 8
const CHANGE_DASH = [4, 3]
const NO_DASH: number[] = []

/** Breaks of structure and changes of character: a line from the swing to the bar that broke it. */
export class StructurePainter implements IctPainter {
  readonly kinds = ['bos', 'choch'] as const
  readonly zOrder = 'normal'
  readonly place = placeLevel

  paint({ kind, direction }: IctRecordView, { x1, x2, y1 }: IctBox, brush: SourceBrush): void {
    const { context, colors, labels, source } = brush
    const isChange = kind === 'choch'
    const color = isChange ? (direction === -1 ? colors.down : colors.up) : colors.text2
    context.strokeStyle = color
    context.lineWidth = 1
    context.setLineDash(isChange ? CHANGE_DASH : NO_DASH)
    context.beginPath()
    context.moveTo(clippedX(x1, brush), crisp(y1))
    context.lineTo(clippedX(x2, brush), crisp(y1))
    context.stroke()
    const wish = labels.wish()
    wish.text = (isChange ? 'CHoCH' : 'BOS') + source.suffix
    wish.color = color
    wish.rank = 'second'
    wish.x = (x1 + x2) / 2
    wish.align = 'center'
    wish.y = y1 - direction * LABEL_GAP_PX
  }
}
