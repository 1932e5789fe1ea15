/** Where something floating opens: an element, or anything that knows its place on the screen. */
export type AnchorPoint = Element | { getBoundingClientRect(): DOMRect }

/** A single point of the window in CSS pixels, for example where the pointer is. */
export function anchorAt(x: number, y: number): AnchorPoint {
  return { getBoundingClientRect: () => new DOMRect(x, y, 0, 0) }
}
