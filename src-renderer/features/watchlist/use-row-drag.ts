import { type MouseEvent, type PointerEvent, useRef, useState } from 'react'

export interface RowDragOptions {
  /** False where rows have no order of their own: sorted, or found by searching. */
  readonly enabled: boolean
  readonly onMove: (rowId: string, index: number) => void
}

interface Drag {
  readonly rowId: string
  readonly startY: number
  readonly pointerId: number
  moving: boolean
  index: number
}

/** The pointer must go so far before it is a drag and no click. */
const THRESHOLD_PX = 5

/** Rows of a table are dragged to another place. Give the handlers to an element around the table. */
export function useRowDrag({ enabled, onMove }: RowDragOptions) {
  const drag = useRef<Drag | undefined>(undefined)
  const justDragged = useRef(false)
  /** Where the row would be dropped, from the upper edge of the element; undefined while nothing is dragged. */
  const [dropPx, setDropPx] = useState<number>()

  const end = (): void => {
    drag.current = undefined
    setDropPx(undefined)
  }
  const onPointerDown = (event: PointerEvent<HTMLElement>): void => {
    justDragged.current = false
    const rowId = rowUnder(event)?.dataset['rowId']
    const isControl = event.target instanceof Element && event.target.closest('button, input') !== null
    if (!enabled || event.button !== 0 || event.pointerType === 'touch' || rowId === undefined || isControl) return
    drag.current = { rowId, startY: event.clientY, pointerId: event.pointerId, moving: false, index: 0 }
  }
  const onPointerMove = (event: PointerEvent<HTMLElement>): void => {
    const { current } = drag
    if (current === undefined) return
    if (!current.moving && Math.abs(event.clientY - current.startY) < THRESHOLD_PX) return
    if (!current.moving) event.currentTarget.setPointerCapture(current.pointerId)
    current.moving = true
    const place = dropPlace(event.currentTarget, event.clientY)
    current.index = place.index
    setDropPx(place.px)
  }
  const onPointerUp = (event: PointerEvent<HTMLElement>): void => {
    const { current } = drag
    end()
    if (current?.moving !== true) return
    justDragged.current = true
    const from = rowsOf(event.currentTarget).findIndex((row) => row.dataset['rowId'] === current.rowId)
    // Taking the row out moves those under it up by one.
    onMove(current.rowId, current.index > from ? current.index - 1 : current.index)
  }
  const onClickCapture = (event: MouseEvent): void => {
    if (!justDragged.current) return
    justDragged.current = false
    event.stopPropagation()
  }
  return { dropPx, handlers: { onPointerDown, onPointerMove, onPointerUp, onPointerCancel: end, onClickCapture } }
}

const rowsOf = (place: HTMLElement): readonly HTMLElement[] => [
  ...place.querySelectorAll<HTMLElement>('tbody tr[data-row-id]'),
]

const rowUnder = ({ target }: { readonly target: EventTarget }): HTMLElement | undefined =>
  target instanceof Element ? (target.closest<HTMLElement>('tbody tr[data-row-id]') ?? undefined) : undefined

function dropPlace(place: HTMLElement, y: number): { readonly index: number; readonly px: number } {
  const boxes = rowsOf(place).map((row) => row.getBoundingClientRect())
  const index = boxes.filter(({ top, height }) => y > top + height / 2).length
  const edge = boxes[index]?.top ?? boxes.at(-1)?.bottom ?? 0
  return { index, px: edge - place.getBoundingClientRect().top }
}
