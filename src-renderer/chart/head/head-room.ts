/** How much of a chart's tools stands in its head at once; the rest is behind a button, or goes. */
export type HeadRoom = 'wide' | 'narrow' | 'least'

const WIDE_PX = 700
const NARROW_PX = 420

/** @param widthPx Width of the panel; the head is as wide. Undefined while it is not known. */
export function headRoom(widthPx: number | undefined): HeadRoom {
  if (widthPx === undefined || widthPx >= WIDE_PX) return 'wide'
  return widthPx >= NARROW_PX ? 'narrow' : 'least'
}
