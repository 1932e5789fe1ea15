import type { IctRecordView } from '../../../src-contract/index.ts'
import { crisp } from '../canvas/canvas-target.ts'
import type { ChartColors } from '../canvas/chart-colors.ts'
import { clippedX, clippedY, type IctBox, type IctPainter, type SourceBrush } from './ict-painter.ts'
import { placeZone } from './place-zone.ts'
import { isActive } from './record-span.ts'
import { type ZoneKind, zoneLook, type ZoneLook } from './zone-look.ts'

const BAR_PX = 2
const LABEL_INSET_PX = 5
const LABEL_PX = 13
/** Of zones that have ended, only those that are wider than their label are named. */
const ENDED_LABEL_FROM_PX = 44
const MIDDLE_DASH = [3, 3]

/** Zones: gaps, blocks, displacements and entry zones. */
export class ZonePainter implements IctPainter {
  readonly kinds = ['fvg', 'orderBlock', 'breakerBlock', 'displacement', 'ote'] as const
  readonly zOrder = 'bottom'
  readonly place = placeZone
  #looks = new WeakMap<IctRecordView, ZoneLook>()
  #colors: ChartColors | undefined

  paint(record: IctRecordView, box: IctBox, brush: SourceBrush): void {
    const look = this.#lookOf(record, brush.colors)
    if (look === undefined) return
    paintBox(box, look, brush)
    wishLabel(record, { box, look, brush })
  }

  /** A record that changes is another object: its look is found out once. */
  #lookOf(record: IctRecordView, colors: ChartColors): ZoneLook | undefined {
    if (colors !== this.#colors) {
      this.#colors = colors
      this.#looks = new WeakMap()
    }
    const known = this.#looks.get(record)
    if (known !== undefined || !isZone(record)) return known
    const look = zoneLook(record, colors)
    this.#looks.set(record, look)
    return look
  }
}

const isZone = (record: IctRecordView): record is IctRecordView & { readonly kind: ZoneKind } =>
  record.kind === 'fvg' ||
  record.kind === 'orderBlock' ||
  record.kind === 'breakerBlock' ||
  record.kind === 'displacement' ||
  record.kind === 'ote'

function paintBox(box: IctBox, look: ZoneLook, brush: SourceBrush): void {
  const { context } = brush
  const [left, right] = [clippedX(box.x1, brush), clippedX(box.x2, brush)]
  const [top, bottom] = [clippedY(box.y1, brush), clippedY(box.y2, brush)]
  context.fillStyle = look.fill
  context.fillRect(left, top, right - left, bottom - top)
  context.strokeStyle = look.edge
  context.lineWidth = 1
  context.setLineDash(look.dash)
  context.beginPath()
  if (look.framed) context.rect(crisp(left), crisp(top), Math.round(right - left), Math.round(bottom - top))
  else traceLevels(context, { left, right, ys: [top, bottom] })
  context.stroke()
  if (look.middle) {
    context.setLineDash(MIDDLE_DASH)
    context.beginPath()
    traceLevels(context, { left, right, ys: [(box.y1 + box.y2) / 2] })
    context.stroke()
  }
  if (look.bar === undefined) return
  context.fillStyle = look.bar
  context.fillRect(Math.round(left), top, BAR_PX, bottom - top)
}

interface LevelLines {
  readonly left: number
  readonly right: number
  readonly ys: readonly number[]
}

function traceLevels(context: CanvasRenderingContext2D, { left, right, ys }: LevelLines): void {
  for (const y of ys) {
    context.moveTo(left, crisp(y))
    context.lineTo(right, crisp(y))
  }
}

interface Labelled {
  readonly box: IctBox
  readonly look: ZoneLook
  readonly brush: SourceBrush
}

/** At the left inside; of a zone that goes on, otherwise at the right edge, where no candles stand. */
function wishLabel(record: IctRecordView, { box: { x1, x2, y1, y2 }, look, brush }: Labelled): void {
  const active = isActive(record)
  if (!active && x2 - x1 < ENDED_LABEL_FROM_PX) return
  const wish = brush.labels.wish()
  wish.text = look.label + brush.source.suffix
  wish.color = look.labelColor
  wish.rank = active ? 'first' : 'last'
  wish.y = y2 - y1 >= LABEL_PX + 2 ? y1 + LABEL_PX / 2 + 1 : (y1 + y2) / 2
  wish.x = Math.max(x1, 0) + LABEL_INSET_PX
  wish.align = 'left'
  if (!active) return
  wish.otherX = x2 - LABEL_INSET_PX
  wish.otherAlign = 'right'
}
