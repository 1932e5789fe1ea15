/** How much of a chart's tools stands in its head at once; the rest is behind a button, or goes. */
export type HeadRoom = 'wide' | 'medium' | 'narrow' | 'least'

const WIDE_PX = 840
/** Long words of the tools are abbreviated. */
const MEDIUM_PX = 760
const NARROW_PX = 520

/** The badge that says how old the price is. */
const STALE_PX = 96

/**
 * @param widthPx Width of the panel; the head is as wide. Undefined while it is not known.
 * @param stale Whether the head has to say that the price is stale, too.
 */
export function headRoom(widthPx: number | undefined, stale = false): HeadRoom {
  const freePx = (widthPx ?? WIDE_PX + STALE_PX) - (stale ? STALE_PX : 0)
  if (freePx >= WIDE_PX) return 'wide'
  if (freePx >= MEDIUM_PX) return 'medium'
  return freePx >= NARROW_PX ? 'narrow' : 'least'
}
