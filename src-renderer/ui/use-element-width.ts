import { type RefObject, useLayoutEffect, useState } from 'react'

/** Inner width of an element in pixels, kept up to date; undefined before it is in the page. */
export function useElementWidth(element: RefObject<HTMLElement | null>): number | undefined {
  const [widthPx, setWidthPx] = useState<number>()
  useLayoutEffect(() => {
    const measured = element.current
    if (measured === null) return undefined
    const measure = (): void => setWidthPx(measured.clientWidth)
    measure()
    const observer = new ResizeObserver(measure)
    observer.observe(measured)
    return () => observer.disconnect()
  }, [element])
  return widthPx
}
