import { type RefObject, useLayoutEffect, useState } from 'react'

export interface ElementSize {
  readonly width: number
  readonly height: number
}

/** Size of an element's content box in whole pixels; nothing until it was measured. */
export function useElementSize(element: RefObject<HTMLElement | null>): ElementSize {
  const [size, setSize] = useState<ElementSize>({ width: 0, height: 0 })
  useLayoutEffect(() => {
    const { current } = element
    if (current === null) return undefined
    const observer = new ResizeObserver(([entry]) => {
      if (entry === undefined) return
      const [width, height] = [Math.floor(entry.contentRect.width), Math.floor(entry.contentRect.height)]
      setSize((before) => (before.width === width && before.height === height ? before : { width, height }))
    })
    observer.observe(current)
    return () => observer.disconnect()
  }, [element])
  return size
}
