import type { IctKind } from '../../../../src-contract/index.ts'
import type { Candle } from '../../../domain/index.ts'
import type { IctContext, IctDetector } from '../ict-detector.ts'
import { RangeTracker, type RangeWindow } from './range-tracker.ts'

const HOUR_MS = 3_600_000
const DAY_MS = 24 * HOUR_MS

interface Period {
  readonly label: string
  readonly lengthMs: number
  /** A start that all others are whole lengths away from. */
  readonly originMs: number
}

/** By the UTC calendar; weeks begin on Monday, as 1970-01-05 was one. */
const PERIODS: readonly Period[] = [
  { label: '4h', lengthMs: 4 * HOUR_MS, originMs: 0 },
  { label: '1D', lengthMs: DAY_MS, originMs: 0 },
  { label: 'W', lengthMs: 7 * DAY_MS, originMs: 4 * DAY_MS },
]

/**
 * `previousHighLow`: high and low of the last finished 4 hours, day and week, where stops of those rest who traded in it. Unlike the
 * batch study it is published with the period's last bar, so a week is known on Sunday evening rather than a week later. Periods
 * that bars do not divide are left out, and those not longer than a bar. When which bar counts: {@link RangeTracker}.
 */
export class PreviousHighLowDetector implements IctDetector {
  readonly kinds: readonly IctKind[] = ['previousHighLow']
  #trackers: readonly RangeTracker[] | undefined

  update(candle: Candle, context: IctContext): void {
    this.#trackers ??= trackersFor(context.barMs)
    for (const tracker of this.#trackers) tracker.update(candle, context)
  }
}

function trackersFor(barMs: number): RangeTracker[] {
  return PERIODS.filter(({ lengthMs }) => lengthMs > barMs && lengthMs % barMs === 0).map(
    (period) =>
      new RangeTracker({
        kind: 'previousHighLow',
        label: period.label,
        hasDirection: false,
        windowEndingAfter: (utcMs) => windowAt(period, utcMs),
      }),
  )
}

function windowAt({ lengthMs, originMs }: Period, utcMs: number): RangeWindow {
  const fromMs = Math.floor((utcMs - originMs) / lengthMs) * lengthMs + originMs
  return { fromMs, toMs: fromMs + lengthMs }
}
