import type { ColumnPoint } from '../indicators/indicator-values.ts'

/** A point of a line, and whether the line ends at it, because there is a hole after it. */
export interface MarkedPoint {
  readonly point: ColumnPoint
  readonly endsLine: boolean
  /** There are newer points on the chart already. */
  readonly older: boolean
}

/**
 * The chart library joins the points on both sides of a hole. A line is broken by hiding the stretch that begins at the last
 * point before the hole; here is kept what was said of the newest points, so that only what changed is said again.
 */
export class HoleMarks {
  #lastMs = Number.NEGATIVE_INFINITY
  #said = new Map<number, boolean>()

  /** All points anew. */
  all(points: readonly ColumnPoint[]): readonly MarkedPoint[] {
    const marked = points.map((point, index) => ({ point, endsLine: endsLine(point, points[index + 1]), older: false }))
    this.#keep(marked)
    return marked
  }

  /** The newest points; those before the last one drawn only where the line now ends at them, or no longer does. */
  tail(points: readonly ColumnPoint[]): readonly MarkedPoint[] {
    const marked = points.map((point, index) => ({
      point,
      endsLine: endsLine(point, points[index + 1]),
      older: point.openTimeMs < this.#lastMs,
    }))
    const told = marked.filter(
      ({ point, endsLine: ends, older }) => !older || this.#said.get(point.openTimeMs) !== ends,
    )
    this.#keep(marked)
    return told
  }

  #keep(marked: readonly MarkedPoint[]): void {
    const kept = marked.slice(-2)
    this.#said = new Map(kept.map(({ point, endsLine: ends }) => [point.openTimeMs, ends]))
    this.#lastMs = kept.at(-1)?.point.openTimeMs ?? this.#lastMs
  }
}

const endsLine = ({ value }: ColumnPoint, next: ColumnPoint | undefined): boolean =>
  value !== null && next !== undefined && next.value === null
