export interface PathBox {
  readonly width: number
  readonly height: number
}

/** Lowest and highest value that a picture shows. */
export interface ValueRange {
  readonly lowest: number
  readonly highest: number
}

/** Room above and below, so that the stroke is not cut at the highest and lowest value. */
const MARGIN = 1.5

/** A limit further from the values than this share of their span is left out: it would flatten the line. */
const LIMIT_REACH = 0.5

/** The range of the values, and of their limit where it is near enough to be shown with them. */
export function sparklineRange(values: readonly number[], limit?: number): ValueRange {
  const lowest = Math.min(...values)
  const highest = Math.max(...values)
  const reach = (highest - lowest) * LIMIT_REACH
  if (limit === undefined || limit > highest + reach || limit < lowest - reach) return { lowest, highest }
  return { lowest: Math.min(lowest, limit), highest: Math.max(highest, limit) }
}

/** Height of a value in the box, from its upper edge; the middle where all values are equal. */
export function sparklineY(value: number, { lowest, highest }: ValueRange, height: number): number {
  const span = highest - lowest
  return span === 0 ? height / 2 : MARGIN + (height - 2 * MARGIN) * (1 - (value - lowest) / span)
}

/**
 * An SVG path through values at equal distances, scaled to fill the box; a straight line through the middle when all
 * are equal, and empty with fewer than two values.
 */
export function sparklinePath(
  values: readonly number[],
  { width, height }: PathBox,
  range: ValueRange = sparklineRange(values),
): string {
  if (values.length < 2) return ''
  const points = values.map((value, index) => {
    const x = (index / (values.length - 1)) * width
    return `${x.toFixed(1)} ${sparklineY(value, range, height).toFixed(1)}`
  })
  return `M${points.join('L')}`
}

/** So many values out of a long series, at equal distances, its ends among them: a small picture needs no more points than pixels. */
export function thin(values: readonly number[], most: number): readonly number[] {
  if (values.length <= most) return values
  const step = (values.length - 1) / (most - 1)
  return Array.from({ length: most }, (_, index) => values[Math.round(index * step)] ?? 0)
}
