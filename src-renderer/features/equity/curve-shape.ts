import { type TimeTick, timeTicks, valueTicks } from './axis-ticks.ts'
import type { CoursePoint } from './equity-course.ts'

/** Pixels of the picture. */
export interface CurveSize {
  readonly width: number
  readonly height: number
}

/** A tick with its place from the upper edge. */
export interface PlacedTick {
  readonly value: number
  readonly y: number
}

export interface CurveShape {
  /** Right end of the plot; the values stand behind it. */
  readonly plotWidth: number
  /** Lower end of the curve, and of the drawdown under it. */
  readonly curveBottom: number
  readonly bottom: number
  readonly equityPath: string
  readonly equityArea: string
  readonly drawdownPath: string
  readonly drawdownArea: string
  readonly equityTicks: readonly PlacedTick[]
  readonly drawdownTicks: readonly PlacedTick[]
  readonly timeTicks: readonly (TimeTick & { readonly x: number })[]
  readonly xOf: (timeMs: number) => number
  readonly equityY: (equity: number) => number
  readonly drawdownY: (drawdown: number) => number
}

const AXIS_PX = 62
const TIME_PX = 18
const GAP_PX = 8
const TOP_PX = 6
/** Share of the drawdown in the height. */
const DRAWDOWN_SHARE = 0.26
/** Value ticks are so far apart at least; time ticks, too. */
const VALUE_TICK_PX = 44
const TIME_TICK_PX = 76
/** A drawdown that is next to nothing must not fill its place. */
const LEAST_DRAWDOWN = -0.01

/** Everything that is drawn of a course with two points or more, in the pixels of its place. */
export function curveShape(course: readonly CoursePoint[], { width, height }: CurveSize): CurveShape {
  const plotWidth = Math.max(10, width - AXIS_PX)
  const bottom = Math.max(TOP_PX + 20, height - TIME_PX)
  const curveBottom = Math.round(TOP_PX + (bottom - TOP_PX) * (1 - DRAWDOWN_SHARE)) - GAP_PX
  const [fromMs, toMs] = [course[0]?.timeMs ?? 0, course.at(-1)?.timeMs ?? 1]
  const xOf = scale([fromMs, toMs], [0, plotWidth])
  const equities = padded(course.map(({ equity }) => equity))
  const equityY = scale(equities, [curveBottom, TOP_PX])
  const deepest = Math.min(LEAST_DRAWDOWN, ...course.map(({ drawdown }) => drawdown))
  const drawdownY = scale([0, deepest], [curveBottom + GAP_PX, bottom - 2])
  const equityPath = pathOf(course, (point) => [xOf(point.timeMs), equityY(point.equity)])
  const drawdownPath = pathOf(course, (point) => [xOf(point.timeMs), drawdownY(point.drawdown)])
  const [startX, endX] = [xOf(fromMs).toFixed(1), xOf(toMs).toFixed(1)]
  const area = (path: string, y: number): string => `${path}L${endX} ${y.toFixed(1)}L${startX} ${y.toFixed(1)}Z`
  const place = (ticks: readonly number[], yOf: (value: number) => number): readonly PlacedTick[] =>
    ticks.map((value) => ({ value, y: yOf(value) }))
  return {
    plotWidth,
    curveBottom,
    bottom,
    equityPath,
    equityArea: area(equityPath, curveBottom),
    drawdownPath,
    drawdownArea: area(drawdownPath, drawdownY(0)),
    equityTicks: place(valueTicks(...equities, Math.floor(curveBottom / VALUE_TICK_PX)), equityY),
    drawdownTicks: place(valueTicks(deepest, 0, 2), drawdownY),
    timeTicks: timeTicks(fromMs, toMs, Math.floor(plotWidth / TIME_TICK_PX)).map(({ timeMs, label }) => ({
      timeMs,
      label,
      x: xOf(timeMs),
    })),
    xOf,
    equityY,
    drawdownY,
  }
}

type Ends = readonly [number, number]

function scale([low, high]: Ends, [from, to]: Ends): (value: number) => number {
  const span = high - low
  return (value) => (span === 0 ? (from + to) / 2 : from + ((value - low) / span) * (to - from))
}

/** The values' ends with some air. */
function padded(values: readonly number[]): Ends {
  const [low, high] = [Math.min(...values), Math.max(...values)]
  const air = high === low ? Math.max(1, Math.abs(high) * 0.001) : (high - low) * 0.06
  return [low - air, high + air]
}

function pathOf(course: readonly CoursePoint[], place: (point: CoursePoint) => Ends): string {
  const points = course.map((point) => {
    const [x, y] = place(point)
    return `${x.toFixed(1)} ${y.toFixed(1)}`
  })
  return `M${points.join('L')}`
}

/** Index of the point nearest to a place from the left. */
export function nearestPoint(course: readonly CoursePoint[], x: number, xOf: (timeMs: number) => number): number {
  let nearest = 0
  for (const [index, { timeMs }] of course.entries()) {
    const best = course[nearest]
    if (best !== undefined && Math.abs(xOf(timeMs) - x) < Math.abs(xOf(best.timeMs) - x)) nearest = index
  }
  return nearest
}
