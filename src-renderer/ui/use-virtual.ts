import { type ReactVirtualizer, useVirtualizer } from '@tanstack/react-virtual'
import type { RefObject } from 'react'

export interface VirtualOptions {
  readonly frame: RefObject<HTMLElement | null>
  readonly count: number
  /** Height of most items in pixels; each is measured once it is drawn. */
  readonly itemPx: number
  readonly keyAt: (index: number) => string | number
  readonly enabled?: boolean
  /** Covered by something that stays at the upper edge. */
  readonly headPx?: number
}

const OVERSCAN = 8

/** Which of many items are in sight. */
export function useVirtual(options: VirtualOptions): ReactVirtualizer<HTMLElement, Element> {
  const { frame, count, itemPx, keyAt, enabled = true, headPx = 0 } = options
  // oxlint-disable-next-line react/incompatible-library -- its functions change with every render, and nothing here remembers them.
  return useVirtualizer({
    count,
    enabled,
    getScrollElement: () => frame.current,
    estimateSize: () => itemPx,
    getItemKey: keyAt,
    overscan: OVERSCAN,
    scrollPaddingStart: headPx,
  })
}
