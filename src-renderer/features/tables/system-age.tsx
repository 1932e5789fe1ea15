import { formatAge, useNowMs } from '../../ui/index.ts'

const REFRESH_MS = 1_000

/** How long ago something was, no finer than it is shown anew, on the system's clock. Renders the caller every second. */
export function useSystemAge(sinceMs: number): string {
  return formatAge(Math.max(useNowMs(REFRESH_MS) - sinceMs, REFRESH_MS))
}

/** The same as a text of its own, so that the row around it is not drawn again. */
export function SystemAge({ sinceMs }: { readonly sinceMs: number }) {
  return useSystemAge(sinceMs)
}
