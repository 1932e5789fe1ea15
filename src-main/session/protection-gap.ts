import { Decimal, ZERO } from '../base/index.ts'

/** What covers a net position at one moment. Unsigned quantities. */
export interface Cover {
  readonly held: Decimal
  /** By stops that the venue has confirmed, at most what is held. */
  readonly atVenue: Decimal
  /** By stops that only this engine watches: they protect while it runs and sees the market. */
  readonly byEngine: Decimal
  /** Part for which a stop was decided. */
  readonly intended: Decimal
}

/** How long one net position has stood without all of its stop, in session time. */
export interface GapTimes {
  readonly openedAtMs: number
  /** When the gap that stands now opened; undefined where there is none. */
  readonly sinceMs: number | undefined
  readonly longestMs: number
  /** Of the gaps that are over. */
  readonly totalMs: number
  /** The gap that stands now was told as too long. */
  readonly isTold: boolean
}

/** Held and not covered by any stop. */
export function uncovered({ held, atVenue, byEngine }: Cover): Decimal {
  return Decimal.max(ZERO, held.sub(atVenue).sub(byEngine))
}

/** Part of what is uncovered for which a stop was decided: that is a gap, the rest is bare by intention. */
export function missingStop(cover: Cover): Decimal {
  return Decimal.max(ZERO, Decimal.min(cover.held, cover.intended).sub(cover.atVenue).sub(cover.byEngine))
}

/** Pure: the times after something has changed; undefined once nothing is held. */
export function advanceGap(times: GapTimes | undefined, cover: Cover, atMs: number): GapTimes | undefined {
  if (cover.held.isZero()) return undefined
  const known = times ?? { openedAtMs: atMs, sinceMs: undefined, longestMs: 0, totalMs: 0, isTold: false }
  const isOpen = missingStop(cover).gt(ZERO)
  if (isOpen) return known.sinceMs === undefined ? { ...known, sinceMs: atMs } : known
  if (known.sinceMs === undefined) return known
  const lastedMs = Math.max(0, atMs - known.sinceMs)
  return {
    ...known,
    sinceMs: undefined,
    longestMs: Math.max(known.longestMs, lastedMs),
    totalMs: known.totalMs + lastedMs,
    isTold: false,
  }
}

/** Of the gap that stands now; 0 where there is none. */
export function openMs({ sinceMs }: GapTimes, nowMs: number): number {
  return sinceMs === undefined ? 0 : Math.max(0, nowMs - sinceMs)
}
