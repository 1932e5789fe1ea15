import { ManualClock } from '../../base/index.ts'
import type { MeasuringClock } from '../ports.ts'

/** A clock by hand that measures durations too. */
export class ManualMeasuringClock extends ManualClock implements MeasuringClock {
  monotonicMs(): number {
    return this.nowMs()
  }
}
