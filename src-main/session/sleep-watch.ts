import type { Clock, Disposable } from '../base/index.ts'

/** How often the system clock is looked at, in its own time. */
export const LOOK_EVERY_MS = 2_000
/** So much later than due means that the machine slept: no load of our own keeps a timer waiting that long. */
const LATE_BY_MS = 10_000
/** So much earlier means that the clock was set back. */
const EARLY_BY_MS = 2_000

export interface SleepWatchPorts {
  readonly systemClock: Clock
  /** The clock is so many milliseconds ahead of what it should show; below zero where it was set back. */
  readonly onJump: (jumpMs: number) => void
}

/** Notices by the system clock that the machine slept, where nobody tells: headless, without a session bus, stopped by a signal. */
export class SleepWatch implements Disposable {
  readonly #ports: SleepWatchPorts
  #timer: Disposable | undefined
  #dueMs = 0

  constructor(ports: SleepWatchPorts) {
    this.#ports = ports
    this.restart()
  }

  /** Begins anew from now: whatever the clock did before is known. */
  restart(): void {
    const { systemClock } = this.#ports
    this.#timer?.dispose()
    this.#dueMs = systemClock.nowMs() + LOOK_EVERY_MS
    this.#timer = systemClock.setRepeating(LOOK_EVERY_MS, () => this.#look())
  }

  dispose(): void {
    this.#timer?.dispose()
  }

  #look(): void {
    const nowMs = this.#ports.systemClock.nowMs()
    const jumpMs = nowMs - this.#dueMs
    this.#dueMs = nowMs + LOOK_EVERY_MS
    if (jumpMs > LATE_BY_MS || jumpMs < -EARLY_BY_MS) this.#ports.onJump(jumpMs)
  }
}
