import { type ReactVirtualizer, useVirtualizer, type Virtualizer } from '@tanstack/react-virtual'
import type { RefObject } from 'react'

export interface VirtualOptions {
  readonly frame: RefObject<HTMLElement | null>
  readonly count: number
  /** Height of most items in pixels; each is measured once it is drawn. */
  readonly itemPx: number
  /**
   * Measures when the browser has laid out the page anyway, before it shows it. Without this every item that changes is measured at
   * once, which asks for a layout: right where the list is scrolled to an item in the same moment.
   */
  readonly measuresLater?: boolean
  readonly keyAt: (index: number) => string | number
  readonly enabled?: boolean
  /** Covered by something that stays at the upper edge. */
  readonly headPx?: number
}

const OVERSCAN = 8

/** Which of many items are in sight. */
export function useVirtual(options: VirtualOptions): ReactVirtualizer<HTMLElement, Element> {
  const { frame, count, itemPx, keyAt, enabled = true, headPx = 0, measuresLater = false } = options
  // oxlint-disable-next-line react/incompatible-library -- its functions change with every render, and nothing here remembers them.
  return useVirtualizer({
    count,
    enabled,
    getScrollElement: () => frame.current,
    estimateSize: () => itemPx,
    getItemKey: keyAt,
    overscan: OVERSCAN,
    scrollPaddingStart: headPx,
    ...(measuresLater ? { measureElement: observedHeight } : {}),
  })
}

function observedHeight(
  element: Element,
  entry: ResizeObserverEntry | undefined,
  list: Virtualizer<HTMLElement, Element>,
): number {
  const [box] = entry?.borderBoxSize ?? []
  if (box) return box.blockSize
  const index = list.indexFromElement(element)
  return list.itemSizeCache.get(list.options.getItemKey(index)) ?? list.options.estimateSize(index)
}
