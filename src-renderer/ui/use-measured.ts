import { type RefObject, useLayoutEffect, useState } from 'react'

/**
 * What is read off an element's size, kept up to date; undefined before it is in the page. The caller is drawn anew only when
 * the reading is another one.
 *
 * @param read - The same function each time.
 */
export function useMeasured<Reading>(
  element: RefObject<HTMLElement | null>,
  read: (measured: HTMLElement) => Reading,
): Reading | undefined {
  const [reading, setReading] = useState<Reading>()
  useLayoutEffect(() => {
    const measured = element.current
    if (measured === null) return undefined
    const measure = (): void => setReading(() => read(measured))
    measure()
    const observer = new ResizeObserver(measure)
    observer.observe(measured)
    return () => observer.disconnect()
  }, [element, read])
  return reading
}
