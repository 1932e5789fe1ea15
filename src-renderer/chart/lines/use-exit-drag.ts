import { type KeyboardEvent, type PointerEvent, useRef } from 'react'
import { workingPriceOf } from './exit-drafts.ts'
import { steppedExitPrice } from './exit-price.ts'
import { PillDrag } from './pill-drag.ts'
import type { ExitLine } from './price-lines.ts'
import type { ChartLines } from './use-chart-lines.ts'

const FAR_TICKS = 10

/** Moves a stop or target with the pointer, or by keys. */
export function useExitDrag(line: ExitLine, lines: ChartLines) {
  const drag = useRef<PillDrag>(undefined)
  const { drafts } = lines.commands
  const { id, position, role: leg } = line
  const locked = lines.disabled || line.draft?.phase === 'sent'
  const target = { positionId: position.positionId, leg }

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
    if (moved) drafts.drop(id, workingPriceOf(position, leg))
  }
  const giveUp = (): void => {
    drag.current = undefined
    drafts.discard(id)
  }
  const step = (ticks: number): void => {
    const bounds = lines.boundsOf(position, leg)
    if (bounds !== undefined && !locked)
      drafts.move(target, steppedExitPrice(String(line.price), ticks, bounds), 'projected')
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

function startDrag(line: ExitLine, { session, boundsOf }: ChartLines, pointerY: number): PillDrag | undefined {
  if (session === undefined) return undefined
  const { canvas } = session
  const lineY = canvas.lines().find((placed) => placed.line.id === line.id)?.y
  if (lineY === undefined) return undefined
  return new PillDrag({
    pointerY,
    lineY,
    plotHeight: canvas.plot.height,
    priceAt: (y) => canvas.priceAt(y),
    bounds: () => boundsOf(line.position, line.role),
  })
}
