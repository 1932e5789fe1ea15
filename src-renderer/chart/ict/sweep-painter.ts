import type { IctRecordView } from '../../../src-contract/index.ts'
import type { IctFrame } from './ict-frame.ts'
import type { IctBox, IctPainter, SourceBrush } from './ict-painter.ts'
import { sweptName } from './level-names.ts'
import { levelOf } from './place-zone.ts'

const GAP_PX = 9
const RADIUS_PX = 4.5
const CROSS_PX = 2
const LABEL_GAP_PX = 8

/** Sweeps: a ring with a cross beyond the wick that took the stops. */
export class SweepPainter implements IctPainter {
  readonly kinds = ['sweep'] as const
  readonly zOrder = 'normal'

  /** Highs are swept by a sweep down: the mark stands above. */
  place(record: IctRecordView, frame: IctFrame, box: IctBox): boolean {
    const tip = (record.direction === 1 ? record.bottom : record.top) ?? levelOf(record)
    if (tip === null) return false
    box.x1 = frame.xOf(record.formedAtMs)
    box.x2 = box.x1
    box.y1 = frame.yOf(tip) + (record.direction === 1 ? GAP_PX : -GAP_PX)
    box.y2 = box.y1
    return !Number.isNaN(box.y1)
  }

  paint(record: IctRecordView, { x1, y1 }: IctBox, { context, colors, labels, source }: SourceBrush): void {
    context.strokeStyle = colors.ictLiquidity
    context.fillStyle = colors.panel
    context.lineWidth = 1
    context.setLineDash([])
    context.beginPath()
    context.arc(x1, y1, RADIUS_PX, 0, 2 * Math.PI)
    context.fill()
    context.moveTo(x1 - CROSS_PX, y1 - CROSS_PX)
    context.lineTo(x1 + CROSS_PX, y1 + CROSS_PX)
    context.moveTo(x1 + CROSS_PX, y1 - CROSS_PX)
    context.lineTo(x1 - CROSS_PX, y1 + CROSS_PX)
    context.stroke()
    const name = sweptName(record)
    if (name === '') return
    const wish = labels.wish()
    wish.text = name + source.suffix
    wish.color = colors.ictLiquidity
    wish.rank = 'second'
    wish.x = x1 + LABEL_GAP_PX
    wish.align = 'left'
    wish.y = y1
    wish.otherX = x1 - LABEL_GAP_PX
    wish.otherAlign = 'right'
  }
}
