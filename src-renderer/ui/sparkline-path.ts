export interface PathBox {
  readonly width: number
  readonly height: number
}

/** Room above and below, so that the stroke is not cut at the highest and lowest value. */
const MARGIN = 1.5

/**
 * An SVG path through values at equal distances, scaled to fill the box; a straight line through the middle when all
 * are equal, and empty with fewer than two values.
 */
export function sparklinePath(values: readonly number[], { width, height }: PathBox): string {
  if (values.length < 2) return ''
  const lowest = Math.min(...values)
  const span = Math.max(...values) - lowest
  const room = height - 2 * MARGIN
  const points = values.map((value, index) => {
    const x = (index / (values.length - 1)) * width
    const y = span === 0 ? height / 2 : MARGIN + room * (1 - (value - lowest) / span)
    return `${x.toFixed(1)} ${y.toFixed(1)}`
  })
  return `M${points.join('L')}`
}

/** So many values out of a long series, at equal distances, its ends among them: a small picture needs no more points than pixels. */
export function thin(values: readonly number[], most: number): readonly number[] {
  if (values.length <= most) return values
  const step = (values.length - 1) / (most - 1)
  return Array.from({ length: most }, (_, index) => values[Math.round(index * step)] ?? 0)
}
