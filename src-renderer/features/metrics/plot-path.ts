import type { MetricPoint } from '../../../src-contract/index.ts'

/** Where a plot stands and what it spans. */
export interface PlotBox {
  readonly width: number
  /** From the upper edge to the lowest value. */
  readonly height: number
  /** Room above the highest value. */
  readonly top: number
  readonly fromMs: number
  readonly toMs: number
  readonly low: number
  readonly high: number
}

export interface PlotPlace {
  readonly x: (timeMs: number) => number
  readonly y: (value: number) => number
}

/** Pixels of a moment and of a value. */
export function plotPlace({ width, height, top, fromMs, toMs, low, high }: PlotBox): PlotPlace {
  const round = (pixels: number): number => Math.round(pixels * 10) / 10
  return {
    x: (timeMs) => round(((timeMs - fromMs) / (toMs - fromMs)) * width),
    y: (value) => round(top + (height - top) * (1 - (value - low) / (high - low))),
  }
}

/** Further apart than this many steps, two points do not belong to one line: nothing was measured between them. */
const GAP_STEPS = 3

/** Parts of a course without a gap in them. @param stepMs Distance of two points that follow each other. */
export function courseParts(points: readonly MetricPoint[], stepMs: number): readonly (readonly MetricPoint[])[] {
  const parts: MetricPoint[][] = []
  for (const point of points) {
    const part = parts.at(-1)
    const before = part?.at(-1)
    if (part !== undefined && before !== undefined && point.timeMs - before.timeMs <= GAP_STEPS * stepMs)
      part.push(point)
    else parts.push([point])
  }
  return parts
}

/** The line through the points of a part. */
export function linePath(
  part: readonly MetricPoint[],
  { x, y }: PlotPlace,
  value: (point: MetricPoint) => number,
): string {
  return part.map((point, index) => `${index === 0 ? 'M' : 'L'}${x(point.timeMs)} ${y(value(point))}`).join('')
}

/** The lines of the means and of the highest values; they break where nothing was measured. */
export function coursePaths(
  points: readonly MetricPoint[],
  { box, stepMs }: { readonly box: PlotBox; readonly stepMs: number },
): { readonly mean: string; readonly max: string } {
  const place = plotPlace(box)
  const parts = courseParts(points, stepMs)
  const path = (value: (point: MetricPoint) => number): string =>
    parts.map((part) => linePath(part, place, value)).join('')
  return { mean: path(({ mean }) => mean), max: path(({ max }) => max) }
}
