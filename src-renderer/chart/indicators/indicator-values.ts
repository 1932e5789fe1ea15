import type { CandleView, IndicatorColumn, IndicatorPoint } from '../../../src-contract/index.ts'

/** A value of one column at a bar; null where the column is sparse and has none there. */
export interface ColumnPoint {
  readonly openTimeMs: number
  readonly value: number | null
}

/** Values of an indicator at a bar, one for each column; null while it warms up. */
export type ValuesAtBar = readonly (number | null)[]

/** Which of the columns, and what of it decides where its values stand. */
export interface ColumnPlace extends Pick<IndicatorColumn, 'lookAheadBars' | 'sparse'> {
  readonly index: number
}

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

  /** Values as they came with a bar; undefined where nothing is known of it. */
  at(openTimeMs: number): ValuesAtBar | undefined {
    return this.#byTime.get(openTimeMs)
  }

  /** The value that belongs to a bar: one that looks ahead comes so many bars later. */
  valueOf(bars: readonly CandleView[], bar: number, { index, lookAheadBars }: ColumnPlace): number | null {
    const came = bars[bar + lookAheadBars]
    return came === undefined ? null : (this.#byTime.get(came.openTimeMs)?.[index] ?? null)
  }

  /**
   * Points of a column, for the values that came with the bars from `from` on. Only at bars given: a point without its bar
   * would shift the time axis. A sparse column has holes, and one point more in front, because a hole after it ends its line.
   */
  pointsOf(bars: readonly CandleView[], from: number, column: ColumnPlace): ColumnPoint[] {
    const { lookAheadBars, sparse } = column
    const points: ColumnPoint[] = []
    for (let bar = Math.max(0, from - lookAheadBars - (sparse ? 1 : 0)); bar < bars.length - lookAheadBars; bar += 1) {
      const openTimeMs = bars[bar]?.openTimeMs
      const value = this.valueOf(bars, bar, column)
      if (openTimeMs !== undefined && (sparse || value !== null)) points.push({ openTimeMs, value })
    }
    return points
  }
}
