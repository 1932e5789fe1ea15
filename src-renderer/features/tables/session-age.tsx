import { useSessionClock } from '../../client/index.ts'
import { formatAge, UNKNOWN, useNowMs } from '../../ui/index.ts'

const REFRESH_MS = 1_000

/** How long ago something was, on the session's clock; renders the caller every second. */
export function useSessionAge(sinceMs: number): string {
  useNowMs(REFRESH_MS)
  const nowMs = useSessionClock().nowMs()
  return nowMs === undefined ? UNKNOWN : formatAge(nowMs - sinceMs)
}

/** The same as a text of its own, so that the row around it is not drawn again. */
export function SessionAge({ sinceMs }: { readonly sinceMs: number }) {
  return useSessionAge(sinceMs)
}
