import type { IctRecordView } from '../../../src-contract/index.ts'
import { crisp } from '../canvas/canvas-target.ts'
import { withOpacity } from '../canvas/chart-colors.ts'
import { clippedX, type IctBox, type IctPainter, type SourceBrush } from './ict-painter.ts'
import { periodLevelName, poolName } from './level-names.ts'
import { levelOf, placeLevel, placeZone } from './place-zone.ts'
import { isActive } from './record-span.ts'

const DOTTED = [1, 3]
const ENDED_OPACITY = 0.5
const LABEL_GAP_PX = 8
const INSET_PX = 4

interface LevelLine {
  readonly y: number
  readonly price: number
  readonly name: string
  /** 1 writes above the line, -1 below. */
  readonly side: 1 | -1
}

/** Pools of equal highs or lows: a line until the price takes them. */
export class PoolPainter implements IctPainter {
  readonly kinds = ['liquidityPool'] as const
  readonly zOrder = 'normal'
  readonly place = placeLevel

  paint(record: IctRecordView, box: IctBox, brush: SourceBrush): void {
    const side = record.direction === -1 ? -1 : 1
    paintLevel(record, { y: box.y1, price: levelOf(record) ?? 0, name: poolName(side), side }, { box, brush })
  }
}

/** Highs and lows of former days, weeks and parts of a day: two lines each. */
export class PeriodPainter implements IctPainter {
  readonly kinds = ['previousHighLow'] as const
  readonly zOrder = 'normal'
  readonly place = placeZone

  paint(record: IctRecordView, box: IctBox, brush: SourceBrush): void {
    const { label, top, bottom } = record
    if (top === null || bottom === null) return
    const at = { box, brush }
    paintLevel(record, { y: box.y1, price: top, name: periodLevelName(label, 1), side: 1 }, at)
    paintLevel(record, { y: box.y2, price: bottom, name: periodLevelName(label, -1), side: -1 }, at)
  }
}

interface LevelPlace {
  readonly box: IctBox
  readonly brush: SourceBrush
}

function paintLevel(record: IctRecordView, line: LevelLine, { box: { x1, x2 }, brush }: LevelPlace): void {
  const { context, colors } = brush
  const active = isActive(record)
  context.strokeStyle = active ? colors.ictLiquidity : withOpacity(colors.ictLiquidity, ENDED_OPACITY)
  context.lineWidth = 1
  context.setLineDash(DOTTED)
  context.beginPath()
  context.moveTo(clippedX(x1, brush), crisp(line.y))
  context.lineTo(clippedX(x2, brush), crisp(line.y))
  context.stroke()
  const wish = brush.labels.wish()
  const name = line.name + brush.source.suffix
  wish.text = active ? `${name} ${brush.formatPrice(line.price)}` : name
  wish.color = colors.ictLiquidity
  wish.rank = active ? 'first' : 'last'
  wish.y = line.y - line.side * LABEL_GAP_PX
  wish.x = active ? x2 - INSET_PX : Math.max(0, x1) + INSET_PX
  wish.align = active ? 'right' : 'left'
  if (!active) return
  wish.otherX = Math.max(0, x1) + INSET_PX
  wish.otherAlign = 'left'
}
