import type { CandleView, IndicatorPoint } from '../../src-contract/index.ts'

export interface OverlayPoint {
  readonly openTimeMs: number
  readonly value: number
}

/** Values of one indicator by bar. Kept apart from the bars, because either may come first. */
export class OverlayValues {
  readonly #byTime = new Map<number, number | null>()

  take(points: readonly IndicatorPoint[]): void {
    for (const { openTimeMs, value } of points) this.#byTime.set(openTimeMs, value)
  }

  clear(): void {
    this.#byTime.clear()
  }

  at(openTimeMs: number | undefined): number | null {
    return openTimeMs === undefined ? null : (this.#byTime.get(openTimeMs) ?? null)
  }

  /** Only values of the bars given: a point without its bar would shift the time axis. */
  pointsOf(bars: readonly CandleView[]): OverlayPoint[] {
    return bars.flatMap(({ openTimeMs }) => {
      const value = this.at(openTimeMs)
      return value === null ? [] : [{ openTimeMs, value }]
    })
  }
}
