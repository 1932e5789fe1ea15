import { ManualClock, type TimeMs, timeMs } from '../../base/index.ts'

/** A machine's clock that goes on while nothing runs, as over a sleep. */
export class SleepingClock extends ManualClock {
  #sleptMs = 0

  /** Below zero: the clock is set back. */
  sleepFor(durationMs: number): void {
    this.#sleptMs += durationMs
  }

  override nowMs(): TimeMs {
    return timeMs(super.nowMs() + this.#sleptMs)
  }
}
