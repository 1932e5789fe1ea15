import type { IctRecordView } from '../../../src-contract/index.ts'
import { crisp } from '../canvas/canvas-target.ts'
import { type ChartColors, withOpacity } from '../canvas/chart-colors.ts'
import type { IctFrame } from './ict-frame.ts'
import { clippedX, type IctBox, type IctPainter, type SourceBrush } from './ict-painter.ts'

const BAND_OPACITY = 0.06
const SIDE_OPACITY = 0.25
const EDGE_OPACITY = 0.55
/** Height of a row with names over the time axis, and of what stands below them. */
const LANE_PX = 14
const ATTRIBUTION_PX = 18
const INSET_PX = 4

/** Sessions and kill zones: a band over the whole height, its high and low as edges, its name over the time axis. */
export class SessionPainter implements IctPainter {
  readonly kinds = ['session'] as const
  readonly zOrder = 'bottom'

  place({ formedAtMs, confirmedAtMs }: IctRecordView, frame: IctFrame, box: IctBox): boolean {
    box.x1 = frame.xOf(formedAtMs)
    box.x2 = frame.xOf(confirmedAtMs)
    box.y1 = 0
    box.y2 = frame.height
    return box.x2 > box.x1
  }

  paint({ label, top, bottom }: IctRecordView, { x1, x2 }: IctBox, brush: SourceBrush): void {
    const { context, colors, frame, height } = brush
    const color = sessionColor(label, colors)
    const [left, right] = [clippedX(x1, brush), clippedX(x2, brush)]
    context.fillStyle = withOpacity(color, BAND_OPACITY)
    context.fillRect(left, 0, right - left, height)
    context.lineWidth = 1
    context.setLineDash([])
    context.strokeStyle = withOpacity(color, SIDE_OPACITY)
    context.beginPath()
    for (const x of [x1, x2]) {
      context.moveTo(crisp(clippedX(x, brush)), 0)
      context.lineTo(crisp(clippedX(x, brush)), height)
    }
    context.stroke()
    context.strokeStyle = withOpacity(color, EDGE_OPACITY)
    context.beginPath()
    for (const price of [top, bottom]) {
      if (price === null) continue
      context.moveTo(left, crisp(frame.yOf(price)))
      context.lineTo(right, crisp(frame.yOf(price)))
    }
    context.stroke()
    wishName(label, x1, brush)
  }
}

function wishName(label: string | null, x1: number, { labels, colors, height }: SourceBrush): void {
  if (label === null) return
  const wish = labels.wish()
  wish.text = label
  wish.color = sessionColor(label, colors)
  wish.rank = 'second'
  wish.x = Math.max(0, x1) + INSET_PX
  wish.align = 'left'
  // Kill zones lie in the sessions of their places: a row of their own keeps both names in sight.
  wish.y = height - ATTRIBUTION_PX - LANE_PX * (isKillZone(label) ? 1.5 : 0.5)
}

const isKillZone = (label: string): boolean => /kill\s?zone/i.test(label)

/** Three neutral colours, by the place of the session. */
export function sessionColor(label: string | null, colors: ChartColors): string {
  if (/london|europe|frankfurt/i.test(label ?? '')) return colors.ictSession2
  if (/new york|us\b|chicago/i.test(label ?? '')) return colors.ictSession3
  return colors.ictSession1
}
