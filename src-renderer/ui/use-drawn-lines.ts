import { type RefObject, useMemo, useState } from 'react'
import type { TableLine } from './table-lines.ts'
import { useVirtual } from './use-virtual.ts'

/** From so many lines on only those in sight are drawn. */
const LONG_FROM = 40
const ROW_PX = 24
const HEAD_PX = 24

export interface DrawnLines {
  readonly indexes: readonly number[]
  /** Room for the lines above and below those that are drawn. */
  readonly beforePx: number
  readonly afterPx: number
  /** Sees to it that a line is drawn. */
  readonly scrollTo: (index: number) => void
  readonly measure: ((element: HTMLTableRowElement | null) => void) | undefined
}

const noScroll = (): void => undefined

/** Which lines of a table need to be drawn: all of a short one, and of a long one those in sight. */
export function useDrawnLines(lines: readonly TableLine<unknown>[], frame: RefObject<HTMLElement | null>): DrawnLines {
  const count = lines.length
  const isLong = count >= LONG_FROM
  const [rowPx, setRowPx] = useState(ROW_PX)
  const virtualizer = useVirtual({
    frame,
    count,
    enabled: isLong,
    itemPx: rowPx,
    measuresLater: true,
    headPx: HEAD_PX,
    keyAt: (index) => lines[index]?.id ?? index,
  })
  const items = virtualizer.getVirtualItems()
  const drawnPx = items.find(({ index }) => lines[index]?.kind === 'row')?.size
  // Rows that have not been drawn are as high as those that have: it depends on the density.
  if (drawnPx !== undefined && drawnPx !== rowPx) setRowPx(drawnPx)
  const all = useMemo(() => Array.from({ length: isLong ? 0 : count }, (_, index) => index), [isLong, count])
  if (!isLong) return { indexes: all, beforePx: 0, afterPx: 0, scrollTo: noScroll, measure: undefined }
  return {
    indexes: items.map(({ index }) => index),
    beforePx: items[0]?.start ?? 0,
    afterPx: virtualizer.getTotalSize() - (items.at(-1)?.end ?? 0),
    scrollTo: (index) => {
      const isDrawn = items.some((item) => item.index === index)
      if (!isDrawn) virtualizer.scrollToIndex(index, { align: 'auto' })
    },
    measure: virtualizer.measureElement,
  }
}
