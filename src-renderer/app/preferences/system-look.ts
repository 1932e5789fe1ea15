import type { SystemLook } from './theme.ts'

const QUERIES = { prefersLight: '(prefers-color-scheme: light)', prefersContrast: '(prefers-contrast: more)' } as const

/** What the operating system asks for now. */
export function systemLook(): SystemLook {
  return {
    prefersLight: matchMedia(QUERIES.prefersLight).matches,
    prefersContrast: matchMedia(QUERIES.prefersContrast).matches,
  }
}

/** Calls back whenever the system asks for something else; for the life of the page. */
export function onSystemLook(listener: () => void): void {
  for (const query of Object.values(QUERIES)) matchMedia(query).addEventListener('change', listener)
}
