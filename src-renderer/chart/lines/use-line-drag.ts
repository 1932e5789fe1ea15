import { type KeyboardEvent, type PointerEvent, useRef } from 'react'
import type { LineDrafts } from './line-drafts.ts'
import { type LineSide, steppedPrice } from './line-price.ts'
import { PillDrag } from './pill-drag.ts'
import type { ChartLines } from './use-chart-lines.ts'

const FAR_TICKS = 10

/** A line that can be moved. */
export interface DraggedLine<Target extends object, Preview> {
  readonly id: string
  readonly price: number
  readonly target: Target
  readonly drafts: LineDrafts<Target, Preview>
  /** Where it may lie. */
  readonly side: LineSide
  /** Where the engine has it; null where it is not there yet. */
  readonly workingPrice: string | null
  readonly locked: boolean
}

/** Moves a line with the pointer, or by keys. */
export function useLineDrag<Target extends object, Preview>(line: DraggedLine<Target, Preview>, lines: ChartLines) {
  const drag = useRef<PillDrag>(undefined)
  const { id, drafts, target, side, locked } = line

  const begin = (event: PointerEvent<HTMLElement>): void => {
    if (event.button !== 0 || locked) return
    event.currentTarget.setPointerCapture(event.pointerId)
    drag.current = startDrag(line, lines, event.clientY)
  }
  const move = (event: PointerEvent<HTMLElement>): void => {
    const price = drag.current?.priceAt(event.clientY)
    if (price !== undefined) drafts.move(target, price, 'dragged')
  }
  const end = (): void => {
    const moved = drag.current?.moving === true
    drag.current = undefined
    if (moved) drafts.drop(id, line.workingPrice)
  }
  const giveUp = (): void => {
    drag.current = undefined
    drafts.discard(id)
  }
  const step = (ticks: number): void => {
    const bounds = lines.boundsOf(side)
    if (bounds !== undefined && !locked) {
      drafts.move(target, steppedPrice(String(line.price), ticks, bounds), 'projected')
    }
  }
  const handleKeyDown = (event: KeyboardEvent<HTMLElement>): void => {
    const action = keyAction(event)
    if (action === undefined || (action === 'discard' && drafts.get(id) === undefined)) return
    event.preventDefault()
    event.stopPropagation()
    if (action === 'confirm') void drafts.confirm(id)
    else if (action === 'discard') giveUp()
    else step(action)
  }
  return {
    onPointerDown: begin,
    onPointerMove: move,
    onPointerUp: end,
    onPointerCancel: giveUp,
    onKeyDown: handleKeyDown,
  }
}

/** Ticks to move, or what becomes of the change. */
function keyAction({ key, shiftKey }: KeyboardEvent): number | 'confirm' | 'discard' | undefined {
  const ticks = shiftKey ? FAR_TICKS : 1
  switch (key) {
    case 'ArrowUp':
      return ticks
    case 'ArrowDown':
      return -ticks
    case 'Enter':
      return 'confirm'
    case 'Escape':
      return 'discard'
    default:
      return undefined
  }
}

function startDrag(
  { id, side }: Pick<DraggedLine<object, unknown>, 'id' | 'side'>,
  { session, boundsOf }: ChartLines,
  pointerY: number,
): PillDrag | undefined {
  if (session === undefined) return undefined
  const { canvas } = session
  const lineY = canvas.lines().find((placed) => placed.line.id === id)?.y
  if (lineY === undefined) return undefined
  return new PillDrag({
    pointerY,
    lineY,
    plotHeight: canvas.plot.height,
    priceAt: (y) => canvas.priceAt(y),
    bounds: () => boundsOf(side),
  })
}
