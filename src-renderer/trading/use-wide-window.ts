import { useMediaQuery } from '../ui/index.ts'

/** True where tables have room for their less important columns. */
export function useWideWindow(): boolean {
  return useMediaQuery('(width >= 1440px)')
}
