import { z } from 'zod'

const RECENT = 'wheelhouse.palette'

/** Ids of the entries of the palette that were used last in this browser, newest first. */
export function readRecent(): readonly string[] {
  try {
    return z
      .array(z.string())
      .catch([])
      .parse(JSON.parse(localStorage.getItem(RECENT) ?? '[]'))
  } catch {
    // Somebody else has written there; the list begins anew.
    return []
  }
}

export function writeRecent(recent: readonly string[]): void {
  localStorage.setItem(RECENT, JSON.stringify(recent))
}
