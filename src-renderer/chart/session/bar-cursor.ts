/** What a key does to a chart. */
export type ChartKeyAction =
  | { readonly kind: 'move'; readonly bars: number }
  | { readonly kind: 'zoom'; readonly factor: number }
  | { readonly kind: 'first' }
  | { readonly kind: 'newest' }
  | { readonly kind: 'leave' }
  | { readonly kind: 'alert' }

export interface PressedKey {
  readonly key: string
  readonly code: string
  readonly shiftKey: boolean
  readonly altKey: boolean
  readonly ctrlKey: boolean
  readonly metaKey: boolean
}

const ZOOM = 1.25
const FAR_BARS = 10

/** The action of a key that was pressed on a chart; undefined where it has none. */
export function chartKeyAction({
  key,
  code,
  shiftKey,
  altKey,
  ctrlKey,
  metaKey,
}: PressedKey): ChartKeyAction | undefined {
  if (ctrlKey || metaKey) return undefined
  // With Alt held, some systems turn the letter into another sign; the key itself stays the same.
  if (altKey) return code === 'KeyA' ? { kind: 'alert' } : undefined
  const step = shiftKey ? FAR_BARS : 1
  switch (key) {
    case 'ArrowLeft':
      return { kind: 'move', bars: -step }
    case 'ArrowRight':
      return { kind: 'move', bars: step }
    case '+':
    case '=':
      return { kind: 'zoom', factor: ZOOM }
    case '-':
      return { kind: 'zoom', factor: 1 / ZOOM }
    case 'Home':
      return { kind: 'first' }
    case 'End':
      return { kind: 'newest' }
    case 'Escape':
      return { kind: 'leave' }
    default:
      return undefined
  }
}

/** Index of the bar that the cursor goes to, within the bars there are; undefined where there is none. */
export function movedCursor(from: number | undefined, bars: number, count: number): number | undefined {
  if (count === 0) return undefined
  const newest = count - 1
  return Math.min(newest, Math.max(0, (from ?? newest) + (from === undefined ? Math.min(0, bars) : bars)))
}
