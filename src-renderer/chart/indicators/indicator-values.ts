import type { CandleView, IndicatorPoint } from '../../../src-contract/index.ts'

/** A value of one column at a bar. */
export interface ColumnPoint {
  readonly openTimeMs: number
  readonly value: number
}

/** Values of an indicator at a bar, one for each column; null while it warms up. */
export type ValuesAtBar = readonly (number | null)[]

/** Values of one indicator by bar. Kept apart from the bars, because either may come first. */
export class IndicatorValues {
  readonly #byTime = new Map<number, ValuesAtBar>()

  take(points: readonly IndicatorPoint[]): void {
    for (const { openTimeMs, values } of points) this.#byTime.set(openTimeMs, values)
  }

  /** Drops what no bar of the chart can show any more. */
  forgetBefore(openTimeMs: number): void {
    for (const known of this.#byTime.keys()) if (known < openTimeMs) this.#byTime.delete(known)
  }

  /** Undefined where nothing is known of the bar. */
  at(openTimeMs: number): ValuesAtBar | undefined {
    return this.#byTime.get(openTimeMs)
  }

  /** Only values of the bars given: a point without its bar would shift the time axis. */
  pointsOf(bars: readonly CandleView[], column: number): ColumnPoint[] {
    return bars.flatMap(({ openTimeMs }) => {
      const value = this.#byTime.get(openTimeMs)?.[column] ?? null
      return value === null ? [] : [{ openTimeMs, value }]
    })
  }
}
