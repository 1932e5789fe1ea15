import { type RefObject, useLayoutEffect, useState } from 'react'

/** Height of an element's content box in pixels; 0 until it was measured. */
export function useElementHeight(element: RefObject<HTMLElement | null>): number {
  const [heightPx, setHeightPx] = useState(0)
  useLayoutEffect(() => {
    const { current } = element
    if (current === null) return undefined
    const observer = new ResizeObserver(([entry]) => {
      if (entry !== undefined) setHeightPx(entry.contentRect.height)
    })
    observer.observe(current)
    return () => observer.disconnect()
  }, [element])
  return heightPx
}
