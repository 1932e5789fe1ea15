import type { MetricPoint } from '../../../src-contract/index.ts'
import { courseParts, linePath, type PlotBox, plotPlace } from './plot-path.ts'

/** Stretches that a tile has room for. */
const STRETCHES = 160

export interface SparkOptions {
  readonly fromMs: number
  readonly toMs: number
  /** Distance of two points that follow each other. */
  readonly stepMs: number
  readonly limit: number | null
  readonly width: number
  readonly height: number
}

export interface SparkPaths {
  readonly line: string
  readonly area: string
  /** Height of the limit; undefined where it is too far from the values to be shown with them. */
  readonly limitY: number | undefined
}

/** A small picture of a course at its place in time: its highest values, with the room under them. */
export function sparkPaths(points: readonly MetricPoint[], options: SparkOptions): SparkPaths {
  const { fromMs, toMs, stepMs, limit, width, height } = options
  const stretchMs = Math.max(stepMs, (toMs - fromMs) / STRETCHES)
  const peaks = peaksOf(points, stretchMs)
  const range = sparkRange(peaks, limit)
  const box: PlotBox = { width, height: height - 1, top: 2, fromMs, toMs, ...range }
  const place = plotPlace(box)
  const parts = courseParts(peaks, stretchMs)
  const lineOf = (part: readonly MetricPoint[]): string => linePath(part, place, ({ max }) => max)
  const closed = (part: readonly MetricPoint[]): string => {
    const [first, last] = [part[0]?.timeMs ?? fromMs, part.at(-1)?.timeMs ?? toMs]
    return `${lineOf(part)}L${place.x(last)} ${height}L${place.x(first)} ${height}Z`
  }
  const showsLimit = limit !== null && limit <= range.high
  return {
    line: parts.map(lineOf).join(''),
    area: parts.map(closed).join(''),
    limitY: showsLimit ? place.y(limit) : undefined,
  }
}

/** The highest value of every stretch: a spike must not be lost because there is no room for each point. */
function peaksOf(points: readonly MetricPoint[], stretchMs: number): readonly MetricPoint[] {
  const peaks: MetricPoint[] = []
  for (const point of points) {
    const last = peaks.at(-1)
    const isSame = last !== undefined && Math.floor(point.timeMs / stretchMs) === Math.floor(last.timeMs / stretchMs)
    if (!isSame) peaks.push(point)
    else if (point.max > last.max) peaks[peaks.length - 1] = { ...point, timeMs: last.timeMs }
  }
  return peaks
}

/** A limit further above the values than this share of their span would press them flat. */
const LIMIT_REACH = 0.5

/** From the lowest to the highest; what never moves lies at the bottom. */
function sparkRange(
  points: readonly MetricPoint[],
  limit: number | null,
): { readonly low: number; readonly high: number } {
  const low = Math.min(...points.map(({ max }) => max))
  const high = Math.max(...points.map(({ max }) => max))
  if (!(high > low)) return { low: Number.isFinite(low) ? low : 0, high: (Number.isFinite(low) ? low : 0) + 1 }
  const isNear = limit !== null && limit > high && limit <= high + (high - low) * LIMIT_REACH
  return { low, high: isNear ? limit : high }
}
