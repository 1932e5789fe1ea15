import { ManualClock } from '../../../../base/index.ts'

/** A clock that also measures durations, by its own time. */
export class ManualSystemClock extends ManualClock {
  monotonicMs(): number {
    return this.nowMs()
  }
}

/** Lets everything that waits for a promise go on. */
export async function settled(): Promise<void> {
  for (let turn = 0; turn < 10; turn++) await Promise.resolve()
}
