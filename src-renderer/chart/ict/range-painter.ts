import type { IctRecordView } from '../../../src-contract/index.ts'
import { crisp } from '../canvas/canvas-target.ts'
import { withOpacity } from '../canvas/chart-colors.ts'
import { clippedX, clippedY, type IctBox, type IctPainter, type SourceBrush } from './ict-painter.ts'
import { placeZone } from './place-zone.ts'
import { isActive } from './record-span.ts'

const ACTIVE_FILL = 0.07
const ENDED_FILL = 0.03
const EDGE_OPACITY = 0.6
const EQUILIBRIUM_DASH = [6, 4]
const LABEL_INSET_PX = 6
const LABEL_PX = 13
/** Labels need room for three rows. */
const LABELLED_FROM_PX = 52

/** Dealing ranges: the premium above the equilibrium, the discount below. */
export class RangePainter implements IctPainter {
  readonly kinds = ['premiumDiscount'] as const
  readonly zOrder = 'bottom'
  readonly place = placeZone

  paint(record: IctRecordView, box: IctBox, brush: SourceBrush): void {
    const active = isActive(record)
    const middle = record.level === null ? (box.y1 + box.y2) / 2 : brush.frame.yOf(record.level)
    const opacity = active ? ACTIVE_FILL : ENDED_FILL
    fillHalf(brush, box, { top: box.y1, bottom: middle, color: withOpacity(brush.colors.down, opacity) })
    fillHalf(brush, box, { top: middle, bottom: box.y2, color: withOpacity(brush.colors.up, opacity) })
    paintLines(brush, box, { middle, opacity: active ? 1 : EDGE_OPACITY / 2 })
    if (active) wishLabels(brush, box, middle)
  }
}

interface Half {
  readonly top: number
  readonly bottom: number
  readonly color: string
}

function fillHalf(brush: SourceBrush, { x1, x2 }: IctBox, { top, bottom, color }: Half): void {
  const left = clippedX(x1, brush)
  const upper = clippedY(top, brush)
  brush.context.fillStyle = color
  brush.context.fillRect(left, upper, clippedX(x2, brush) - left, clippedY(bottom, brush) - upper)
}

interface RangeLines {
  readonly middle: number
  readonly opacity: number
}

function paintLines(brush: SourceBrush, { x1, x2, y1, y2 }: IctBox, { middle, opacity }: RangeLines): void {
  const { context, colors } = brush
  const [left, right] = [clippedX(x1, brush), clippedX(x2, brush)]
  context.lineWidth = 1
  context.strokeStyle = withOpacity(colors.text3, opacity * EDGE_OPACITY)
  context.setLineDash([])
  context.beginPath()
  for (const y of [y1, y2]) {
    context.moveTo(left, crisp(y))
    context.lineTo(right, crisp(y))
  }
  context.stroke()
  context.strokeStyle = withOpacity(colors.text2, opacity)
  context.setLineDash(EQUILIBRIUM_DASH)
  context.beginPath()
  context.moveTo(left, crisp(middle))
  context.lineTo(right, crisp(middle))
  context.stroke()
}

function wishLabels(brush: SourceBrush, { x1, x2, y1, y2 }: IctBox, middle: number): void {
  const { colors, source } = brush
  const say = (text: string, color: string, y: number): void => {
    const wish = brush.labels.wish()
    wish.text = text + source.suffix
    wish.color = color
    wish.y = y
    wish.x = Math.max(0, x1) + LABEL_INSET_PX
    wish.align = 'left'
    wish.otherX = x2 - LABEL_INSET_PX
    wish.otherAlign = 'right'
  }
  say('EQ', colors.text2, middle - LABEL_PX / 2)
  if (y2 - y1 < LABELLED_FROM_PX) return
  say('Premium', colors.down, y1 + LABEL_PX / 2 + 1)
  say('Discount', colors.up, y2 - LABEL_PX / 2 - 1)
}
