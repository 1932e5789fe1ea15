import { useSyncExternalStore } from 'react'

const WIDE = '(width >= 1440px)'

/** True where tables have room for their less important columns. */
export function useWideWindow(): boolean {
  return useSyncExternalStore(
    (listener) => {
      const query = matchMedia(WIDE)
      query.addEventListener('change', listener)
      return () => query.removeEventListener('change', listener)
    },
    () => matchMedia(WIDE).matches,
  )
}
