import { type RefObject, useLayoutEffect, useState } from 'react'

/**
 * Whether an element is lower than so many pixels; not before it was measured. For what changes all the time: left out by a
 * container query it would be taken out of the page's layout, and put back, at each change within the container.
 */
export function useIsLow(element: RefObject<HTMLElement | null>, limitPx: number): boolean {
  const [isLow, setIsLow] = useState(false)
  useLayoutEffect(() => {
    const measured = element.current
    if (measured === null) return undefined
    const measure = (): void => setIsLow(measured.clientHeight < limitPx)
    measure()
    const observer = new ResizeObserver(measure)
    observer.observe(measured)
    return () => observer.disconnect()
  }, [element, limitPx])
  return isLow
}
