import { useSessionClock } from '../../client/index.ts'
import { formatAge, UNKNOWN, useNowMs } from '../../ui/index.ts'

const REFRESH_MS = 1_000

/** How long ago something was, no finer than it is shown anew, on the session's clock. Renders the caller every second. */
export function useSessionAge(sinceMs: number): string {
  useNowMs(REFRESH_MS)
  const nowMs = useSessionClock().nowMs()
  return nowMs === undefined ? UNKNOWN : formatAge(Math.max(nowMs - sinceMs, REFRESH_MS))
}

/** The same as a text of its own, so that the row around it is not drawn again. */
export function SessionAge({ sinceMs }: { readonly sinceMs: number }) {
  return useSessionAge(sinceMs)
}
