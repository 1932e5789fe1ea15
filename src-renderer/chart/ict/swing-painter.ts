import type { IctRecordView } from '../../../src-contract/index.ts'
import type { IctFrame } from './ict-frame.ts'
import type { IctBox, IctPainter, SourceBrush } from './ict-painter.ts'
import { levelOf } from './place-zone.ts'

const GAP_PX = 4
const TRIANGLE_PX = 4
const LABEL_GAP_PX = 16

/** Swings: a small triangle beyond the wick, and how the swing compares with the one before it on its side. */
export class SwingPainter implements IctPainter {
  readonly kinds = ['swing'] as const
  readonly zOrder = 'normal'

  place(record: IctRecordView, frame: IctFrame, box: IctBox): boolean {
    const level = levelOf(record)
    // A more extreme swing stands in the place of this one.
    if (level === null || record.invalidatedAtMs !== null) return false
    box.x1 = frame.xOf(record.formedAtMs)
    box.x2 = box.x1
    box.y1 = frame.yOf(level)
    box.y2 = box.y1
    return !Number.isNaN(box.y1)
  }

  paint({ id, direction }: IctRecordView, { x1, y1 }: IctBox, brush: SourceBrush): void {
    const { context, colors, labels, source } = brush
    const away = direction === -1 ? 1 : -1
    context.fillStyle = colors.text2
    context.beginPath()
    context.moveTo(x1, y1 + away * GAP_PX)
    context.lineTo(x1 - TRIANGLE_PX / 2 - 1, y1 + away * (GAP_PX + TRIANGLE_PX))
    context.lineTo(x1 + TRIANGLE_PX / 2 + 1, y1 + away * (GAP_PX + TRIANGLE_PX))
    context.fill()
    const mark = source.records.swingMark(id)
    if (mark === undefined) return
    const wish = labels.wish()
    wish.text = mark + source.suffix
    wish.color = colors.text2
    wish.rank = 'last'
    wish.x = x1
    wish.align = 'center'
    wish.y = y1 + away * LABEL_GAP_PX
  }
}
