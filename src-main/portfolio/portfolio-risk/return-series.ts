import type { InstrumentId } from '../../domain/index.ts'

/** A price at the end of a bar. */
export interface ClosePoint {
  readonly timeMs: number
  readonly close: number
}

/** Closes of one instrument, oldest first. */
export interface CloseSeries {
  readonly instrumentId: InstrumentId
  readonly closes: readonly ClosePoint[]
}

/** Returns of one instrument by the time of the later close. */
export interface ReturnSeries {
  readonly instrumentId: InstrumentId
  readonly returns: ReadonlyMap<number, number>
}

/** Returns of several instruments at the times that all of them have, oldest first. */
export interface AlignedReturns {
  readonly times: readonly number[]
  /** In the order of the series. */
  readonly rows: readonly (readonly number[])[]
}

/** Simple returns between closes exactly one step apart: over a hole in the bars there is none. */
export function returnSeriesOf({ instrumentId, closes }: CloseSeries, stepMs: number): ReturnSeries {
  const returns = new Map<number, number>()
  let before: ClosePoint | undefined
  for (const point of closes) {
    if (before && point.timeMs - before.timeMs === stepMs && before.close > 0) {
      returns.set(point.timeMs, point.close / before.close - 1)
    }
    before = point
  }
  return { instrumentId, returns }
}

export function alignReturns(series: readonly ReturnSeries[]): AlignedReturns {
  const [first, ...others] = series
  const times = [...(first?.returns.keys() ?? [])].filter((timeMs) =>
    others.every(({ returns }) => returns.has(timeMs)),
  )
  const rows = series.map(({ returns }) => times.map((timeMs) => returns.get(timeMs) ?? Number.NaN))
  return { times, rows }
}
