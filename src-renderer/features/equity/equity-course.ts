import type { EquityPoint } from '../../../src-contract/index.ts'

export const EQUITY_RANGES = ['day', 'week', 'month', 'all'] as const
export type EquityRange = (typeof EQUITY_RANGES)[number]

const DAY_MS = 86_400_000
const RANGE_MS: Readonly<Record<EquityRange, number>> = {
  day: DAY_MS,
  week: 7 * DAY_MS,
  month: 30 * DAY_MS,
  all: Number.POSITIVE_INFINITY,
}

/** Equity at a time, and how far it was below its highest until then. */
export interface CoursePoint extends EquityPoint {
  /** Share of the highest equity that is lost, 0 or less. */
  readonly drawdown: number
}

/** The points with the equity of this moment as last one; a point of the future, of a clock that was set back, goes. */
export function withLive(points: readonly EquityPoint[], live: EquityPoint | undefined): readonly EquityPoint[] {
  if (live === undefined) return points
  return [...points.filter(({ timeMs }) => timeMs < live.timeMs), live]
}

/** The course of equity, oldest first. Drawdown is counted from the highest of all points, not of a range. */
export function courseOf(points: readonly EquityPoint[]): readonly CoursePoint[] {
  let highest = Number.NEGATIVE_INFINITY
  return points.map((point) => {
    highest = Math.max(highest, point.equity)
    return { ...point, drawdown: highest > 0 ? point.equity / highest - 1 : 0 }
  })
}

/** The end of a course. */
export function inRange(course: readonly CoursePoint[], range: EquityRange): readonly CoursePoint[] {
  const last = course.at(-1)
  if (last === undefined) return course
  const sinceMs = last.timeMs - RANGE_MS[range]
  return course.filter(({ timeMs }) => timeMs >= sinceMs)
}

/** Less than what two decimals of a percentage show. */
const NOTHING_LOST = -0.00005

/** Class of a drawdown: none where it is written as 0.00 %. */
export const drawdownTone = (drawdown: number): 'down' | '' => (drawdown <= NOTHING_LOST ? 'down' : '')

export interface CourseSummary {
  readonly first: CoursePoint
  readonly last: CoursePoint
  readonly change: number
  /** Of the first equity; 0 where that was nothing. */
  readonly changeFraction: number
  /** Where equity was furthest below its highest. */
  readonly deepest: CoursePoint
}

/** Undefined with fewer than two points. */
export function summaryOf(course: readonly CoursePoint[]): CourseSummary | undefined {
  const [first, last] = [course[0], course.at(-1)]
  if (first === undefined || last === undefined || course.length < 2) return undefined
  const change = last.equity - first.equity
  const deepest = course.reduce((lowest, point) => (point.drawdown < lowest.drawdown ? point : lowest), first)
  return { first, last, change, changeFraction: first.equity > 0 ? change / first.equity : 0, deepest }
}

/** At most about so many points: of each stretch its lowest and its highest, so that no peak is lost; the ends stay. */
export function thinned(course: readonly CoursePoint[], most: number): readonly CoursePoint[] {
  if (course.length <= most) return course
  const perStretch = Math.ceil((course.length * 2) / most)
  const kept: CoursePoint[] = []
  for (let start = 0; start < course.length; start += perStretch) {
    const stretch = course.slice(start, start + perStretch)
    const [first] = stretch
    if (first === undefined) continue
    const low = stretch.reduce((least, point) => (point.equity < least.equity ? point : least), first)
    const high = stretch.reduce((largest, point) => (point.equity > largest.equity ? point : largest), first)
    kept.push(...(low.timeMs < high.timeMs ? [low, high] : low === high ? [low] : [high, low]))
  }
  const [first, last] = [course[0], course.at(-1)]
  const ends = [first, ...kept, last].filter((point) => point !== undefined)
  return ends.filter((point, index) => index === 0 || point.timeMs > (ends[index - 1]?.timeMs ?? 0))
}
