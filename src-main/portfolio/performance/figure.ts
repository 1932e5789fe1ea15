/** One figure of a report. What cannot be reckoned is null and says why: neither NaN nor infinity ever leaves. */
export interface Figure {
  readonly value: number | null
  /** Null where there is a value. */
  readonly reason: string | null
}

export function noFigure(reason: string): Figure {
  return { value: null, reason }
}

/** The value, or the reason where it is not finite. */
export function figureOf(value: number, reason: string): Figure {
  return Number.isFinite(value) ? { value, reason: null } : noFigure(reason)
}

export function sum(values: readonly number[]): number {
  return values.reduce((total, value) => total + value, 0)
}

/** NaN of nothing. */
export function mean(values: readonly number[]): number {
  return sum(values) / values.length
}
