import type { CoursePoint } from './equity-course.ts'

/** A stretch of the course: its last point, and the change since the stretch before. */
export interface EquityRow extends CoursePoint {
  /** Undefined for the first one. */
  readonly change: number | undefined
}

const MOST_ROWS = 200
const STEPS_MS = [1, 5, 15, 60, 240, 1440].map((minutes) => minutes * 60_000)

/** The course as rows of equal steps of time, newest first; no more than can be read. */
export function equityRows(course: readonly CoursePoint[]): readonly EquityRow[] {
  const [first, last] = [course[0], course.at(-1)]
  if (first === undefined || last === undefined) return []
  const spanMs = last.timeMs - first.timeMs
  const stepMs = STEPS_MS.find((step) => spanMs / step <= MOST_ROWS) ?? Math.ceil(spanMs / MOST_ROWS)
  const ends = course.filter((point, index) => {
    const next = course[index + 1]
    return next === undefined || Math.floor(next.timeMs / stepMs) !== Math.floor(point.timeMs / stepMs)
  })
  return ends
    .map(({ timeMs, equity, cash, drawdown }, index): EquityRow => {
      const before = ends[index - 1]
      return { timeMs, equity, cash, drawdown, change: before === undefined ? undefined : equity - before.equity }
    })
    .toReversed()
}
